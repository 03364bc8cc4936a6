using LibraryBot.Tests.Support;

namespace LibraryBot.Tests.CommandLine;

[Collection(BotProcesses.Name)]
public sealed class RepairedTests : IDisposable
{
    private readonly TempFolder folder = new();

    [Fact]
    public async Task A_flipped_bit_is_repaired_at_the_next_start_and_the_owner_reads_so_in_chat()
    {
        await using var before = Serve();
        using var owner = await Guest.Arrive(await before.Listening());
        var invited = await BotProcess.Run(folder.Path, ["invite", "--role", "owner", "--name", "Hendra"]);
        await owner.Says("/masuk " + invited.Output.Split('\n')[0]["Code: ".Length..]);
        Directory.CreateDirectory(folder.File("data/backups"));
        await BotProcess.Run(folder.Path, ["backup", "data/backups/20260311T030000Z.zip"]);
        await owner.Says("/bahasa_en");
        await owner.Says("what new books came this week?");
        var said = await owner.Transcript();
        before.Send(BotProcess.Terminate);
        await before.End();

        FlipBit();
        await using var after = Serve();
        using var back = await owner.ComeBack(await after.Listening());
        var found = await back.Transcript();

        Assert.Equal(said, found.Take(said.Count));
        var news = Assert.Single(found.Skip(said.Count));
        Assert.Contains("has been restored", news);
        Assert.Contains("the backup made on Wednesday, 11 March 2026", news);
        Assert.Contains("Nothing is missing", news);
        Assert.Matches(@"brought back from the journal: [1-9]", news);
        Assert.Contains(Assert.Single(Directory.EnumerateDirectories(folder.File("data"), "damaged-*")), news);
    }

    public void Dispose() => folder.Dispose();

    private BotProcess Serve() => BotProcess.Start(folder.Path, ["serve", "--urls", "http://127.0.0.1:0"]);

    private void FlipBit()
    {
        using var file = File.Open(folder.File("data/library.db"), FileMode.Open);
        file.Position = 9000;
        var was = file.ReadByte();
        file.Position = 9000;
        file.WriteByte((byte)(was ^ 1));
    }
}
