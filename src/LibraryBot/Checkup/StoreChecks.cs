using LibraryBot.Storage;
using LibraryBot.Storage.LiteDb;

namespace LibraryBot.Checkup;

/// <summary>The store's files, and what they hold.</summary>
internal static class StoreChecks
{
    private const long BigFrom = 1_000_000_000;

    private const string Mend = "Copy the folder away first. Then start the bot: it puts the newest good backup and the journal in the place of what is damaged, keeps the damaged files and tells the owners. If it refuses, bring a backup of your own back: restore FILE.";

    public static IEnumerable<Finding> Files(Examined on)
    {
        if (on.IsRunning)
            on.StoreFaults.AddRange(StoreExamination.OfJournal(on.Files.Journal, new PageSumsFile(on.Settings.DataFolder).Read()?.Journal ?? 0));
        foreach (var fault in on.StoreFaults)
            yield return new Finding("store files", OneLine.Of(fault) + ".", Mend);
        if (on.StoreFaults.Count == 0)
            yield return new Finding("store files", File.Exists(on.Files.Data) ? "checksums and journal fit" : "there is no store yet");
    }

    /// <summary>On a verified copy: while it is looked at nobody waits.</summary>
    public static async Task<IEnumerable<Finding>> Indexes(Examined on, CancellationToken cancel)
    {
        if (on.Store is not { } store)
            return [];
        try
        {
            var copy = await store.Backup(Path.Combine(on.Scratch, "copy.zip"), media: null, cancel);
            return [new Finding("indexes", $"every index and counter fits its records, {Amounts.Count(copy.Records, "record")}")];
        }
        catch (StoreDamaged damaged)
        {
            return [new Finding("indexes", OneLine.Of(damaged.Message), Mend)];
        }
    }

    public static IEnumerable<Finding> Size(Examined on)
    {
        var size = FolderChecks.SizeOf(on.Files);
        yield return size > BigFrom
            ? new Finding("store size", $"{on.Files.Data} has grown to {Amounts.Megabytes(size)}.", "Up to this size everything was measured; beyond it starts and backups take long. Tell the developers what fills it; see docs/operations.md.")
            : new Finding("store size", Amounts.Megabytes(size));
    }
}
