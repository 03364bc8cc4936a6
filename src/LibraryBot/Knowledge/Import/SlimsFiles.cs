using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using LibraryBot.Storage;

namespace LibraryBot.Knowledge.Import;

/// <summary>
/// The pair of CSV exports of SLiMS 9: titles and copies. The export of titles has no date, so a book counts as added on
/// the earliest day that one of its copies was entered or received. Lending states are never read.
/// </summary>
public static class SlimsFiles
{
    private static readonly string[] BiblioColumns =
    [
        "title", "gmd_name", "edition", "isbn_issn", "publisher_name", "publish_year", "collation", "series_title", "call_number",
        "language_name", "place_name", "classification", "notes", "image", "sor", "authors", "topics", "item_code",
    ];
    private static readonly string[] ItemColumns =
    [
        "item_code", "call_number", "coll_type_name", "inventory_code", "received_date", "supplier_name", "order_no", "location_name", "order_date",
        "item_status_name", "site", "source", "invoice", "price", "price_currency", "invoice_date", "input_date", "last_update", "title",
    ];

    /// <exception cref="ImportRefused">A file cannot be read, or is not the export it should be; nothing was changed.</exception>
    public static async Task<ImportRun> Import(string biblioPath, string? itemsPath, Importing into)
    {
        using var titlesText = ImportFile.OpenText(biblioPath);
        using var copiesText = itemsPath is null ? null : ImportFile.OpenText(itemsPath);
        return await Import((titlesText, biblioPath), copiesText is null ? null : (copiesText, itemsPath!), into);
    }

    internal static async Task<ImportRun> Import((TextReader Text, string Name) biblio, (TextReader Text, string Name)? items, Importing into)
    {
        var titles = SlimsTable.Open(biblio.Text, biblio.Name, BiblioColumns, "titles", "authors");
        var copies = items is { } given ? SlimsTable.Open(given.Text, given.Name, ItemColumns, "copies", "item_code", "input_date") : null;
        var branches = await into.Store.Read(session => session.All(Branch.Collection));
        var batch = into.Begin("slims");
        var byCode = copies is null ? [] : Copies(copies, branches, batch);
        var used = new HashSet<string>(StringComparer.Ordinal);
        // Of the copies code, day and branch are kept to be found by the titles; the titles themselves pass through.
        foreach (var row in titles.Rows)
        {
            if (row.Fault is not null)
                batch.Skip($"titles line {row.Line}", row.Fault);
            else if (row["title"].Length == 0)
                batch.Skip($"titles line {row.Line}", "it has no title");
            else
                await batch.Add(Book.Collection, BookOf(row, byCode, used));
        }

        foreach (var code in byCode.Keys.Where(code => !used.Contains(code)))
            batch.Warn($"copies: {code} belongs to no title of the export");
        return await batch.End();
    }

    private static Book BookOf(SlimsRow row, Dictionary<string, SlimsCopy> byCode, HashSet<string> used)
    {
        var codes = Packed(row["item_code"]);
        used.UnionWith(codes);
        var copies = codes.Where(byCode.ContainsKey).Select(code => byCode[code]).ToList();
        return new Book(IdOf(row, codes), row["title"])
        {
            Authors = Packed(row["authors"]),
            Subjects = Packed(row["topics"]),
            Isbn = row["isbn_issn"] is { Length: > 0 } isbn && IsbnNumber.Find(isbn) is { } number ? [number] : [],
            Year = int.TryParse(row["publish_year"], NumberStyles.None, CultureInfo.InvariantCulture, out var year) && year is > 1000 and < 2200 ? year : null,
            Publisher = row.Text("publisher_name"),
            Place = row.Text("place_name"),
            Edition = row.Text("edition"),
            Series = row.Text("series_title"),
            Summary = row.Text("notes"),
            Class = row.Text("classification"),
            CallNumber = row.Text("call_number"),
            Language = LanguageOf(row["language_name"]),
            Added = copies.Select(copy => copy.Added).Where(day => day is not null).Min(),
            Copies = codes.Count > 0 ? codes.Count : null,
            Branches = [.. copies.Select(copy => copy.Branch).OfType<string>().Distinct().Order(StringComparer.Ordinal)],
        };
    }

    private static Dictionary<string, SlimsCopy> Copies(SlimsTable table, IReadOnlyList<Branch> branches, ImportBatch batch)
    {
        var byCode = new Dictionary<string, SlimsCopy>(StringComparer.Ordinal);
        var strangers = new HashSet<string>(StringComparer.OrdinalIgnoreCase);
        foreach (var row in table.Rows)
        {
            if (row.Fault is not null || row["item_code"].Length == 0)
            {
                batch.Skip($"copies line {row.Line}", row.Fault ?? "it has no item_code");
                continue;
            }

            var branch = row["location_name"] is { Length: > 0 } location ? BranchNames.Find(location, branches) : null;
            if (branch is null && row["location_name"].Length > 0 && branches.Count > 0 && strangers.Add(row["location_name"]))
                batch.Warn($"copies line {row.Line}: the location \"{row["location_name"]}\" is none of the branches");
            byCode[row["item_code"]] = new SlimsCopy(Earliest(Day(row["input_date"]), Day(row["received_date"])), branch?.Id);
        }

        return byCode;
    }

    // The item code stays with a copy for life; a title without copies is known by what describes it.
    private static string IdOf(SlimsRow row, IReadOnlyList<string> codes) => codes.Count > 0
        ? $"slims-{codes[0]}"
        : $"slims-{Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes($"{row["title"]}|{row["authors"]}|{row["edition"]}|{row["publish_year"]}")).AsSpan(0, 6))}";

    /// <summary>"&lt;a&gt;&lt;b&gt;", as SLiMS packs lists.</summary>
    private static List<string> Packed(string text) =>
        [.. text.Split(['<', '>'], StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries).Where(part => part.Length > 0)];

    private static string? LanguageOf(string name) => name.ToLowerInvariant() switch
    {
        "" => null,
        "indonesia" or "indonesian" or "bahasa indonesia" or "id" => "id",
        "english" or "inggris" or "bahasa inggris" or "en" => "en",
        var other => other,
    };

    private static DateOnly? Day(string text) =>
        text.Length >= 10 && DateOnly.TryParseExact(text[..10], "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var day) ? day : null;

    private static DateOnly? Earliest(DateOnly? a, DateOnly? b) => a is null ? b : b is null ? a : a < b ? a : b;

    private sealed record SlimsCopy(DateOnly? Added, string? Branch);
}
