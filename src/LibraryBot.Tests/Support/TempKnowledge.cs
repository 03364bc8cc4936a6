using LibraryBot.Answers;
using LibraryBot.Knowledge;
using LibraryBot.Knowledge.Import;
using LibraryBot.Language;
using LibraryBot.Storage.LiteDb;

namespace LibraryBot.Tests.Support;

/// <summary>A knowledge store on a temporary folder, with what a test puts into it.</summary>
public sealed class TempKnowledge : IAsyncDisposable
{
    private readonly TempFolder folder = new();

    private TempKnowledge() => Store = LiteLibraryStore.Open(folder.Path, KnowledgeCollections.All);

    public LiteLibraryStore Store { get; }
    public LibraryKnowledge Knowledge { get; private set; } = null!;
    public AnswerDesk Desk { get; private set; } = null!;

    public static async Task<TempKnowledge> With(string native, string name = "test.json")
    {
        var temp = new TempKnowledge();
        temp.LastRun = await NativeFile.ImportText(native, name, temp.Store, TimeProvider.System);
        temp.Knowledge = await LibraryKnowledge.Load(temp.Store);
        temp.Desk = new AnswerDesk(temp.Knowledge, AnswerTexts.Words);
        return temp;
    }

    public ImportRun LastRun { get; set; } = null!;

    public string File(string name) => folder.File(name);

    public Answer Ask(string text, string now, AskedBefore? before = null, Lang? language = null) =>
        Desk.Ask(new Question(text, DateTimeOffset.Parse(now, System.Globalization.CultureInfo.InvariantCulture), language, Before: before));

    public async ValueTask DisposeAsync()
    {
        await Store.DisposeAsync();
        folder.Dispose();
    }
}
