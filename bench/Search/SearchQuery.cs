using LibraryBot.Knowledge;

namespace LibraryBot.Bench.Search;

/// <summary>What somebody types who has one book in mind, in words as every engine cuts them.</summary>
/// <param name="IsTyping">The last word is not typed to its end.</param>
internal sealed record SearchQuery(IReadOnlyList<string> Words, bool IsTyping, Book Wanted)
{
    public string Text => string.Join(' ', Words);

    /// <summary>The book itself, or one that a reader could not tell from it.</summary>
    public bool IsFoundIn(Book book) => book.Id == Wanted.Id
        || (string.Equals(book.Title, Wanted.Title, StringComparison.OrdinalIgnoreCase) && book.Authors.FirstOrDefault() == Wanted.Authors.FirstOrDefault());
}

/// <summary>Questions of one kind.</summary>
internal sealed record SearchSet(string Name, IReadOnlyList<SearchQuery> Queries);
