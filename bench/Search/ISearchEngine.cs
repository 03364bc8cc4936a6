using LibraryBot.Knowledge;

namespace LibraryBot.Bench.Search;

/// <summary>An engine in this process that has indexed the books.</summary>
internal interface ISearchEngine
{
    string Name { get; }

    /// <summary>The ten best books, best first.</summary>
    IReadOnlyList<Book> Find(SearchQuery query);
}
