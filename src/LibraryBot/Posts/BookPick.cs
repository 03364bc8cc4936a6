using LibraryBot.Dialogs;
using LibraryBot.Knowledge;

namespace LibraryBot.Posts;

/// <summary>
/// Books picked from the store: by their number in the list of the newest, or by title, author or ISBN, several on lines
/// of their own or with semicolons. The value is their ids with commas.
/// </summary>
internal sealed class BookPick(LibraryKnowledge knowledge) : IAnswerKind
{
    private const int OfferedAtMost = 8;

    public Reading Read(Heard heard, StepScene at)
    {
        var asked = Parts(heard.Text);
        if (asked.Count == 0)
            return new Reading.Refused("nothing_readable");
        var picked = new List<Book>();
        foreach (var part in asked)
        {
            switch (Find(part))
            {
                case []:
                    return new Reading.Refused("book_not_found", ("said", part));
                case [var one]:
                    picked.Add(one);
                    break;
                case var several:
                    return new Reading.Unclear([.. several.Take(5).Select(Line)]);
            }
        }

        var ids = picked.Select(book => book.Id).Distinct().ToList();
        return ids.Count > (at.Step.AtMost ?? 10)
            ? new Reading.Refused("too_many_books", ("at_most", (at.Step.AtMost ?? 10).ToString(System.Globalization.CultureInfo.InvariantCulture)), ("count", ids.Count.ToString(System.Globalization.CultureInfo.InvariantCulture)))
            : new Reading.Accepted(string.Join(',', ids));
    }

    public IReadOnlyList<string> Offers(StepScene at) => [.. knowledge.NewestBooks(OfferedAtMost).Select(Line)];

    public IReadOnlyDictionary<string, IReadOnlyList<string>> Show(string value, StepScene at)
    {
        var books = value.Split(',', StringSplitOptions.RemoveEmptyEntries).Select(knowledge.Book).OfType<Book>().ToList();
        return new Dictionary<string, IReadOnlyList<string>>
        {
            [""] = [.. books.Select(book => book.Title)],
            ["title"] = [.. books.Select(book => book.Title)],
            ["author"] = [.. books.Select(book => string.Join("; ", book.Authors))],
            ["call_number"] = [.. books.Select(book => book.CallNumber ?? "")],
        };
    }

    /// <summary>"1, 3 dan 4" are places in the list; anything else is split at lines and semicolons only: titles have commas.</summary>
    private static List<string> Parts(string text)
    {
        var places = text.Split([',', ' ', '\n', '&'], StringSplitOptions.RemoveEmptyEntries).Where(word => word is not ("dan" or "and")).ToList();
        return places.All(place => place.Length <= 2 && int.TryParse(place, out _))
            ? places
            : [.. text.Split(['\n', ';'], StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries)];
    }

    private IReadOnlyList<Book> Find(string said)
    {
        var newest = knowledge.NewestBooks(OfferedAtMost);
        if (int.TryParse(said, out var place))
            return place >= 1 && place <= newest.Count ? [newest[place - 1]] : [];
        if (newest.FirstOrDefault(book => Line(book) == said) is { } offered)
            return [offered];
        var found = knowledge.FindBooks(said, 6);
        return found.FirstOrDefault(book => Line(book) == said || book.Title.Equals(said, StringComparison.OrdinalIgnoreCase)) is { } exact ? [exact] : found;
    }

    private static string Line(Book book) => book.Authors.Count == 0 ? book.Title : $"{book.Title} ({book.Authors[0].Split(',')[0]})";
}
