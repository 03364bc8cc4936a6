using System.Globalization;
using System.IO.Compression;
using System.Security.Cryptography;
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

    /// <summary>How many pictures it holds.</summary>
    public int Pictures { get; private init; }

    /// <summary>How many records it holds, of all collections.</summary>
    public int Records => Label.Records.Values.Sum();

    /// <summary>Reads a backup's label. Throws <see cref="StoreRefused"/>, in one line, when the file is no backup.</summary>
    public static Backup Read(string path)
    {
        try
        {
            using var zip = ZipFile.OpenRead(path);
            var entry = zip.GetEntry(LabelName) ?? throw new InvalidDataException($"it holds no {LabelName}");
            using var json = entry.Open();
            var label = JsonSerializer.Deserialize<BackupLabel>(json, StoreJson.Options);
            if (label is not { Program: not null, Records: not null } || zip.GetEntry(DataName) is null || zip.GetEntry(SumsName) is null)
                throw new InvalidDataException($"it lacks {DataName}, its checksums or what {LabelName} says of them");
            return new Backup(path, label) { Pictures = zip.Entries.Count(IsPicture) };
        }
        catch (Exception unreadable) when (unreadable is IOException or InvalidDataException or JsonException or UnauthorizedAccessException)
        {
            throw new StoreRefused($"{path} is not a backup of LibraryBot that can be read: {unreadable.Message.TrimEnd('.')}.", unreadable);
        }
    }

    /// <summary>Puts the store into a folder that has none.</summary>
    internal void Unpack(string folder)
    {
        using var zip = ZipFile.OpenRead(Path);
        foreach (var name in (string[])[DataName, SumsName])
            zip.GetEntry(name)!.ExtractToFile(System.IO.Path.Combine(folder, name));
    }

    /// <summary>Puts the pictures that a folder lacks into it; tells the names of those that are not as they were.</summary>
    internal IReadOnlyList<string> UnpackPictures(string folder)
    {
        using var zip = ZipFile.OpenRead(Path);
        var damaged = new List<string>();
        foreach (var picture in zip.Entries.Where(IsPicture))
        {
            var path = System.IO.Path.Combine(folder, picture.Name);
            if (File.Exists(path))
                continue;
            Directory.CreateDirectory(folder);
            if (IsWhole(picture))
                picture.ExtractToFile(path);
            else
                damaged.Add(picture.Name);
        }

        return damaged;
    }

    /// <summary>The names of the pictures in it that are not as they were when they were saved.</summary>
    public IReadOnlyList<string> DamagedPictures()
    {
        using var zip = ZipFile.OpenRead(Path);
        return [.. zip.Entries.Where(IsPicture).Where(picture => !IsWhole(picture)).Select(picture => picture.Name)];
    }

    /// <summary>A picture is named by the SHA-256 of its bytes, so it can tell whether it is whole.</summary>
    private static bool IsWhole(ZipArchiveEntry picture)
    {
        try
        {
            using var bytes = picture.Open();
            return Convert.ToHexStringLower(SHA256.HashData(bytes)) == System.IO.Path.GetFileNameWithoutExtension(picture.Name);
        }
        catch (Exception unreadable) when (unreadable is InvalidDataException or IOException)
        {
            return false;
        }
    }

    private static bool IsPicture(ZipArchiveEntry entry) =>
        entry.FullName.StartsWith(MediaFolder, StringComparison.Ordinal) && entry.Name.Length > 0
        && entry.FullName == MediaFolder + entry.Name && entry.Name == System.IO.Path.GetFileName(entry.Name);
}

/// <summary>The backups that are made while the bot runs: of the last 24 hours one an hour, of the last 14 days one a day.</summary>
public static class BackupShelf
{
    private const int Hours = 24;
    private const int Days = 14;
    private const string Stamp = "yyyyMMdd'T'HHmmss'Z'";

    public static string NameOf(DateTimeOffset madeAt) => madeAt.UtcDateTime.ToString(Stamp, CultureInfo.InvariantCulture) + ".zip";

    /// <summary>Removes what backups that were cut off left on a shelf.</summary>
    public static void Sweep(string folder)
    {
        foreach (var unfinished in Directory.EnumerateFiles(folder, "*.zip.new").Where(IsOurs))
            File.Delete(unfinished);
        foreach (var scratch in Directory.EnumerateDirectories(folder, "*.zip.*").Where(IsOurs))
            Directory.Delete(scratch, recursive: true);
    }

    /// <summary>The files on a shelf, newest first.</summary>
    public static IReadOnlyList<(string Path, DateTimeOffset MadeAt)> In(string folder) => !Directory.Exists(folder) ? [] :
    [
        .. Directory.EnumerateFiles(folder, "*.zip")
            .Where(IsOurs)
            .Select(path => (Path: path, MadeAt: MadeAt(path)!.Value))
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

    private static bool IsOurs(string path) => MadeAt(path) is not null;

    /// <summary>By the first part of the name, which what is unfinished has too.</summary>
    private static DateTimeOffset? MadeAt(string path) =>
        DateTimeOffset.TryParseExact(Path.GetFileName(path).Split('.')[0], Stamp, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out var madeAt) ? madeAt : null;
}
