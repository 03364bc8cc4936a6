using System.Globalization;

namespace LibraryBot.Tests.Support;

/// <summary>Other people's Bot API clients (npm grammy, npm telegraf) work against our fake: it is not only our own idea of Telegram.</summary>
public sealed class ForeignBotTests
{
    private static readonly byte[] Picture = [0xFF, 0xD8, 0xFF, 4, 5];

    [SkippableTheory]
    [InlineData("telegram", "polling")]
    [InlineData("telegram", "webhook")]
    [InlineData("telegraf", "polling")]
    [InlineData("telegraf", "webhook")]
    public async Task A_bot_that_is_not_ours_talks_with_people_through_the_fake(string client, string mode)
    {
        await using var fake = await FakeTelegram.Start();
        var sri = fake.PrivateChat(7, "Sri");
        using var bot = ForeignBot.Start(client, mode, fake);
        try
        {
            await AsksAndPresses(fake, sri);
            await SendsPictures(fake, sri);
            await AsksInline(sri);
            await MeetsRefusals(fake, sri);
            sri.Says("selesai");
            await sri.Hears("Sampai jumpa");
            Assert.Equal(0, await bot.Ends());
        }
        catch (Exception failure) when (bot.Output.Length > 0)
        {
            throw new InvalidOperationException($"{client} over {mode} said:\n{bot.Output}", failure);
        }

        Assert.Equal(0, fake.Updates.Unconfirmed);
        Assert.Equal(mode == "webhook", fake.Updates.Webhook is not null);
        Assert.Empty(fake.Patience.Broken);
    }

    private static async Task AsksAndPresses(FakeTelegram fake, FakePrivateChat sri)
    {
        sri.Says("/buku");
        var shown = await sri.Hears("Robot & manusia", TimeSpan.FromSeconds(60));
        Assert.Equal(["bold", "italic"], shown.Entities.Select(entity => (string)entity!["type"]!));
        sri.Presses("Pinjam");
        await sri.Hears("Ada lagi?");
        Assert.Equal("Sudah dipinjam", shown.Text);
        Assert.Equal("Dicatat", Assert.Single(fake.CallbackTexts).Value);
        Assert.Equal("buku", (string?)fake.Menus["default|id"][0]!["command"]);
    }

    private static async Task SendsPictures(FakeTelegram fake, FakePrivateChat sri)
    {
        sri.SendsPhoto(Picture);
        Assert.Equal(Picture, (await sri.Hears("5 byte")).Picture);
        sri.Says("album");
        var first = await sri.Hears("Dua foto");
        var second = await sri.Hears(message => message.Album == first.Album, "the second picture");
        Assert.Equal((Picture, ""), (second.Picture!, second.Text));
        Assert.NotEqual(first.FileId, second.FileId);
        Assert.Equal(2, fake.Files.Uploads);
    }

    private static async Task AsksInline(FakePrivateChat sri)
    {
        var query = sri.AsksInline("laskar");
        Assert.Equal("laskar", (string?)Assert.Single(await query.Results())!["title"]);
        query.Chooses("r1");
        await sri.Hears("Dipilih: r1");
    }

    private static async Task MeetsRefusals(FakeTelegram fake, FakePrivateChat sri)
    {
        sri.Says("salah");
        await sri.Hears("400: Bad Request: can't parse entities: Unsupported start tag \"x\" at byte offset 0");
        var group = fake.Group("Pembaca Kota");
        group.AddsBot(sri.User);
        await group.Hears("Kini member di Pembaca Kota");
        fake.Faults.Next("sendMessage", new Fault.Flood(1), chat: sri.Id);
        sri.Says("cepat");
        await sri.Hears("akhirnya");
        Assert.Single(fake.Calls, call => call.Status == 429);
        var budi = fake.PrivateChat(8, "Budi");
        budi.Deactivates();
        sri.Says("kirim 8");
        await sri.Hears("403: Forbidden: user is deactivated");
        var moved = group.BecomesSupergroup(sri.User);
        sri.Says(string.Create(CultureInfo.InvariantCulture, $"kirim {group.Id}"));
        await sri.Hears(string.Create(CultureInfo.InvariantCulture, $"400: Bad Request: group chat was upgraded to a supergroup chat -> {moved.Id}"));
        sri.Says("hapus");
        await sri.Hears("Sudah dihapus");
        Assert.DoesNotContain(sri.Messages, message => message.Text == "sebentar");
    }
}
