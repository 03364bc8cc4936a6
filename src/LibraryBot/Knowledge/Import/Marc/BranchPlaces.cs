namespace LibraryBot.Knowledge.Import.Marc;

/// <summary>The branches that the codes of a catalogue mean; each code is looked up once, and told once when it means none.</summary>
internal sealed class BranchPlaces(IReadOnlyList<Branch> branches, Action<string> warn)
{
    private const int CodesKept = 10_000;
    private readonly Dictionary<string, string?> known = new(StringComparer.OrdinalIgnoreCase);

    /// <summary>The id of the first branch that one of these codes or names means, or null.</summary>
    public string? Find(IEnumerable<string?> codes)
    {
        string? stranger = null;
        foreach (var code in codes)
        {
            if (string.IsNullOrWhiteSpace(code))
                continue;
            var isNew = !known.TryGetValue(code, out var branch);
            if (isNew && known.Count < CodesKept)
                known[code] = branch = BranchNames.Find(code, branches)?.Id;
            if (branch is not null)
                return branch;
            stranger ??= isNew ? code : null;
        }

        if (stranger is not null && branches.Count > 0)
            warn($"the location \"{PlainText.Line(stranger)}\" is none of the branches");
        return null;
    }
}
