using LibraryBot.Language;

namespace LibraryBot.Knowledge;

/// <summary>Finds the branch that a text names, by name, alias or id; the longest name wins ("Kampus Serpong" over "kampus").</summary>
public static class BranchNames
{
    private static readonly Dictionary<string, string> Places = new()
    {
        ["gedung"] = "building", ["kampus"] = "campus", ["cabang"] = "branch", ["perpustakaan"] = "library", ["kantor"] = "office",
    };
    private static readonly Dictionary<string, string[]> Directions = new()
    {
        ["pusat"] = ["main", "central"], ["utama"] = ["main"], ["induk"] = ["main", "central"], ["baru"] = ["new"], ["lama"] = ["old"],
        ["barat"] = ["west", "western"], ["timur"] = ["east", "eastern"], ["utara"] = ["north", "northern"], ["selatan"] = ["south", "southern"], ["kota"] = ["city"],
    };

    public static Branch? Find(string text, IEnumerable<Branch> branches) => Mention(TextWords.Of(text), branches)?.Branch;

    internal static (Branch Branch, int At, int Length)? Mention(IReadOnlyList<string> words, IEnumerable<Branch> branches) => branches
        .SelectMany(branch => NamesOf(branch).Select(name => (Branch: branch, Name: TextWords.Of(name))))
        .Where(named => named.Name.Count > 0)
        .OrderByDescending(named => named.Name.Count)
        .Select(named => (named.Branch, At: TextWords.IndexOf(words, named.Name), Length: named.Name.Count))
        .Where(found => found.At >= 0)
        .Select(found => ((Branch, int, int)?)found)
        .FirstOrDefault() ?? ByBeginning(words, branches);

    /// <summary>"Pojok baca" where only one branch is called so, "Pojok Baca Sukasti": two words at least.</summary>
    private static (Branch Branch, int At, int Length)? ByBeginning(IReadOnlyList<string> words, IEnumerable<Branch> branches)
    {
        var called = branches.Select(branch => (Branch: branch, Name: TextWords.Of(branch.Name))).Where(named => named.Name.Count > 2)
            .Select(named => (named.Branch, Beginning: (IReadOnlyList<string>)[.. named.Name.Take(2)])).ToList();
        return called.Where(named => called.Count(other => other.Beginning.SequenceEqual(named.Beginning)) == 1 && !Places.ContainsKey(named.Beginning[0]))
            .Select(named => (named.Branch, At: TextWords.IndexOf(words, named.Beginning), Length: 2))
            .Where(found => found.At >= 0)
            .Select(found => ((Branch, int, int)?)found)
            .FirstOrDefault();
    }

    /// <summary>The only branch that has one of the words in a name: "and the mobile one?".</summary>
    internal static Branch? OfWord(IReadOnlyList<string> words, IEnumerable<Branch> branches) =>
        branches.Where(branch => NamesOf(branch).SelectMany(TextWords.Of).Any(word => words.Contains(word) && !Places.ContainsKey(word) && !Places.ContainsValue(word))).ToList() is [var only] ? only : null;

    private static IEnumerable<string> NamesOf(Branch branch)
    {
        IReadOnlyList<string> own = [branch.Name, branch.Id, .. branch.Aliases];
        return own.Concat(own.SelectMany(InEnglish));
    }

    /// <summary>"Gedung Pusat" is "main building" to an English speaker, "Kampus Serpong" is "Serpong campus".</summary>
    private static IEnumerable<string> InEnglish(string name)
    {
        var words = TextWords.Of(name);
        if (words.Count < 2 || !Places.TryGetValue(words[0], out var english))
            return [];
        var which = string.Join(' ', words.Skip(1));
        return Directions.TryGetValue(which, out var directions) ? directions.Select(direction => $"{direction} {english}") : [$"{which} {english}"];
    }
}
