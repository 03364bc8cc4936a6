using LibraryBot.Activities;
using LibraryBot.Publishing;
using LibraryBot.Publishing.Telegram;
using LibraryBot.Tests.Support;

namespace LibraryBot.Tests.Publishing.Telegram;

public sealed class CorrectionTests : OnFakeTelegram
{
    private static readonly string A = new('a', 3000);
    private static readonly string B = new('b', 3000);

    [Fact]
    public async Task A_text_is_changed_where_it_stands()
    {
        var (result, ids) = await Corrected(Post("Acra"), Post("Acara"));
        Assert.Equal(ids, result);
        Assert.Equal(["Acara"], Texts);
        Assert.True(Group.Messages[0].NoPreview);
    }

    [Fact]
    public async Task A_caption_and_a_picture_are_changed_where_they_stand()
    {
        await Corrected(Post("Acra", "m1"), Post("Acara", "m1"));
        Assert.Equal(1, Calls("editMessageCaption"));
        await Corrected(Post("Acara", "m1"), Post("Acara", "m2"));
        Assert.Equal(1, Calls("editMessageMedia"));
        Assert.Equal(["Acara", "Acara"], Texts);
        Assert.Equal([Bytes("m1"), Bytes("m2")], Group.Messages.Select(message => message.Picture));
    }

    [Fact]
    public async Task One_picture_of_an_album_is_changed_and_the_others_are_left_alone()
    {
        var (result, ids) = await Corrected(Post("Foto", "m1", "m2", "m3"), Post("Foto", "m1", "m4", "m3"));
        Assert.Equal(ids, result);
        Assert.Equal([Bytes("m1"), Bytes("m4"), Bytes("m3")], Group.Messages.Select(message => message.Picture));
        Assert.Equal(["Foto", "", ""], Texts);
        Assert.Equal(2, Fake.Calls.Count);
    }

    [Fact]
    public async Task A_text_that_became_shorter_loses_its_last_messages_and_a_longer_one_gets_more()
    {
        var (shorter, _) = await Corrected(Post(A + "\n" + B), Post(B));
        Assert.Equal("1", shorter);
        Assert.Equal([B], Texts);
        var result = await Publisher.Correct(Post(B), shorter, Post(B + "\n" + A), default);
        Assert.Equal("1,3", Assert.IsType<SendResult.Published>(result).ExternalId);
        Assert.Equal([B, A], Texts);
        Assert.Equal(1, Group.Messages[1].ReplyTo);
    }

    [Fact]
    public async Task A_caption_that_became_too_long_moves_into_a_text_under_its_picture()
    {
        await Corrected(Post("Acara", "m1"), Post(A, "m1"));
        Assert.Equal(["", A], Texts);
        Assert.Equal(1, Group.Messages[1].ReplyTo);
    }

    [Theory]
    [InlineData("", "m1")]
    [InlineData("m1", "")]
    [InlineData("m1", "m1,m2")]
    [InlineData("m1,m2,m3", "m1,m2")]
    public async Task Another_number_of_pictures_is_sent_anew_and_never_stands_beside_the_old(string before, string after)
    {
        var (result, ids) = await Corrected(Post("Lama", Split(before)), Post("Baru", Split(after)));
        Assert.NotEqual(ids, result);
        Assert.Equal(Split(after).Select(Bytes), Group.Messages.Select(message => message.Picture).Where(picture => picture is not null));
        Assert.Equal("Baru", Texts[0]);
        Assert.DoesNotContain("Lama", Texts);
    }

    [Fact]
    public async Task What_cannot_be_deleted_is_not_sent_a_second_time()
    {
        var ids = await Published(Post("Lama"));
        Fake.Faults.Next("deleteMessage", new Fault.Refuses(FakeRefusal.Bad("message can't be deleted for everyone")));
        var result = await Publisher.Correct(Post("Lama"), ids, Post("Baru", "m1"), default);
        Assert.Equal("cannot_delete", Assert.IsType<SendResult.Refused>(result).Why);
        Assert.Equal(["Lama"], Texts);
    }

