using LibraryBot.Channels.Telegram;
using LibraryBot.People;
using LibraryBot.Publishing;
using LibraryBot.Tests.Channels.DirectLine;
using LibraryBot.Tests.Support;
using LibraryBot.Turns;

namespace LibraryBot.Tests.EndToEnd;

/// <summary>One day at the library, the same whether the bot asks Telegram for messages or Telegram brings them.</summary>
public sealed class TelegramDayTests
{
    private const string Title = "Bedah Buku Sungai dan Kota";
    private const string Bot = "@" + FakeTelegram.BotUsername;
    private static readonly string[] Poisons = ["a member of unknown status", "a forward of unknown origin", "an update without a number", "a text"];

    [Theory]
    [InlineData(TelegramMode.Polling)]
    [InlineData(TelegramMode.Webhook)]
    public async Task A_day_goes_the_same_way_however_messages_come_in(TelegramMode mode)
    {
        await using var library = await TelegramLibrary.Open(mode: mode);
        library.Fake.Limits = new FakeLimits(library.Bot.Clock);
        var (sri, ratna) = (await library.Staff("Sri", Role.Librarian), await library.Staff("Ratna", Role.Approver));
        var dewi = library.Patron();
        var group = await library.ConfirmedGroup(sri, "Grup Warga", library.Fake.Group("Grup Warga"));
        var (forum, topic) = await ConfirmedTopic(library, sri);
        var channel = await ConfirmedChannel(library, sri);

        await AskInPrivate(library, dewi);
        await AskInGroup(group, dewi.User);
        foreach (var name in Poisons)
            library.Fake.Updates.AddPoison(FakePoison.All.Single(poison => poison.Name == name));
        await TelegramLibrary.SubmitEvent(sri, Title, Pictures.Png);
        var moved = group.BecomesSupergroup(sri.User);
        dewi.Blocks();
        await TelegramLibrary.Approve(ratna, Title);
        foreach (var place in (FakeGroup[])[moved, forum, channel])
            Assert.Equal(Pictures.Png, (await place.Hears("📣 " + Title)).Picture);
        await sri.Hears("latihan");
        dewi.Unblocks();
        dewi.Says("/batal");
        await dewi.Hears("tidak ada yang perlu dibatalkan");

        Assert.Equal(topic, Assert.Single(forum.Messages, IsPost).Thread);
        Assert.Single(moved.Messages, IsPost);
        Assert.Single(channel.Messages);
        Assert.Equal(3, dewi.Messages.Count);
        await HoldsNothingBack(library);
        CameInBy(mode, library.Fake);
    }

    private static async Task<(FakeGroup Forum, int Topic)> ConfirmedTopic(TelegramLibrary library, FakePrivateChat sri)
    {
        var forum = library.Fake.Supergroup("Forum Warga");
        forum.AddsBot(sri.User);
        await sri.Hears("Saya ditambahkan ke \"Forum Warga\"");
        var topic = forum.Topic("Kegiatan", sri.User);
        forum.Says(sri.User, "/tujuan" + Bot, thread: topic);
        await sri.Hears("boleh dikirim ke \"Forum Warga / Kegiatan\"");
        sri.Presses("Pakai tujuan ini");
        await sri.Hears("juga dikirim ke \"Forum Warga / Kegiatan\"");
        return (forum, topic);
    }

    private static async Task<FakeGroup> ConfirmedChannel(TelegramLibrary library, FakePrivateChat sri)
    {
        var channel = library.Fake.Channel("Warta");
        channel.AddsBot(sri.User, "administrator");
        await sri.Hears("Saya ditambahkan ke \"Warta\"");
        sri.Presses("Pakai tujuan ini");
        await sri.Hears("juga dikirim ke \"Warta\"");
        return channel;
    }

    // What comes twice is answered once, and an edited message is never a command.
    private static async Task AskInPrivate(TelegramLibrary library, FakePrivateChat dewi)
    {
        var asked = dewi.Says("/bantuan");
        await dewi.Hears("Anda dapat bertanya");
        library.Fake.Updates.Repeat(asked);
        dewi.Edits("/jam");
        await dewi.Hears("Pesan yang diubah tidak saya jalankan");
    }

    private static async Task AskInGroup(FakeGroup group, FakeUser dewi)
    {
        group.Says(dewi, "kapan kita berkumpul?");
        group.Says(dewi, "/bantuan" + Bot);
        var help = await Answer(group);
        group.Says(dewi, Bot + " ada acara apa besok?");
        await Answer(group);
        group.Says(dewi, "dan minggu depan?", replyTo: help.Id);
        await Answer(group);
        Assert.Equal([0, 1, 1, 1], group.Said.TakeLast(4).Select(said => group.Messages.Count(message => message.ReplyTo == said.Id)));
    }

    private static Task<FakeMessage> Answer(FakeGroup group)
    {
        var asked = group.Said[^1].Id;
        return group.Hears(message => message.ReplyTo == asked, "an answer");
    }

    private static bool IsPost(FakeMessage message) => message.Text.StartsWith("📣", StringComparison.Ordinal);

    private static async Task HoldsNothingBack(TelegramLibrary library)
    {
        await library.Fake.Updates.AllConfirmed();
        Assert.Equal(Poisons.Length, (await library.Read(store => store.All(Quarantined.Rows))).Count);
        var deliveries = await library.Read(store => store.All(LibraryBot.Publishing.Delivery.Deliveries));
        Assert.All(deliveries, delivery => Assert.True(delivery.IsSettled, delivery.DestinationName));
        var answered = library.Fake.Calls.Where(call => call.Method == "answerCallbackQuery").Select(call => (string)call.Arguments["callback_query_id"]!).ToList();
        Assert.Equal(answered.Distinct(), answered);
        Assert.NotEmpty(answered);
        Assert.DoesNotContain(library.Fake.Calls, call => call.Status == 429);
    }

    private static void CameInBy(TelegramMode mode, FakeTelegram fake)
    {
        Assert.Equal(mode == TelegramMode.Webhook, fake.Webhook.Deliveries.Count > 0);
        Assert.All(fake.Webhook.Deliveries, delivery => Assert.Equal(200, delivery.Status));
        Assert.Equal(mode == TelegramMode.Polling, fake.Calls.Any(call => call.Method == "getUpdates"));
    }
}
