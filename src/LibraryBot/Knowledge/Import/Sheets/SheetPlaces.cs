using LibraryBot.Storage;

namespace LibraryBot.Knowledge.Import.Sheets;

/// <summary>The branches and the time zone that a table's words are read by.</summary>
internal sealed class SheetPlaces(IReadOnlyList<Branch> branches, TimeZoneInfo zone)
{
    private readonly HashSet<string> strangers = new(StringComparer.OrdinalIgnoreCase);

    public TimeZoneInfo Zone => zone;

    public static Task<SheetPlaces> Of(Importing into) => into.Store.Read(reader =>
        new SheetPlaces(reader.All(Branch.Collection), Zones.Find(reader.All(LibraryInfo.Collection).FirstOrDefault()?.TimeZone)));

    /// <summary>Null, and told once, when it is none of the branches.</summary>
    public string? Find(string name, Action<string> warn)
    {
        var branch = BranchNames.Find(name, branches)?.Id;
        if (branch is null && branches.Count > 0 && strangers.Count < 1000 && strangers.Add(name))
            warn($"\"{PlainText.Line(name)}\" is none of the branches");
        return branch;
    }

    public string? IfAny(string name) => BranchNames.Find(name, branches)?.Id;
}
