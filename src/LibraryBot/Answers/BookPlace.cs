using LibraryBot.Knowledge;

namespace LibraryBot.Answers;

/// <summary>Where a book stands, as far as its record tells: "Gedung Pusat, Rak 12; Cabang Serpong".</summary>
internal static class BookPlace
{
    /// <summary>A catalogue may name a shelf for each of many copies.</summary>
    private const int ShelvesAtMost = 6;

    /// <summary>Empty when the source names neither branch nor shelf.</summary>
    public static string Of(Book book, KnowledgeSnapshot knowledge)
    {
        var shelves = book.Shelves.Distinct().Take(ShelvesAtMost).ToList();
        var branches = book.Branches.Union(shelves.Select(place => place.Branch).OfType<string>()).Where(id => knowledge.Branch(id) is not null).ToList();
        // A shelf without a branch belongs to the only one there is.
        var loose = branches.Count == 1 ? null : shelves.Where(place => IsLoose(place, branches)).Select(place => place.Shelf).Distinct();
        var placed = branches.Select(branch => string.Join(", ", shelves
            .Where(place => place.Branch == branch || (branches.Count == 1 && IsLoose(place, branches)))
            .Select(place => place.Shelf).Distinct().Prepend(knowledge.Branch(branch)!.Name)));
        return string.Join("; ", placed.Concat(loose ?? []));
    }

    private static bool IsLoose(ShelfPlace place, List<string> branches) => place.Branch is null || !branches.Contains(place.Branch);
}
