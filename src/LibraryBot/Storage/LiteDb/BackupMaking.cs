using System.IO.Compression;
using System.Text.Json;

namespace LibraryBot.Storage.LiteDb;

/// <summary>Writes a backup beside its place, opens it again, checks it from end to end, and only then puts it there.</summary>
internal static class BackupMaking
{
    /// <summary>Of a store that nobody else uses, onto its own shelf, under a name that no retention throws away; tells the path.</summary>
    public static string OfStill(OpenStore store, StoreFiles files, int schema, DateTimeOffset now)
    {
        Directory.CreateDirectory(files.Backups);
        var path = Path.Combine(files.Backups, $"before-schema-{schema + 1}-{BackupShelf.NameOf(now)}");
        Write(path, store.Data, store.Sums, Label(store, schema, now), media: null, CancellationToken.None).GetAwaiter().GetResult();
        return path;
    }

    /// <summary>What a backup of the store as it stands will say of itself.</summary>
    public static BackupLabel Label(OpenStore store, int schema, DateTimeOffset now) => new(ProgramVersion.Now, schema, now, store.Applied, new Dictionary<string, int>());

    /// <summary>The data file must stand still meanwhile. Throws, and leaves nothing behind, when the copy is not good.</summary>
    public static async Task Write(string path, DataFile data, PageSums sums, BackupLabel label, string? media, CancellationToken cancel)
    {
        var unfinished = path + ".new";
        var scratch = ScratchBeside(path);
        try
        {
            var copy = Path.Combine(scratch, Backup.DataName);
            await using (var file = new FileStream(copy, ForOwner(FileMode.CreateNew)))
                await data.CopyTo(file, cancel);
            new PageSumsFile(scratch).Write(sums with { Generation = 0 });
            var counted = label with { Records = Count(scratch) };
            await Pack(unfinished, scratch, counted, media, cancel);
            Verify(unfinished, counted);
            File.Move(unfinished, path, overwrite: true);
        }
        finally
        {
            File.Delete(unfinished);
            Directory.Delete(scratch, recursive: true);
        }
    }

    /// <summary>Opens a backup as a store of its own and checks all of it. Throws <see cref="StoreDamaged"/> when it is not good.</summary>
    /// <param name="within">The folder to unpack it in for that, if not beside it.</param>
    public static void Verify(string path, BackupLabel label, string? within = null)
    {
        var scratch = ScratchBeside(within is null ? path : Path.Combine(within, Path.GetFileName(path)));
        try
        {
            var backup = new Backup(path, label);
            backup.Unpack(scratch);
            VerifyUnpacked(scratch, backup);
        }
        finally
        {
            Directory.Delete(scratch, recursive: true);
        }
    }

    /// <summary>Checks a store that was unpacked from a backup into a folder of its own.</summary>
    public static void VerifyUnpacked(string folder, Backup backup)
    {
        if (new PageSumsFile(folder).Read()?.Journal != backup.Label.Journal)
            throw new StoreDamaged($"The checksums in {backup.Path} are not as they were written.");
        var counted = Count(folder, isChecked: true);
        if (!counted.OrderBy(pair => pair.Key).SequenceEqual(backup.Label.Records.OrderBy(pair => pair.Key)))
            throw new StoreDamaged($"{backup.Path} does not hold what it says.");
    }

    private static Dictionary<string, int> Count(string folder, bool isChecked = false)
    {
        using var store = OpenStore.Open(new StoreFiles(folder));
        if (isChecked && IntegrityCheck.Of(store.Engine) is [var fault, ..])
            throw new StoreDamaged($"In the backup {fault}.");
        return store.Engine.CollectionNames.ToDictionary(name => name, name => store.Engine.All(name).Count());
    }

    // On the disk that the backup goes to: the system's folder for such things may be small, and a memory disk.
    private static string ScratchBeside(string path)
    {
        var folder = $"{path}.{Guid.NewGuid():N}";
        const UnixFileMode OwnerOnly = UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute;
        return (OperatingSystem.IsWindows() ? Directory.CreateDirectory(folder) : Directory.CreateDirectory(folder, OwnerOnly)).FullName;
    }

    // What patrons asked is in it: wherever it goes, it is for its owner alone.
    private static FileStreamOptions ForOwner(FileMode mode)
    {
        var options = new FileStreamOptions { Mode = mode, Access = FileAccess.ReadWrite };
        if (!OperatingSystem.IsWindows())
            options.UnixCreateMode = UnixFileMode.UserRead | UnixFileMode.UserWrite;
        return options;
    }

    private static async Task Pack(string path, string scratch, BackupLabel label, string? media, CancellationToken cancel)
    {
        await using var file = new FileStream(path, ForOwner(FileMode.CreateNew));
        using (var zip = new ZipArchive(file, ZipArchiveMode.Create, leaveOpen: true))
        {
            await using (var entry = zip.CreateEntry(Backup.LabelName).Open())
                await JsonSerializer.SerializeAsync(entry, label, StoreJson.Options, cancel);
            zip.CreateEntryFromFile(Path.Combine(scratch, Backup.DataName), Backup.DataName, CompressionLevel.Fastest);
            zip.CreateEntryFromFile(Path.Combine(scratch, Backup.SumsName), Backup.SumsName);
            foreach (var picture in PicturesIn(media))
            {
                cancel.ThrowIfCancellationRequested();
                zip.CreateEntryFromFile(picture, Backup.MediaFolder + Path.GetFileName(picture), CompressionLevel.NoCompression);
            }
        }

        file.Flush(flushToDisk: true);
    }

    // A picture is named by its SHA-256; one that is just being saved has another name until it is whole.
    private static IEnumerable<string> PicturesIn(string? media) => media is null || !Directory.Exists(media)
        ? []
        : Directory.EnumerateFiles(media).Where(path => Path.GetFileNameWithoutExtension(path) is { Length: 64 } name && name.All(char.IsAsciiHexDigitLower)).Order(StringComparer.Ordinal);
}
