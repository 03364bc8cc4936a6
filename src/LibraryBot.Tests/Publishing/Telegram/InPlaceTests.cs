using System.Text.Json;
using LibraryBot.Activities;
using LibraryBot.Publishing;
using LibraryBot.Tests.Support;

namespace LibraryBot.Tests.Publishing.Telegram;

public sealed class InPlaceTests : OnFakeTelegram
{
    [Fact]
    public async Task A_message_takes_the_place_of_the_last_one_with_its_key()
    {
        await Reply(Progress("1 dari 3", "post-5", "Jeda"));
        await Reply(Progress("lain", "post-6"));
        await Reply(new Activity { Text = "halo" });
        await Reply(Progress("2 dari 3", "post-5", "Jeda"));
        await Reply(Progress("3 dari 3", "post-5", last: true));
        Assert.Equal(["3 dari 3", "lain", "halo"], Sri.Messages.Select(message => message.Text));
        Assert.Empty(Sri.Messages[0].Buttons);
        await Reply(Progress("1 dari 9", "post-5"));
        Assert.Equal(4, Sri.Messages.Count);
    }

    [Fact]
    public async Task The_same_words_again_change_nothing_and_are_no_trouble()
    {
        Assert.IsType<SendResult.Published>(await Reply(Progress("1 dari 3", "p")));
        Assert.IsType<SendResult.Published>(await Reply(Progress("1 dari 3", "p")));
        Assert.Single(Sri.Messages);
    }

    [Theory]
    [InlineData("message to edit not found")]
    [InlineData("message can't be edited")]
    public async Task A_message_that_can_no_longer_be_changed_is_followed_by_a_new_one(string why)
    {
        await Reply(Progress("1 dari 3", "p"));
        Fake.Faults.Next("editMessageText", new Fault.Refuses(FakeRefusal.Bad(why)));
        await Reply(Progress("2 dari 3", "p"));
        await Reply(Progress("3 dari 3", "p"));
        Assert.Equal(["1 dari 3", "3 dari 3"], Sri.Messages.Select(message => message.Text));
    }

    [Fact]
    public async Task Its_buttons_are_its_own_and_never_the_chats_keyboard()
    {
        await Reply(Progress("1 dari 3", "p") with { ReplyToId = "u1m1", SuggestedActions = new() { Actions = [CardAction.Says("Jeda")] } });
        Assert.Equal(["Jeda"], Sri.Messages[0].Buttons);
        await Reply(Progress("2 dari 3", "p") with { ReplyToId = "u1m1" });
        Assert.Equal("2 dari 3", Assert.Single(Sri.Messages).Text);
    }

    [Fact]
    public async Task A_lost_answer_to_a_change_is_asked_for_again()
    {
        await Reply(Progress("1 dari 3", "p"));
        Fake.Faults.Next("editMessageText", new Fault.DropAfter());
        Assert.IsType<SendResult.Published>(await Reply(Progress("2 dari 3", "p")));
        Assert.Equal("2 dari 3", Assert.Single(Sri.Messages).Text);
    }

    private static Activity Progress(string text, string key, string? button = null, bool last = false) => new()
    {
        Text = text,
        ChannelData = last ? JsonSerializer.SerializeToElement(new { inPlace = key, last }) : JsonSerializer.SerializeToElement(new { inPlace = key }),
        SuggestedActions = button is null ? null : new() { Actions = [CardAction.Presses(button, "b1")] },
    };
}
