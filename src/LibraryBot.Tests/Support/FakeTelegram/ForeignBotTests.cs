using System.Diagnostics;

namespace LibraryBot.Tests.Support;

/// <summary>Somebody else's Bot API client (npm grammy) works against our fake: it is not only our own idea of Telegram.</summary>
public sealed class ForeignBotTests
{
    [SkippableFact]
    public async Task A_bot_on_grammy_talks_with_people_through_the_fake()
    {
        var folder = Folder();
        Skip.If(folder is null, "npm grammy is not installed: npm ci --prefix src/LibraryBot.Tests/foreign/telegram");
        await using var fake = await FakeTelegram.Start();
        var sri = fake.PrivateChat(7, "Sri");
        using var bot = Start(folder, fake);
        Skip.If(bot is null, "node is not installed.");
        try
        {
            await TalkWith(fake, sri);
            await bot.WaitForExitAsync().WaitAsync(TimeSpan.FromSeconds(20));
        }
        finally
        {
            if (!bot.HasExited)
                bot.Kill();
        }

        Assert.Equal(0, bot.ExitCode);
        Assert.Equal(0, fake.Updates.Unconfirmed);
    }

    private static async Task TalkWith(FakeTelegram fake, FakePrivateChat sri)
    {
        sri.Says("/buku");
        var shown = await sri.Hears("Robot & manusia", TimeSpan.FromSeconds(30));
        Assert.Equal(["bold", "italic"], shown.Entities.Select(entity => (string)entity!["type"]!));
        sri.Presses("Pinjam");
        await sri.Hears("Ada lagi?");
        Assert.Equal("Sudah dipinjam", shown.Text);
        Assert.Single(fake.AnsweredCallbacks);
        sri.SendsPhoto([0xFF, 0xD8, 0xFF, 4, 5]);
        Assert.Equal([0xFF, 0xD8, 0xFF, 4, 5], (await sri.Hears("5 byte")).Picture);
        sri.Says("salah");
        await sri.Hears("400: Bad Request: can't parse entities: Unsupported start tag \"x\" at byte offset 0");
        var group = fake.Supergroup("Pembaca Kota");
        group.AddsBot(sri.User);
        await group.Hears("Kini member di Pembaca Kota");
        sri.Says("selesai");
        await sri.Hears("Sampai jumpa");
    }

    private static string? Folder()
    {
        for (var folder = new DirectoryInfo(AppContext.BaseDirectory); folder is not null; folder = folder.Parent)
        {
            var foreign = Path.Combine(folder.FullName, "foreign", "telegram");
            if (Directory.Exists(Path.Combine(foreign, "node_modules", "grammy")))
                return foreign;
        }

        return null;
    }

    private static Process? Start(string folder, FakeTelegram fake)
    {
        try
        {
            return Process.Start(new ProcessStartInfo("node", ["bot.mjs", fake.BaseUrl, FakeTelegram.Token])
            {
                WorkingDirectory = folder,
                RedirectStandardOutput = true,
            });
        }
        catch (System.ComponentModel.Win32Exception)
        {
            return null;
        }
    }
}
