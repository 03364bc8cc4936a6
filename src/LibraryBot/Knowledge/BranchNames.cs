using LibraryBot.Language;

namespace LibraryBot.Knowledge;

/// <summary>Finds the branch that a text names, by name, alias or id; the longest name wins ("Kampus Serpong" over "kampus").</summary>
public static class BranchNames
{
    public static Branch? Find(string text, IEnumerable<Branch> branches) => Mention(TextWords.Of(text), branches)?.Branch;

    internal static (Branch Branch, int At, int Length)? Mention(IReadOnlyList<string> words, IEnumerable<Branch> branches) => branches
        .SelectMany(branch => NamesOf(branch).Select(name => (Branch: branch, Name: TextWords.Of(name))))
        .Where(named => named.Name.Count > 0)
        .OrderByDescending(named => named.Name.Count)
        .Select(named => (named.Branch, At: TextWords.IndexOf(words, named.Name), Length: named.Name.Count))
        .Where(found => found.At >= 0)
        .Select(found => ((Branch, int, int)?)found)
        .FirstOrDefault();

    private static IEnumerable<string> NamesOf(Branch branch) => [branch.Name, branch.Id, .. branch.Aliases];
}
