using System.Globalization;
using System.IO.Compression;
using System.Text.Json;

namespace LibraryBot.Storage;

/// <summary>What a backup says of itself.</summary>
/// <param name="Program">The version of the program that made it.</param>
/// <param name="Journal">The last journal entry that it holds.</param>
/// <param name="Records">How many records each collection has.</param>
public sealed record BackupLabel(string Program, int Schema, DateTimeOffset MadeAt, long Journal, IReadOnlyDictionary<string, int> Records)
{
    public const int Format = 1;
}

/// <summary>A backup in a file: a zip with backup.json, library.db, its checksums, and the pictures when it is to leave the machine.</summary>
public sealed record Backup(string Path, BackupLabel Label)
{
    internal const string LabelName = "backup.json", DataName = "library.db", SumsName = "library-a.sums", MediaFolder = "media/";

    /// <summary>Reads a backup's label. Throws <see cref="StoreRefused"/>, in one line, when the file is no backup.</summary>
    public static Backup Read(string path)
    {
        try
        {
            using var zip = ZipFile.OpenRead(path);
            var entry = zip.GetEntry(LabelName) ?? throw new InvalidDataException($"it holds no {LabelName}");
            using var json = entry.Open();
            return new Backup(path, JsonSerializer.Deserialize<BackupLabel>(json, StoreJson.Options) ?? throw new InvalidDataException($"its {LabelName} is empty"));
        }
        catch (Exception unreadable) when (unreadable is IOException or InvalidDataException or JsonException or UnauthorizedAccessException)
        {
            throw new StoreRefused($"{path} is not a backup of LibraryBot that can be read: {unreadable.Message.TrimEnd('.')}.", unreadable);
        }
    }

    /// <summary>Puts the store (and the pictures, where they are missing) into a folder that has none.</summary>
    internal void Unpack(string folder)
    {
        using var zip = ZipFile.OpenRead(Path);
        foreach (var entry in zip.Entries)
        {
            if (entry.FullName is DataName or SumsName)
                entry.ExtractToFile(System.IO.Path.Combine(folder, entry.FullName));
            else if (entry.FullName.StartsWith(MediaFolder, StringComparison.Ordinal) && entry.Name.Length > 0 && entry.Name == System.IO.Path.GetFileName(entry.Name))
                UnpackPicture(entry, System.IO.Path.Combine(folder, "media"));
        }
    }

    private static void UnpackPicture(ZipArchiveEntry entry, string folder)
    {
        Directory.CreateDirectory(folder);
        var path = System.IO.Path.Combine(folder, entry.Name);
        if (!File.Exists(path))
            entry.ExtractToFile(path);
    }
}

/// <summary>The backups that are made while the bot runs: of the last 24 hours one an hour, of the last 14 days one a day.</summary>
public static class BackupShelf
{
    private const int Hours = 24;
    private const int Days = 14;
    private const string Stamp = "yyyyMMdd'T'HHmmss'Z'";

    public static string NameOf(DateTimeOffset madeAt) => madeAt.UtcDateTime.ToString(Stamp, CultureInfo.InvariantCulture) + ".zip";

    /// <summary>The files on a shelf, newest first.</summary>
    public static IReadOnlyList<(string Path, DateTimeOffset MadeAt)> In(string folder) => !Directory.Exists(folder) ? [] :
    [
        .. Directory.EnumerateFiles(folder, "*.zip")
            .Select(path => (Path: path, Read: DateTimeOffset.TryParseExact(Path.GetFileNameWithoutExtension(path), Stamp, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out var madeAt), MadeAt: madeAt))
            .Where(file => file.Read)
            .Select(file => (file.Path, file.MadeAt))
            .OrderByDescending(file => file.MadeAt),
    ];

    /// <summary>The files that are neither the newest of their hour nor of their day, or too old.</summary>
    public static IReadOnlyList<string> ToThrowAway(IReadOnlyList<(string Path, DateTimeOffset MadeAt)> shelf)
    {
        var byAge = shelf.OrderByDescending(file => file.MadeAt).ToList();
        var kept = byAge.DistinctBy(file => file.MadeAt.UtcDateTime.Ticks / TimeSpan.TicksPerHour).Take(Hours)
            .Concat(byAge.DistinctBy(file => file.MadeAt.UtcDateTime.Date).Take(Days))
            .Select(file => file.Path).ToHashSet(StringComparer.Ordinal);
        return [.. byAge.Where(file => !kept.Contains(file.Path)).Select(file => file.Path)];
    }
}
