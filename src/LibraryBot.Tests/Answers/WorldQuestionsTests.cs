using LibraryBot.Answers;
using LibraryBot.Tests.Support;
using Xunit.Abstractions;

namespace LibraryBot.Tests.Answers;

public sealed class WorldQuestionsTests(ITestOutputHelper output)
{
    [SkippableFact]
    public async Task Nearly_all_labelled_questions_are_answered_right()
    {
        var questions = SharedData.Path("questions/world-questions.jsonl");
        Skip.If(questions is null, "shared data is not here");
        await AtLeast(0.95, questions!);
    }

    [SkippableFact]
    public async Task Questions_of_our_own_over_the_same_library_are_answered_right() =>
        await AtLeast(0.95, Path.Combine(AppContext.BaseDirectory, "Answers", "world-own-questions.jsonl"));

    private async Task AtLeast(double share, string questions)
    {
        var world = SharedData.Path("world/world.json");
        Skip.If(world is null, "shared data is not here");
        await using var library = await TempKnowledge.With(await File.ReadAllTextAsync(world!));
        var evaluation = Evaluation.Run(library.Desk, await File.ReadAllLinesAsync(questions), DateTimeOffset.UnixEpoch);
        var printed = new StringWriter();
        evaluation.Print(printed);
        output.WriteLine(printed.ToString());
        foreach (var row in evaluation.Rows.Where(row => !row.Right))
            output.WriteLine($"{row.Id} {row.Answer.Intent} [{string.Join(",", row.Answer.Ids)}] {row.Answer.Text.ReplaceLineEndings(" / ")}");
        Assert.Empty(evaluation.Problems);
        Assert.True(evaluation.Right >= share * evaluation.Rows.Count, printed.ToString());
        Assert.DoesNotContain(evaluation.Rows, row => row.Answer.Ids.Contains("E08"));
    }
}
