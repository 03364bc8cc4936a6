using System.Globalization;
using System.Text.RegularExpressions;
using LibraryBot.Dialogs;
using LibraryBot.Knowledge;
using LibraryBot.Language;
using LibraryBot.Media;
using LibraryBot.Posters;

namespace LibraryBot.Posts;

/// <summary>
/// Books picked from the store: by their number in the list of the newest, by title, author or ISBN (several on lines of their own or
/// with semicolons), by the barcode in a photo, or many at once ("5 terbaru", "subjek komputer", "terbaru minggu ini"). What was
/// picked is kept until there are enough. The value is their ids with commas.
/// </summary>
internal sealed partial class BookPick(LibraryKnowledge knowledge, MediaFolder media) : IAnswerKind
{
    private const int OfferedAtMost = 8;
    private const int UsualMost = 10;

    public bool TakesPictures => true;

    public Reading Read(Heard heard, StepScene at)
    {
        if (heard.Pictures.Count > 0)
            return ReadPhotos(heard.Pictures, at);
        if (AskedMany(heard.Text, at) is { } many)
            return many;
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

        return Picked(picked, at);
    }

    /// <summary>The books of a value, in its order; those that left the store are left out.</summary>
    public static IReadOnlyList<Book> Of(string? value, LibraryKnowledge knowledge) =>
        [.. (value ?? "").Split(',', StringSplitOptions.RemoveEmptyEntries).Select(knowledge.Book).OfType<Book>()];

    public IReadOnlyList<string> Offers(StepScene at) => [.. knowledge.NewestBooks(OfferedAtMost).Select(Line)];

    public IReadOnlyDictionary<string, IReadOnlyList<string>> Show(string value, StepScene at)
    {
        var books = Books(value);
        return new Dictionary<string, IReadOnlyList<string>>
        {
            [""] = [.. books.Select(book => book.Title)],
            ["title"] = [.. books.Select(book => book.Title)],
            ["author"] = [.. books.Select(book => string.Join("; ", book.Authors))],
            ["call_number"] = [.. books.Select(book => book.CallNumber ?? "")],
        };
    }

    /// <summary>With those picked before: enough, too many, or asked for more.</summary>
    private Reading Picked(IEnumerable<Book> found, StepScene at)
    {
        var ids = Books(at.Partial).Concat(found).Select(book => book.Id).Distinct().ToList();
        var (least, most) = (at.Step.AtLeast ?? 1, at.Step.AtMost ?? UsualMost);
        if (ids.Count > most)
            return new Reading.Refused("too_many_books", ("at_most", Say(most)), ("count", Say(ids.Count)));
        return ids.Count < least
            ? new Reading.Partial(string.Join(',', ids), "too_few_books", ("at_least", Say(least)), ("count", Say(ids.Count)), ("title", string.Join("; ", Books(string.Join(',', ids)).Select(book => book.Title))))
            : new Reading.Accepted(string.Join(',', ids));
    }

    /// <summary>"5 terbaru" takes them; a period, a subject or an author lists what fits.</summary>
    private Reading? AskedMany(string text, StepScene at)
    {
        if (Newest().Match(text) is { Success: true } newest && int.TryParse(newest.Groups["count"].Value, out var count))
            return Picked(knowledge.NewestBooks(count), at);
        if (About().Match(text) is { Success: true } about)
            return Listed(Fitting(about.Groups["what"].Value, about.Groups["by"].Success), text);
        return Period().IsMatch(text) && DatePhrase.Find(text, at.Now) is { NamesDay: true } days
            ? Listed(knowledge.Now.Books.Where(book => book.Added >= days.From && book.Added <= days.To), text)
            : null;
    }

    private IEnumerable<Book> Fitting(string what, bool byAuthor)
    {
        var words = AnswerWords.Normal(what);
        return knowledge.Now.Books.Where(book => (byAuthor ? book.Authors : book.Subjects).Any(name => AnswerWords.Normal(name).Contains(words, StringComparison.Ordinal)
            || words.Split(' ').All(word => AnswerWords.Normal(name).Contains(word, StringComparison.Ordinal))));
    }

    private static Reading Listed(IEnumerable<Book> found, string said) => found.Take(OfferedAtMost).Select(Line).ToList() is { Count: > 0 } lines
        ? new Reading.Unclear(lines)
        : new Reading.Refused("nothing_like_it", ("said", said));

    private Reading ReadPhotos(IReadOnlyList<string> photos, StepScene at)
    {
        var found = new List<Book>();
        foreach (var photo in photos)
        {
            if (Isbn(photo) is not { } isbn)
                return new Reading.Refused("no_barcode");
            if (knowledge.FindBooks(isbn, 1) is not [var book])
                return new Reading.Refused("book_not_found", ("said", isbn));
            found.Add(book);
        }

        return Picked(found, at);
    }

    private string? Isbn(string photo) => media.Read(photo) is { } bytes ? BarcodePhoto.Isbn(bytes) : null;

    private IReadOnlyList<Book> Books(string? value) => Of(value, knowledge);

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
        if (int.TryParse(said, NumberStyles.None, CultureInfo.InvariantCulture, out var place) && said.Length <= 2)
            return place >= 1 && place <= newest.Count ? [newest[place - 1]] : [];
        // A line of an earlier list, whichever list it was.
        if (knowledge.Now.Books.FirstOrDefault(book => Line(book) == said) is { } offered)
            return [offered];
        var found = knowledge.FindBooks(said, 6);
        return found.FirstOrDefault(book => book.Title.Equals(said, StringComparison.OrdinalIgnoreCase)) is { } exact ? [exact] : found;
    }

    /// <summary>A book in a list: its title and the family name of who wrote it.</summary>
    public static string Line(Book book) => book.Authors.Count == 0 ? book.Title : $"{book.Title} ({book.Authors[0].Split(',')[0]})";

    private static string Say(int number) => number.ToString(CultureInfo.InvariantCulture);

    [GeneratedRegex(@"^\s*(?<count>\d{1,2})\s+(buku\s+)?(terbaru|newest|latest)\s*(books)?\s*$", RegexOptions.IgnoreCase)]
    private static partial Regex Newest();

    [GeneratedRegex(@"^\s*((subjek|subject|tentang|about|topik)|(?<by>pengarang|penulis|karya|author|by))\s*:?\s+(?<what>.{2,80})$", RegexOptions.IgnoreCase)]
    private static partial Regex About();

    [GeneratedRegex(@"^\s*(yang\s+)?(buku\s+)?(terbaru|baru|newest|new|latest)\b", RegexOptions.IgnoreCase)]
    private static partial Regex Period();
}
