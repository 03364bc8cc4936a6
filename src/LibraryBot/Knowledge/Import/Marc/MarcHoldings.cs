namespace LibraryBot.Knowledge.Import.Marc;

/// <summary>
/// The copies of a record: Koha's 952 (o call number, b and a branch, c shelving location, d day acquired, p barcode) and 852
/// (a and b place, c shelving location, h k i m call number, p barcode). A copy that is lost (952 $1) or withdrawn (952 $0) is
/// none. Whether one is lent is never read.
/// </summary>
internal sealed class MarcHoldings
{
    private const int PlacesAtMost = 100;
    private readonly HashSet<string> branches = [];
    private readonly HashSet<ShelfPlace> shelves = [];
    private int barcodes;

    public static MarcHoldings Of(MarcRecord record, BranchPlaces places)
    {
        var holdings = new MarcHoldings();
        foreach (var copy in record.Of("952").Where(copy => !IsGone(copy)))
            holdings.TakeKoha(copy, places);
        foreach (var copy in record.Of("852"))
            holdings.Take(copy, places.Find(copy.All("b").Concat(copy.All("a"))));
        return holdings;
    }

    public string? CallNumber { get; private set; }

    public DateOnly? Acquired { get; private set; }

    public int? Copies => barcodes > 0 ? barcodes : null;

    public IReadOnlyList<string> Branches => [.. branches.Order(StringComparer.Ordinal).Take(PlacesAtMost)];

    public IReadOnlyList<ShelfPlace> Shelves => [.. shelves.OrderBy(place => place.Branch, StringComparer.Ordinal).ThenBy(place => place.Shelf, StringComparer.Ordinal).Take(PlacesAtMost)];

    private static bool IsGone(MarcField copy) => copy.First('0') is { } withdrawn && withdrawn != "0" || copy.First('1') is { } lost && lost != "0";

    private void TakeKoha(MarcField copy, BranchPlaces places)
    {
        CallNumber ??= MarcTidy.OrNull(MarcTidy.Line(copy.First('o')));
        if (MarcDates.Day(copy.First('d')) is { } day && !(Acquired < day))
            Acquired = day;
        // Other systems keep other things in 952; a copy of Koha has a barcode or a branch and a day.
        Take(copy, copy.First('p') is null && copy.First('d') is null ? null : places.Find([copy.First('b'), copy.First('a')]));
    }

    private void Take(MarcField copy, string? branch)
    {
        barcodes += copy.First('p') is null ? 0 : 1;
        if (branch is not null)
            branches.Add(branch);
        if (MarcTidy.Line(copy.First('c')) is { Length: > 0 } shelf)
            shelves.Add(new ShelfPlace(branch, shelf));
        if (copy.Tag == "852")
            CallNumber ??= MarcTidy.OrNull(MarcTidy.Line(string.Join(' ', copy.First('h') is null ? copy.All("j") : copy.All("khim"))));
    }
}
