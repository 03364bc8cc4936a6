using LibraryBot.Storage;
using LibraryBot.Storage.LiteDb;

namespace LibraryBot.Checkup;

/// <summary>Whether what is lost could be brought back.</summary>
internal static class BackupChecks
{
    private static readonly TimeSpan OldFrom = TimeSpan.FromDays(1);
    private static readonly TimeSpan YoungUntil = TimeSpan.FromHours(1);

    public static IEnumerable<Finding> Newest(Examined on)
    {
        const string Fix = "Run backup FILE, best onto another disk; while the bot runs it makes one every hour in which something changes. If it runs and makes none, its log says why.";
        if (BackupShelf.In(on.Files.Backups).Count == 0 && IsYoung(on))
            yield return new Finding("backups", "none yet: the store is not an hour old, and its journal has all of it");
        else if (BackupShelf.In(on.Files.Backups) is not [var newest, ..])
            yield return new Finding("backups", $"There is no backup in {on.Files.Backups}.", Fix);
        else if (on.Clock.GetUtcNow() - newest.MadeAt > OldFrom && !IsStill(on, newest.Path))
            yield return new Finding("backups", $"The newest backup was made on {Amounts.Moment(newest.MadeAt)}, more than a day ago.", Fix);
        else
            yield return new Finding("backups", $"the newest was made on {Amounts.Moment(newest.MadeAt)}");
    }

    public static IEnumerable<Finding> Readable(Examined on)
    {
        var shelf = BackupShelf.In(on.Files.Backups);
        var unreadable = shelf.Where((file, at) => Fault(file.Path, at == 0 ? on.Scratch : null) is not null).ToList();
        foreach (var (path, _) in unreadable)
            yield return new Finding("backups", $"{path} cannot be opened: {OneLine.Of(Fault(path, on.Scratch)!)}", $"Move it off the shelf, look at the disk (its own tools tell its health), and make a new one: backup FILE.");
        if (shelf.Count > unreadable.Count)
            yield return new Finding("backups", $"{Amounts.Count(shelf.Count - unreadable.Count, "backup")} can be opened; the newest was checked from end to end");
    }

    /// <summary>The newest backup and the journal together are everything.</summary>
    public static IEnumerable<Finding> Journal(Examined on)
    {
        if (BackupShelf.In(on.Files.Backups) is not [var newest, ..] || Fault(newest.Path, null) is not null)
            yield break;
        var journal = new JournalReading(on.Files.Journal, Backup.Read(newest.Path).Label.Journal).Verify();
        yield return journal.Damage is { } damage
            ? new Finding("journal", $"The journal cannot bring the newest backup up to today: {OneLine.Of(damage)}.", "Start the bot if it is stopped, and make a new backup with backup FILE; what is in the store now is not affected.")
            : new Finding("journal", "it goes on from the newest backup without a gap");
    }

    /// <summary>By the clock of the machine, which dates the files; a demo's own may show any day.</summary>
    private static bool IsYoung(Examined on) =>
        JournalSegment.In(on.Files.Journal) is [{ First: 1 } first, ..]
        && TimeProvider.System.GetUtcNow() - File.GetCreationTimeUtc(first.Path) < YoungUntil;

    /// <summary>A bot in which nothing happened makes no new backup.</summary>
    private static bool IsStill(Examined on, string path) =>
        on.Store is { } store && Fault(path, null) is null && Backup.Read(path).Label.Journal >= store.Journalled;

    /// <summary>What keeps a backup from being used; null when nothing does.</summary>
    /// <param name="scratch">Where to unpack and check all of it; null: its label alone.</param>
    private static string? Fault(string path, string? scratch)
    {
        try
        {
            var backup = Backup.Read(path);
            if (scratch is not null)
                BackupMaking.Verify(path, backup.Label, scratch);
            return null;
        }
        catch (Exception unreadable) when (unreadable is StoreRefused or StoreDamaged or InvalidDataException or IOException)
        {
            return unreadable.Message;
        }
    }
}
