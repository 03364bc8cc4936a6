using LibraryBot.Answers;
using LibraryBot.Demo;
using LibraryBot.Tests.Support;
using Xunit.Abstractions;

namespace LibraryBot.Tests.Answers;

public sealed class SampleQuestionsTests(ITestOutputHelper output)
{
    private static readonly DateTimeOffset Tuesday = new(2026, 6, 9, 10, 0, 0, TimeSpan.FromHours(7));

    [Fact]
    public async Task Questions_in_other_voices_are_answered_over_the_sample_library()
    {
        await using var library = await TempKnowledge.With(SampleLibrary.Text(Tuesday));
        var questions = await File.ReadAllLinesAsync(Path.Combine(AppContext.BaseDirectory, "Answers", "own-questions.jsonl"));
        var evaluation = Evaluation.Run(library.Desk, questions, Tuesday);
        var printed = new StringWriter();
        evaluation.Print(printed);
        output.WriteLine(printed.ToString());
        foreach (var row in evaluation.Rows.Where(row => !row.Right))
            output.WriteLine($"{row.Id} {row.Answer.Intent} [{string.Join(",", row.Answer.Ids)}] {row.Answer.Text.ReplaceLineEndings(" / ")}");
        Assert.Empty(evaluation.Problems);
        Assert.True(evaluation.Right >= 0.9 * evaluation.Rows.Count, printed.ToString());
    }
}