    [Fact]
    public async Task What_stands_there_already_is_as_good_as_corrected_and_what_is_gone_is_told()
    {
        var ids = await Published(Post("Acara"));
        Assert.IsType<SendResult.Published>(await Publisher.Correct(Post("Lain"), ids, Post("Acara"), default));
        await Publisher.Withdraw($"{Group.Id}", ids, default);
        Assert.Equal("gone", Assert.IsType<SendResult.Refused>(await Publisher.Correct(Post("Acara"), ids, Post("Acara!"), default)).Why);
    }

    [Fact]
    public async Task A_correction_that_comes_to_an_end_in_the_middle_says_how_far_it_came()
    {
        var ids = await Published(Post(A + "\n" + B));
        await Publisher.Withdraw($"{Group.Id}", "2", default);
        var result = await Publisher.Correct(Post(A + "\n" + B), ids, Post(B + "\n" + A), default);
        Assert.Equal("partly 1/2", Assert.IsType<SendResult.Refused>(result).Why);
    }

    [Fact]
    public async Task A_lost_answer_to_an_edit_is_asked_for_again_and_only_then_unknown()
    {
        var ids = await Published(Post("Acra"));
        Fake.Faults.Next("editMessageText", new Fault.DropAfter());
        Fake.Faults.Next("editMessageText", new Fault.BadGateway());
        Assert.IsType<SendResult.Published>(await Publisher.Correct(Post("Acra"), ids, Post("Acara"), default));
        Fake.Faults.Next("editMessageText", new Fault.DropBefore(), times: 5);
        Assert.IsType<SendResult.Unknown>(await Publisher.Correct(Post("Acara"), ids, Post("Acara!"), default));
    }

    [Fact]
    public async Task A_corrected_message_keeps_its_button()
    {
        var before = Post("Acra") with { Buttons = [CardAction.Presses("Berhenti", "s1")] };
        await Corrected(before, before with { Text = "Acara" });
        Assert.Equal(["Berhenti"], Group.Messages[0].Buttons);
    }

    [Fact]
    public async Task A_post_is_withdrawn_whole_and_what_is_gone_already_counts_as_gone()
    {
        var ids = await Published(Post("Foto", "m1", "m2"));
        await Publisher.Withdraw($"{Group.Id}", "2", default);
        Assert.Equal(ids, Assert.IsType<SendResult.Published>(await Publisher.Withdraw($"{Group.Id}", ids, default)).ExternalId);
        Assert.Empty(Group.Messages);
    }

    [Fact]
    public async Task What_Telegram_does_not_let_go_is_told_with_how_much_is_gone()
    {
        var ids = await Published(Post("Foto", "m1", "m2", "m3"));
        Fake.Faults.Next("deleteMessage", new Fault.Refuses(FakeRefusal.Bad("message can't be deleted")), times: 2);
        Assert.Equal("partly 1/3", Assert.IsType<SendResult.Refused>(await Publisher.Withdraw($"{Group.Id}", ids, default)).Why);
        Assert.Equal(2, Group.Messages.Count);
        Fake.Faults.Next("deleteMessage", new Fault.Refuses(FakeRefusal.Bad("message can't be deleted")));
        Assert.Equal("cannot_delete", Assert.IsType<SendResult.Refused>(await Publisher.Withdraw($"{Group.Id}", "1", default)).Why);
    }

    [Fact]
    public async Task A_group_that_threw_the_bot_out_is_gone_for_corrections_too()
    {
        var ids = await Published(Post("Acara"));
        Group.RemovesBot(Sri.User);
        Assert.True(Assert.IsType<SendResult.Refused>(await Publisher.Correct(Post("Acara"), ids, Post("Acara!"), default)).TargetGone);
        Assert.True(Assert.IsType<SendResult.Refused>(await Publisher.Withdraw($"{Group.Id}", ids, default)).TargetGone);
    }

    private IReadOnlyList<string> Texts => [.. Group.Messages.Select(message => message.Text)];

    private async Task<(string After, string Before)> Corrected(PublishRequest before, PublishRequest after)
    {
        var ids = await Published(before);
        var result = await Publisher.Correct(before, ids, after, default);
        return (Assert.IsType<SendResult.Published>(result).ExternalId!, ids);
    }

    private static string[] Split(string pictures) => pictures.Split(',', StringSplitOptions.RemoveEmptyEntries);
}
