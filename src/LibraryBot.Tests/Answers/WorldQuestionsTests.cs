using LibraryBot.Answers;
using LibraryBot.Tests.Support;
using Xunit.Abstractions;

namespace LibraryBot.Tests.Answers;

public sealed class WorldQuestionsTests(ITestOutputHelper output)
{
    [SkippableFact]
    public async Task Nearly_all_labelled_questions_are_answered_right()
    {
        var (world, questions) = (SharedData.Path("world/world.json"), SharedData.Path("questions/world-questions.jsonl"));
        Skip.If(world is null || questions is null, "shared data is not here");
        await using var library = await TempKnowledge.With(await File.ReadAllTextAsync(world!));
        var evaluation = Evaluation.Run(library.Desk, await File.ReadAllLinesAsync(questions!), DateTimeOffset.UnixEpoch);
        var printed = new StringWriter();
        evaluation.Print(printed);
        output.WriteLine(printed.ToString());
        foreach (var row in evaluation.Rows)
            output.WriteLine($"{row.Id} {(row.Right ? "ok" : "MISS")} {row.Answer.Intent} [{string.Join(",", row.Answer.Ids)}] {row.Answer.Text.ReplaceLineEndings(" / ")}");
        Assert.Empty(evaluation.Problems);
        Assert.True(evaluation.Right >= 70, printed.ToString());
    }
}
