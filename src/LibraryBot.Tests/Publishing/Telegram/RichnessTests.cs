using LibraryBot.Activities;
using LibraryBot.Publishing;
using LibraryBot.Publishing.Telegram;
using LibraryBot.Tests.Support;

namespace LibraryBot.Tests.Publishing.Telegram;

/// <summary>What newer servers show and older ones do not know: moments, styles, answers for one person.</summary>
public sealed class RichnessTests : OnFakeTelegram
{
    private static readonly DateTimeOffset At = new(2026, 4, 2, 10, 0, 0, TimeSpan.FromHours(7));
    private const string When = "Kamis, 2 April 2026, 10.00-12.00 WIB";

    [Fact]
    public async Task Words_that_name_a_moment_carry_it_where_they_stand()
    {
        await Reply(new Activity { Text = $"😀 <b>Acara</b> & {When}", Entities = [Entity.Moment(When, At)] });
        var said = Assert.Single(Sri.Messages);
        Assert.Equal($"😀 <b>Acara</b> & {When}", said.Text);
        Assert.Equal([When], said.Marked("date_time"));
        Assert.Equal(At.ToUnixTimeSeconds(), (long)Assert.Single(said.Entities)!["unix_time"]!);
    }

    [Fact]
    public async Task A_post_and_its_later_parts_and_captions_carry_their_moments()
    {
        var long1 = new string('a', 4080);
        await Published(Post($"{long1}\n\n{When}") with { Moments = [Entity.Moment(When, At)] });
        await Published(Post(When, "m1") with { Moments = [Entity.Moment(When, At)] });
        await Published(Post(When, "m1", "m2") with { Moments = [Entity.Moment(When, At), Entity.Moment("lain", At)] });
        Assert.Equal([0, 1, 1, 1, 0], Group.Messages.Select(message => message.Marked("date_time").Count));
    }

    [Fact]
    public async Task An_older_server_gets_the_words_alone_and_is_not_asked_again()
    {
        Fake.OlderServer = true;
        for (var i = 0; i < 2; i++)
            Assert.IsType<SendResult.Published>(await Reply(new Activity { Text = $"a < b, {When}", Entities = [Entity.Moment(When, At)] }));
        Assert.All(Sri.Messages, said => Assert.Equal(($"a < b, {When}", $"a &lt; b, {When}"), (said.Text, said.Raw)));
        Assert.Equal([400, 200, 200], Fake.Calls.Select(call => call.Status));
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task Buttons_show_their_weight_where_the_server_can(bool older)
    {
        Fake.OlderServer = older;
        var yes = CardAction.Presses("Setujui", "a1") with { Style = "positive" };
        var no = CardAction.Presses("Tolak", "a2") with { Style = "destructive" };
        await Reply(new Activity { Text = "Setuju?", SuggestedActions = new() { Actions = [yes, no, CardAction.Presses("Nanti", "a3")] } });
        await Reply(new Activity { Text = "Jenis?", SuggestedActions = new() { Actions = [CardAction.Says("Agenda") with { Style = "primary" }] } });
        Assert.Equal(["Setujui", "Tolak", "Nanti"], Sri.Messages[0].Buttons);
        Assert.Equal(["Agenda"], Sri.Messages[1].Choices);
        if (!older)
            Assert.Equal(["success", "danger", null], Sri.Messages[0].Buttons.Select(words => (string?)Sri.Messages[0].Button(words)!["style"]));
    }

    [Fact]
    public async Task An_answer_in_a_group_is_seen_by_the_asker_alone_where_that_is_wanted()
    {
        Group.Says(Sri.User, "/buku");
        Assert.IsType<SendResult.Published>(await Reply(new Activity { Text = "Untuk Sri", ReplyToId = "u1m1" }, Group, alone: true));
        Assert.IsType<SendResult.Published>(await Reply(new Activity { Text = "Untuk semua" }, Group, alone: true));
        Assert.IsType<SendResult.Published>(await Reply(new Activity { Text = "Biasa", ReplyToId = "u1m1" }, Group));
        Assert.Equal([Sri.User, null, null], Group.Messages.Select(message => message.OnlyFor));
    }

    [Fact]
    public async Task Where_Telegram_refuses_that_everyone_sees_the_answer_and_it_is_not_tried_again()
    {
        Fake.Faults.Next("sendMessage", new Fault.Refuses(FakeRefusal.Bad("EPHEMERAL_NOT_ALLOWED")));
        for (var i = 0; i < 2; i++)
            Assert.IsType<SendResult.Published>(await Reply(new Activity { Text = "Untuk Sri", ReplyToId = "u1m1" }, Group, alone: true));
        Assert.All(Group.Messages, message => Assert.Null(message.OnlyFor));
        Assert.Equal([400, 200, 200], Fake.Calls.Select(call => call.Status));
    }

    [Fact]
    public async Task A_text_is_as_long_as_Telegram_counts_it()
    {
        await Published(Post(string.Concat(Enumerable.Repeat("😀", 4096))));
        await Published(Post(string.Concat(Enumerable.Repeat("&", 1024)), "m1"));
        Assert.Equal(2, Group.Messages.Count);
    }
}
