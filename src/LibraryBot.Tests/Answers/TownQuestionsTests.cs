using LibraryBot.Answers;
using LibraryBot.Tests.Support;
using Xunit.Abstractions;

namespace LibraryBot.Tests.Answers;

public sealed class TownQuestionsTests(ITestOutputHelper output)
{
    [Fact]
    public async Task Another_library_is_answered_as_well_without_a_word_of_English_in_its_rules()
    {
        string Read(string name) => File.ReadAllText(Path.Combine(AppContext.BaseDirectory, "Answers", name));
        await using var library = await TempKnowledge.With(Read("town-library.json"));
        var evaluation = Evaluation.Run(library.Desk, Read("town-questions.jsonl").Split('\n'), DateTimeOffset.UnixEpoch);
        var printed = new StringWriter();
        evaluation.Print(printed);
        output.WriteLine(printed.ToString());
        foreach (var row in evaluation.Rows.Where(row => !row.Right))
            output.WriteLine($"{row.Id} {row.Answer.Intent} [{string.Join(",", row.Answer.Ids)}] {row.Answer.Text.ReplaceLineEndings(" / ")}");
        Assert.Empty(evaluation.Problems);
        Assert.True(evaluation.Right >= 0.9 * evaluation.Rows.Count, printed.ToString());
    }
}
