using LibraryBot.Storage;

namespace LibraryBot.Knowledge;

public static class KnowledgeCollections
{
    /// <summary>Every collection of the knowledge store, for opening it.</summary>
    public static readonly IReadOnlyList<ICollectionShape> All =
    [
        LibraryInfo.Collection,
        Branch.Collection,
        Book.Collection,
        LibraryEvent.Collection,
        HoursRule.Collection,
        Faq.Collection,
        Pathfinder.Collection,
        Term.Collection,
        Import.ImportRun.Collection,
    ];
}
