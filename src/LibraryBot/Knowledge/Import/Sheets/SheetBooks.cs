using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using LibraryBot.OutsideWeb;

namespace LibraryBot.Knowledge.Import.Sheets;

/// <summary>The rows of a table as books. A book without a code is known by what describes it.</summary>
internal sealed class SheetBooks(SheetColumns columns, SheetPlaces places, string? source, Action<string> warn)
{
    /// <exception cref="BrokenRow">It has no title.</exception>
    public Book Read(SheetRow row)
    {
        var title = string.Join(": ", new[] { columns.Text(row, "title"), columns.Text(row, "subtitle") }.OfType<string>());
        if (columns.Text(row, "title") is null)
            throw new BrokenRow("it has no title");
        var branches = Several(row, "branch").Select(name => places.Find(name, warn)).OfType<string>().Distinct().Order(StringComparer.Ordinal).ToList();
        return new Book(IdOf(row, "book", columns[row, "title"], columns[row, "author"], columns[row, "edition"], columns[row, "year"]), title)
        {
            Authors = Several(row, "author"),
            Subjects = Several(row, "subjects"),
            Isbn = [.. Several(row, "isbn").Select(IsbnNumber.Find).OfType<string>().Distinct()],
            Year = CatalogueText.Year(columns[row, "year"]),
            Publisher = columns.Text(row, "publisher"),
            Place = columns.Text(row, "place"),
            Edition = columns.Text(row, "edition"),
            Series = columns.Text(row, "series"),
            Summary = columns.Long(row, "summary"),
            Class = columns.Text(row, "class") ?? CatalogueText.Class(columns[row, "callnumber"].Split(' ')[0]),
            CallNumber = columns.Text(row, "callnumber"),
            Language = CatalogueLanguage.Of(columns.Text(row, "language")),
            Added = Day(row, "added"),
            Copies = Number(row, "copies"),
            Available = Number(row, "available"),
            Branches = branches,
            Shelves = [.. Several(row, "shelf").Select(shelf => new ShelfPlace(branches.Count == 1 ? branches[0] : null, shelf))],
            Cover = WebLink.Of(columns.Text(row, "cover"))?.AbsoluteUri,
        };
    }

    private string IdOf(SheetRow row, string kind, params string[] telling) => SheetIds.Of(source, kind, columns.Text(row, "id"), telling);

    private List<string> Several(SheetRow row, string name) => [.. columns[row, name].Split([';', '|', '\n']).Select(PlainText.Line).Where(part => part.Length > 0).Distinct()];

    private int? Number(SheetRow row, string name) =>
        double.TryParse(columns[row, name].Split(' ')[0], NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var number) && number is >= 0 and < 1_000_000 ? (int)number : null;

    private DateOnly? Day(SheetRow row, string name)
    {
        if (columns.Text(row, name) is not { } text)
            return null;
        if (SheetDates.Day(text) is { } day)
            return day;
        warn($"row {row.Line}: \"{text}\" is not a date");
        return null;
    }
}

/// <summary>Ids of rows: the code that the table gives, or a mark of what describes the row.</summary>
internal static class SheetIds
{
    private const int CodeAtMost = 100;

    public static string Of(string? source, string kind, string? code, params string[] telling)
    {
        var place = source is null ? "sheet" : $"sheet-{IcsEvent.Mark(source)}";
        var known = code is { Length: <= CodeAtMost } ? code : null;
        return known is not null ? $"{place}-{known}"
            : $"{place}-{kind}-{Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(string.Join('|', telling.Append(code ?? "")))).AsSpan(0, 8))}";
    }
}
