using LibraryBot.Knowledge;

namespace LibraryBot.Bench.Search;

/// <summary>The search as the web page, the inline mode of Telegram and the dialogs call it.</summary>
internal sealed class OurSearch(LibraryKnowledge knowledge) : ISearchEngine
{
    public string Name => "ours";

    public IReadOnlyList<Book> Find(SearchQuery query) => knowledge.FindBooks(query.Text, SearchVerb.Hits, query.IsTyping);
}
