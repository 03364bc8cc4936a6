namespace LibraryBot.Storage.LiteDb;

/// <summary>What a restore did.</summary>
/// <param name="ReplacedIn">Where what was there lies now; null when there was nothing.</param>
/// <param name="LaterEntries">How many changes the store that was replaced had after the backup's last; null when it cannot tell.</param>
/// <param name="Pictures">How many pictures were brought back.</param>
/// <param name="DamagedPictures">Names of pictures that the backup does not hold whole.</param>
public sealed record Restored(Backup Backup, string? ReplacedIn, long? LaterEntries, int Pictures, IReadOnlyList<string> DamagedPictures);

/// <summary>
/// Puts a backup in a store's place. It is unpacked beside it and checked from end to end first. Journal and shelf go
/// aside with the store: they tell of changes that the restored one never had, under numbers that are given again.
/// </summary>
internal sealed class StoreRestore(StoreFiles files, Backup backup, TimeProvider clock)
{
    /// <summary>A file beside what waits, once all of it was found good: from then on what is missing there has been put in place.</summary>
    private const string Checked = "checked";
    private RestoreMark? begun;

    /// <summary>Refuses a backup that a later version made, by that version's name.</summary>
    public void RefuseNewer(IReadOnlyList<Migration> migrations)
    {
        var known = migrations.Select(migration => migration.To).DefaultIfEmpty(1).Max();
        if (backup.Label.Schema > known)
            throw new StoreRefused($"{backup.Path} was made by LibraryBot {backup.Label.Program} (schema {backup.Label.Schema}; this one, {ProgramVersion.Now}, knows {known}). Install that version to restore it.");
    }

    public async Task<Restored> Run(Func<LiteLibraryStore> open, Action<IStoreSession> settle)
    {
        Directory.CreateDirectory(files.Folder);
        try
        {
            RefuseInUse();
            UndoUnfinished();
            return await Replace(open, settle);
        }
        catch (Exception failure)
        {
            Undo();
            throw AsRefusal(failure);
        }
    }

    private async Task<Restored> Replace(Func<LiteLibraryStore> open, Action<IStoreSession> settle)
    {
        var staging = files.NewFolder("restoring", clock.GetUtcNow());
        begun = new RestoreMark(files.NewFolder("replaced", clock.GetUtcNow()), staging);
        backup.Unpack(staging);
        BackupMaking.VerifyUnpacked(staging, backup);
        var damaged = backup.UnpackPictures(Path.Combine(staging, "media"));
        await File.WriteAllTextAsync(Path.Combine(staging, Checked), "");
        var later = LaterEntries();

        begun.Write(files.Folder);
        RefuseInUse();
        files.MoveAllInto(begun.Aside);
        PutInPlace(staging);
        RestoreMark.Remove(files.Folder);

        await Begin(open, settle);
        var pictures = BringPictures(Path.Combine(staging, "media"));
        var aside = begun.Aside;
        begun = null;
        Directory.Delete(staging, recursive: true);
        return new Restored(backup, Kept(aside), later, pictures, damaged);
    }

    /// <summary>The data file first: where it no longer waits, its place is taken.</summary>
    private void PutInPlace(string staging)
    {
        foreach (var name in (string[])[Backup.DataName, Backup.SumsName])
            File.Move(Path.Combine(staging, name), Path.Combine(files.Folder, name));
    }

    /// <summary>Opens the store, and puts a backup of it on the empty shelf: the new journal goes on from there.</summary>
    private async Task Begin(Func<LiteLibraryStore> open, Action<IStoreSession> settle)
    {
        await using var store = open();
        await store.Commit(settle);
        Directory.CreateDirectory(files.Backups);
        await store.Backup(Path.Combine(files.Backups, BackupShelf.NameOf(clock.GetUtcNow())), media: null, CancellationToken.None);
    }

    private int BringPictures(string from)
    {
        if (!Directory.Exists(from))
            return 0;
        Directory.CreateDirectory(files.Media);
        var missing = Directory.EnumerateFiles(from).Select(path => (From: path, To: Path.Combine(files.Media, Path.GetFileName(path)))).Where(picture => !File.Exists(picture.To)).ToList();
        missing.ForEach(picture => File.Move(picture.From, picture.To));
        return missing.Count;
    }

    private long? LaterEntries()
    {
        var known = new PageSumsFile(files.Folder).Read()?.Journal;
        if (known is null && JournalSegment.In(files.Journal).Count == 0)
            return null;
        var later = new JournalReading(files.Journal, known ?? 0).Verify().Highest - backup.Label.Journal;
        return later < 0 ? null : later;
    }

    private void RefuseInUse()
    {
        try
        {
            if (File.Exists(files.Data))
                File.OpenHandle(files.Data, FileMode.Open, FileAccess.Read, FileShare.None).Dispose();
        }
        catch (IOException busy) when (LiteLibraryStore.IsSharingViolation(busy))
        {
            throw LiteLibraryStore.InUse(files.Folder, busy);
        }
    }

    private static string? Kept(string aside)
    {
        if (Directory.EnumerateFileSystemEntries(aside).Any())
            return aside;
        Directory.Delete(aside);
        return null;
    }

    /// <summary>An earlier restore was killed in the middle: first it is as it was before that one.</summary>
    private void UndoUnfinished()
    {
        begun = RestoreMark.In(files.Folder);
        Undo();
    }

    /// <summary>May itself be cut off at any step, and is then done again.</summary>
    private void Undo()
    {
        if (begun is not { } mark)
            return;
        mark.Write(files.Folder);
        if (HasBegunToPlace(mark))
        {
            files.RemoveAll();
            File.Delete(Path.Combine(mark.Staging, Checked));
        }

        if (Directory.Exists(mark.Aside))
            files.BringBack(mark.Aside);
        if (Directory.Exists(mark.Staging))
            Directory.Delete(mark.Staging, recursive: true);
        RestoreMark.Remove(files.Folder);
        begun = null;
    }

    private static bool HasBegunToPlace(RestoreMark mark) =>
        File.Exists(Path.Combine(mark.Staging, Checked)) && !File.Exists(Path.Combine(mark.Staging, Backup.DataName));

    private StoreRefused AsRefusal(Exception failure) => failure switch
    {
        StoreRefused known => known,
        StoreDamaged damaged => new StoreRefused($"{backup.Path} is damaged: {damaged.Message.TrimEnd('.')}. Nothing was changed; take an older backup.", damaged),
        _ => new StoreRefused($"{backup.Path} could not be restored: {failure.Message.TrimEnd('.')}. Nothing was changed.", failure),
    };
}
