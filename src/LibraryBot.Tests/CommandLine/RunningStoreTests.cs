using LibraryBot.Tests.Support;

namespace LibraryBot.Tests.CommandLine;

/// <summary>The verbs that look after the store, asked of a bot that runs.</summary>
[Collection(BotProcesses.Name)]
public sealed class RunningStoreTests(DemoProcess demo) : IClassFixture<DemoProcess>
{
    [Fact]
    public async Task A_running_bot_is_backed_up_while_people_talk_to_it()
    {
        using var folder = new TempFolder();
        using var patron = await Guest.Arrive(demo.Url);
        await patron.Says("halo");
        var file = folder.File("mine.zip");

        var saving = BotProcess.Run(demo.Folder, ["backup", file, "--data", "demo"]);
        for (var i = 0; !saving.IsCompleted || i < 3; i++)
            await patron.Says($"jam buka hari Senin? {i}");
        var saved = await saving;
        var restored = await BotProcess.Run(folder.Path, ["restore", "mine.zip", "--data", "new"]);
        var asked = await BotProcess.Run(folder.Path, ["ask", "jam buka hari Senin?", "--now", DemoProcess.Clock, "--data", "new"]);

        Assert.Equal((0, ""), (saved.Exit, saved.Errors));
        Assert.Equal((0, ""), (restored.Exit, restored.Errors));
        Assert.Contains("Senin, 16 Maret 2026", asked.Output);
    }

    [Fact]
    public async Task A_store_is_not_restored_under_a_running_bot()
    {
        using var folder = new TempFolder();
        await BotProcess.Run(demo.Folder, ["backup", folder.File("mine.zip"), "--data", "demo"]);

        var refused = await BotProcess.Run(demo.Folder, ["restore", folder.File("mine.zip"), "--data", "demo"]);

        Assert.Contains("Stop it first", refused.Refusal);
        Assert.Empty(Directory.EnumerateDirectories(demo.Data, "replaced-*"));
    }

    [Fact]
    public async Task The_doctor_looks_at_a_running_bot()
    {
        var looked = await BotProcess.Run(demo.Folder, ["doctor", "--data", "demo"]);

        Assert.Equal("", looked.Errors);
        Assert.Contains("- indexes: every index and counter fits its records", looked.Output);
        Assert.Contains("- store files: checksums and journal fit", looked.Output);
        Assert.Contains("- approvers: 2 people", looked.Output);
    }
}
