using System.Diagnostics;
using LibraryBot.Bench.Bots;
using LibraryBot.Bench.Catalogue;
using LibraryBot.Bench.Reports;

namespace LibraryBot.Bench.Imports;

/// <summary>
/// A catalogue of any size through the command as a librarian types it, in a process of its own: how long, how much memory, and
/// that a question afterwards finds a book of it. Then the same file again, which may change nothing. The command only imports; whoever
/// opens the library next, as the question does here, reads the catalogue and makes its index.
/// </summary>
internal sealed class ImportVerb(int records, int seed)
{
    private static readonly TimeSpan Glance = TimeSpan.FromMilliseconds(20);
    private static readonly Bound Most = Bound.AtMost(400);
    private readonly Report report = new("import");

    public async Task<int> Run()
    {
        using var scratch = new ScratchFolder();
        var (file, data) = (scratch.File("catalogue.mrc"), scratch.File("data"));
        var last = Write(file);
        report.Measured("records", records, "");
        report.Measured("the file", new FileInfo(file).Length / 1e6, "MB");
        var first = await Typed(scratch.Path, "import", "marc", file, "--data", data);
        Tell("import", first, Most);
        report.Never("records that did not come in", first.LastWords.EndsWith($"seen {records}, new {records}, changed 0, skipped 0, warnings 0", StringComparison.Ordinal) ? 0 : 1);
        report.Measured("the store on disk", Directory.EnumerateFiles(data, "*", SearchOption.AllDirectories).Sum(each => new FileInfo(each).Length) / 1e6, "MB");
        var again = await Typed(scratch.Path, "import", "marc", file, "--data", data);
        Tell("the same again", again, Most);
        report.Never("records that changed the second time", again.LastWords.EndsWith($"seen {records}, new 0, changed 0, skipped 0, warnings 0", StringComparison.Ordinal) ? 0 : 1);
        var asked = await Typed(scratch.Path, "ask", $"buku {last.Title} karya {last.Authors[0]}", "--lang", "id", "--data", data);
        Tell("index and one question", asked, Most);
        report.Measured("imported and indexed: time", (first.Wall + asked.Wall).TotalSeconds, "s", Bound.AtMost(60));
        report.Never("questions that did not find the last book", asked.LastWords.Contains(last.Title, StringComparison.OrdinalIgnoreCase) ? 0 : 1);
        return report.End();
    }

    private CatalogueRecord Write(string file)
    {
        using var to = new BufferedStream(File.Create(file), 1 << 20);
        var writer = new MarcWriter(to);
        CatalogueRecord? last = null;
        foreach (var record in new InventedCatalogue(seed).Records(records))
            writer.Write(last = record);
        return last!;
    }

    private void Tell(string what, Spent spent, Bound megabytes)
    {
        report.Measured($"{what}: time", spent.Wall.TotalSeconds, "s");
        report.Measured($"{what}: CPU", spent.Cpu.TotalSeconds, "s");
        report.Measured($"{what}: memory at its peak", spent.PeakMegabytes, "MB resident", megabytes);
    }

    private static async Task<Spent> Typed(string folder, params string[] words)
    {
        var begun = Stopwatch.GetTimestamp();
        await using var bot = BotProcess.Start(folder, words);
        var cost = new ProcessCost(bot.Id);
        var spent = new Spent(default, default, 0, "");
        while (!bot.HasEnded)
        {
            try
            {
                spent = spent with { Cpu = cost.Cpu(), PeakMegabytes = cost.PeakMegabytes() };
            }
            catch (Exception gone) when (gone is IOException or InvalidOperationException)
            {
                break;
            }

            await Task.Delay(Glance, TimeProvider.System);
        }

        var wall = Stopwatch.GetElapsedTime(begun);
        await bot.Ended();
        return spent with { Wall = wall, LastWords = bot.LastWords };
    }

    /// <summary>What a process cost; its CPU and peak are those of the last glance before it ended.</summary>
    private sealed record Spent(TimeSpan Wall, TimeSpan Cpu, double PeakMegabytes, string LastWords);
}
