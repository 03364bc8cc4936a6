using LibraryBot.Activities;
using LibraryBot.Publishing;
using LibraryBot.Publishing.Telegram;
using LibraryBot.Tests.Support;

namespace LibraryBot.Tests.Publishing.Telegram;

public sealed class AlbumTests : OnFakeTelegram
{
    private static string[] Pictures(int count) => [.. Enumerable.Range(1, count).Select(i => $"m{i}")];

    [Theory]
    [InlineData(1024, 3)]
    [InlineData(1025, 4)]
    public async Task Pictures_go_as_one_album_with_the_caption_on_the_first_where_it_fits(int length, int messages)
    {
        var text = new string('a', length);
        Assert.Equal(string.Join(',', Enumerable.Range(1, messages)), await Published(Post(text, Pictures(3))));
        Assert.Equal(messages, Group.Messages.Count);
        Assert.Single(Group.Messages.Take(3).Select(message => message.Album).Distinct());
        Assert.NotNull(Group.Messages[0].Album);
        Assert.Equal(text, Group.Messages[messages == 3 ? 0 : 3].Text);
        Assert.Equal(messages == 3 ? null : 1, Group.Messages[^1].ReplyTo);
        Assert.Equal(Bytes("m2"), Group.Messages[1].Picture);
    }

    [Theory]
    [InlineData(10, "10")]
    [InlineData(11, "6,5")]
    [InlineData(25, "9,8,8")]
    public async Task More_than_ten_pictures_are_several_albums_of_about_one_size(int count, string sizes)
    {
        await Published(Post("Foto", Pictures(count)));
        Assert.Equal(sizes, string.Join(',', Group.Messages.GroupBy(message => message.Album).Select(album => album.Count())));
        Assert.Equal(Pictures(count).Select(Bytes), Group.Messages.Select(message => message.Picture));
        Assert.Equal(["Foto"], Group.Messages.Select(message => message.Text).Where(text => text.Length > 0));
    }

    [Theory]
    [InlineData("Foto", "Foto")]
    [InlineData("", "👆")]
    public async Task Buttons_cannot_be_on_an_album_and_come_with_the_text_after_it(string text, string carrier)
    {
        await Published(Post(text, Pictures(2)) with { Buttons = [CardAction.Presses("Berhenti", "s1")] });
        Assert.Equal(["", "", carrier], Group.Messages.Select(message => message.Text));
        Assert.Equal(["Berhenti"], Group.Messages[2].Buttons);
    }

    [Fact]
    public async Task A_picture_is_uploaded_once_by_a_bot_and_named_ever_after()
    {
        await Published(Post("Satu", "m1"));
        await Published(Post("Dua", "m1", "m2"));
        using var restarted = NewSender();
        Assert.IsType<SendResult.Published>(await restarted.Send(new TelegramAddress(7), new TelegramMessage("Tiga", ["m2"]), Urgency.Reply, default));
        var (first, second) = (Group.Messages[0].FileId, Group.Messages[2].FileId);
        Assert.Equal([first, first, second], Group.Messages.Select(message => message.FileId));
        Assert.Equal(second, Sri.Messages[0].FileId);
        Assert.Equal(second, (string?)Fake.Calls[^1].Arguments["photo"]);
    }

    [Fact]
    public async Task When_many_want_a_new_picture_at_once_one_uploads_it()
    {
        var hold = new TaskCompletionSource();
        var upload = new Fault.Hold(hold.Task);
        Fake.Faults.Next("sendPhoto", upload);
        var chats = Enumerable.Range(50, 6).Select(id => Fake.PrivateChat(id, "Tamu")).ToList();
        var sendings = chats.Select(chat => Sender.Send(new TelegramAddress(chat.Id), new TelegramMessage("Baru", ["m1"]), Urgency.Broadcast, default)).ToList();
        await upload.Arrived.Task;
        hold.SetResult();
        Assert.All(await Task.WhenAll(sendings), result => Assert.IsType<SendResult.Published>(result));
        Assert.Single(chats.Select(chat => chat.Messages.Single().FileId).Distinct());
        Assert.Equal(1, Fake.Calls.Count(call => ((string?)call.Arguments["photo"])?.StartsWith("AgAC", StringComparison.Ordinal) != true));
    }

    [Fact]
    public async Task A_name_that_Telegram_no_longer_knows_is_forgotten_and_the_picture_uploaded_again()
    {
        await Published(Post("Satu", "m1"));
        Fake.Faults.Next("sendPhoto", new Fault.Refuses(FakeRefusal.Bad("wrong file identifier/HTTP URL specified")));
        await Published(Post("Dua", "m1"));
        await Published(Post("Tiga", "m1"));
        Assert.Equal(["Satu", "Dua", "Tiga"], Group.Messages.Select(message => message.Text));
        Assert.NotEqual(Group.Messages[0].FileId, Group.Messages[1].FileId);
        Assert.Equal(Group.Messages[1].FileId, Group.Messages[2].FileId);
    }
}
