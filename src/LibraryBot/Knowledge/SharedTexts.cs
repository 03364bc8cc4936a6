namespace LibraryBot.Knowledge;

/// <summary>Headings, names and places come again and again in a catalogue; each is kept in memory once.</summary>
internal sealed class SharedTexts
{
    private readonly HashSet<string> texts = [];

    public Book In(Book book) => book with
    {
        Authors = Shared(book.Authors),
        Subjects = Shared(book.Subjects),
        Isbn = [.. book.Isbn],
        OtherTitles = [.. book.OtherTitles],
        Branches = Shared(book.Branches),
        Shelves = [.. book.Shelves],
        Publisher = Shared(book.Publisher),
        Place = Shared(book.Place),
        Edition = Shared(book.Edition),
        Series = Shared(book.Series),
        Class = Shared(book.Class),
        Language = Shared(book.Language),
        Source = Shared(book.Source)!,
        Hash = "",
    };

    // An array has no room to spare, a list that was read from JSON has.
    private string[] Shared(IReadOnlyList<string> several) => several.Count == 0 ? [] : [.. several.Select(one => Shared(one)!)];

    private string? Shared(string? text)
    {
        if (text is not null && texts.TryGetValue(text, out var known))
            return known;
        if (text is not null)
            texts.Add(text);
        return text;
    }
}
