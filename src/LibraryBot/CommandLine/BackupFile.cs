using LibraryBot.Checkup;
using LibraryBot.Storage;

namespace LibraryBot.CommandLine;

/// <summary>The file that a backup was asked into.</summary>
internal static class BackupFile
{
    /// <summary>Its path: an existing folder gets a file named by the time. Refuses a place that cannot take it.</summary>
    public static string Choose(string asked, DateTimeOffset now)
    {
        var path = Directory.Exists(asked) ? Path.Combine(asked, "librarybot-" + BackupShelf.NameOf(now)) : asked;
        if (!Directory.Exists(Path.GetDirectoryName(path)))
            throw new StoreRefused($"There is no folder {Path.GetDirectoryName(path)}. Make it first.");
        if (File.Exists(path))
            throw new StoreRefused($"{path} is there already, and a backup never replaces a file. Choose another name.");
        return path;
    }

    /// <summary>Refuses a disk that has no room: the copy, its zip and what it is unpacked into for the check lie side by side for a moment.</summary>
    public static void RefuseWithoutRoom(string path, string dataFolder)
    {
        var store = new FileInfo(Path.Combine(dataFolder, "library.db")) is { Exists: true } file ? file.Length : 0;
        var media = new DirectoryInfo(Path.Combine(dataFolder, "media")) is { Exists: true } folder ? folder.EnumerateFiles().Sum(picture => picture.Length) : 0;
        var (needed, free) = ((3 * store) + media, new DriveInfo(Path.GetDirectoryName(path)!).AvailableFreeSpace);
        if (free < needed)
            throw new StoreRefused($"There is no room in {Path.GetDirectoryName(path)}: making and checking the backup takes {Amounts.Megabytes(needed)}, and {Amounts.Megabytes(free)} are left.");
    }
}
