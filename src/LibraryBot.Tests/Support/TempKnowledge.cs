using System.Globalization;
using LibraryBot.Answers;
using LibraryBot.Knowledge;
using LibraryBot.Knowledge.Import;
using LibraryBot.Storage;

namespace LibraryBot.Tests.Support;

/// <summary>A library's knowledge in a store of a test's own, with a desk that answers from it.</summary>
public sealed class TempKnowledge : IAsyncDisposable
{
    private readonly TempStore temp = new();

    public ILibraryStore Store => temp.Store;
    public ImportRun Run { get; private set; } = null!;
    public LibraryKnowledge Knowledge { get; private set; } = null!;
    public AnswerDesk Desk { get; private set; } = null!;

    /// <param name="native">A native knowledge file's text.</param>
    public static async Task<TempKnowledge> With(string native)
    {
        var library = new TempKnowledge();
        library.Run = await NativeFile.ImportText(native, "test.json", new Importing(library.Store, TimeProvider.System));
        library.Knowledge = await LibraryKnowledge.Load(library.Store);
        library.Desk = new AnswerDesk(library.Knowledge, AnswerTexts.Words);
        return library;
    }

    public Answer Ask(string text, string now, AskedBefore? before = null) =>
        Desk.Ask(new Question(text, DateTimeOffset.Parse(now, CultureInfo.InvariantCulture), Before: before));

    public ValueTask DisposeAsync() => temp.DisposeAsync();
}
