using LibraryBot.Answers;
using LibraryBot.Tests.Support;
using Xunit.Abstractions;

namespace LibraryBot.Tests.Answers;

/// <summary>
/// Libraries and questions that were written without a look at the bot, in other people's voices. Each was a blind test first
/// (docs/performance.md tells what it scored then); now it keeps what was learned from it.
/// </summary>
public sealed class OtherLibrariesTests(ITestOutputHelper output)
{
    [Theory]
    [InlineData("town", 0.95)]
    [InlineData("coast", 0.95)]
    [InlineData("ministry", 0.95)]
    [InlineData("bali", 0.94)]
    [InlineData("school", 0.94)]
    [InlineData("museum", 0.96)]
    [InlineData("medan", 0.98)]
    [InlineData("nursing", 0.91)]
    [InlineData("islands", 0.91)]
    [InlineData("research", 0.94)]
    [InlineData("city", 0.92)]
    [InlineData("college", 0.93)]
    [InlineData("farm", 0.97)]
    [InlineData("harbour", 0.97)]
    [InlineData("uni", 0.97)]
    [InlineData("poly", 0.96)]
    [InlineData("heritage", 0.95)]
    [InlineData("regency", 0.96)]
    [InlineData("tech", 0.97)]
    [InlineData("metro", 0.97)]
    [InlineData("village", 0.97)]
    [InlineData("national", 0.94)]
    [InlineData("pesantren", 0.95)]
    public async Task A_library_that_nobody_here_has_seen_is_answered_as_well(string name, double share)
    {
        string Read(string file) => File.ReadAllText(Path.Combine(AppContext.BaseDirectory, "Answers", $"{name}-{file}"));
        await using var library = await TempKnowledge.With(Read("library.json"));
        var evaluation = Evaluation.Run(library.Desk, Read("questions.jsonl").Split('\n'), DateTimeOffset.UnixEpoch);
        var printed = new StringWriter();
        evaluation.Print(printed);
        output.WriteLine(printed.ToString());
        foreach (var row in evaluation.Rows.Where(row => !row.Right))
            output.WriteLine($"{row.Id} {row.Answer.Intent} [{string.Join(",", row.Answer.Ids)}] {row.Answer.Text.ReplaceLineEndings(" / ")}");
        Assert.Empty(evaluation.Problems);
        Assert.True(evaluation.Right >= share * evaluation.Rows.Count, printed.ToString());
    }
}
