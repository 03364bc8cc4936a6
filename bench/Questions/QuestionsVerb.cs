using System.Globalization;
using LibraryBot.Answers;
using LibraryBot.Bench.Catalogue;
using LibraryBot.Bench.Reports;
using LibraryBot.Demo;
using LibraryBot.Dialogs;
using LibraryBot.Knowledge;
using LibraryBot.Knowledge.Import;
using LibraryBot.Storage.LiteDb;

namespace LibraryBot.Bench.Questions;

/// <summary>
/// Patrons' questions to a library with the sample's events, hours and rules and a large catalogue: the CPU from the text to the
/// answer. Each question is asked to warm up, and then several times; every asking counts for itself, the collector's work in it.
/// </summary>
internal sealed class QuestionsVerb(int records, int seed)
{
    private const int WarmUps = 3;
    private const int Rounds = 5;
    private const int SlowestShown = 8;
    private static readonly DateTimeOffset Now = new(2026, 3, 11, 10, 0, 0, TimeSpan.FromHours(7));
    private readonly Report report = new("questions");

    public async Task<int> Run()
    {
        using var scratch = new ScratchFolder();
        await using var store = LiteLibraryStore.Open(scratch.File("data"), Bot.Collections);
        var knowledge = await Stocked(store);
        var desk = new AnswerDesk(knowledge, DialogBook.Read(Repository.Folder("dialogs"), LibraryBot.Turns.DialogCatalogue.Parts).Words);
        var questions = AskedQuestions.Of(knowledge.Now.Books, seed);
        report.Measured("books", knowledge.Now.Books.Count, "");
        report.Measured("questions", questions.Count, "");
        for (var round = 0; round < WarmUps; round++)
            questions.Select(question => Cost(desk, question)).Sum();
        Task.Delay(TimeSpan.FromSeconds(1), TimeProvider.System).Wait();
        Tell([.. Enumerable.Range(0, Rounds).SelectMany(_ => questions).Select(question => new Asked(question, Cost(desk, question)))]);
        return report.End();
    }

    private async Task<LibraryKnowledge> Stocked(LiteLibraryStore store)
    {
        await NativeFile.ImportText(SampleLibrary.Text(Now), SampleLibrary.Name, new Importing(store, TimeProvider.System));
        var (rest, own) = await store.Read(reader => (KnowledgeRecords.Read(reader), reader.All(Book.Collection)));
        return LibraryKnowledge.Of(store, own.Concat(CataloguedBooks.Of(new InventedCatalogue(seed), records)), rest);
    }

    private void Tell(IReadOnlyList<Asked> askings)
    {
        var ordered = askings.Select(asked => asked.Milliseconds).Order().ToList();
        report.Measured("askings", askings.Count, "");
        report.Must("CPU of a question, median", At(ordered, 50), "ms", Bound.AtMost(5));
        report.Must("CPU of a question, 99 of 100 within", At(ordered, 99), "ms", Bound.AtMost(20));
        report.Measured("CPU of a question, the most", ordered[^1], "ms");
        Console.WriteLine("the slowest:");
        foreach (var slow in askings.GroupBy(asked => asked.Text).Select(asked => new Asked(asked.Key, asked.Select(one => one.Milliseconds).Order().ElementAt(Rounds / 2))).OrderByDescending(asked => asked.Milliseconds).Take(SlowestShown))
            Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"  {slow.Milliseconds:0.00} ms  {slow.Text}"));
    }

    private static double At(List<double> ordered, int percent) => ordered[(ordered.Count - 1) * percent / 100];

    private static double Cost(AnswerDesk desk, string question)
    {
        var before = Environment.CpuUsage.TotalTime;
        desk.Ask(new Question(question, Now));
        return (Environment.CpuUsage.TotalTime - before).TotalMilliseconds;
    }

    private sealed record Asked(string Text, double Milliseconds);
}
