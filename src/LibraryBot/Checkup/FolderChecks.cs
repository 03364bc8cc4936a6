using LibraryBot.Storage.LiteDb;

namespace LibraryBot.Checkup;

/// <summary>The data folder and its disk.</summary>
internal static class FolderChecks
{
    private const long RoomAtLeast = 200_000_000;
    private const UnixFileMode Others = UnixFileMode.OtherRead | UnixFileMode.OtherWrite | UnixFileMode.OtherExecute;

    public static IEnumerable<Finding> Place(Examined on)
    {
        var folder = on.Settings.DataFolder;
        if (!Directory.Exists(folder))
            return [new Finding("data folder", $"There is no folder {folder}.", "Name the right one with --data or the setting DataFolder, or start the bot: it makes one.")];
        return [.. Writable(folder), .. ForOwnerAlone(folder), new Finding("data folder", folder)];
    }

    public static IEnumerable<Finding> Room(Examined on)
    {
        if (!Directory.Exists(on.Settings.DataFolder))
            yield break;
        var free = new DriveInfo(on.Settings.DataFolder).AvailableFreeSpace;
        var needed = Math.Max(RoomAtLeast, 3 * SizeOf(on.Files));
        yield return free < needed
            ? new Finding("disk space", $"{Amounts.Megabytes(free)} are left on the disk of {on.Settings.DataFolder}; a backup and its check need up to {Amounts.Megabytes(needed)}.", "Make room, or move the folder to a larger disk while the bot is stopped.")
            : new Finding("disk space", $"{Amounts.Megabytes(free)} left");
    }

    public static long SizeOf(StoreFiles files) => new FileInfo(files.Data) is { Exists: true } data ? data.Length : 0;

    private static IEnumerable<Finding> Writable(string folder)
    {
        try
        {
            File.OpenHandle(Path.Combine(folder, $".{Guid.NewGuid():N}"), FileMode.CreateNew, FileAccess.Write, FileShare.None, FileOptions.DeleteOnClose).Dispose();
            return [];
        }
        catch (Exception refused) when (refused is IOException or UnauthorizedAccessException)
        {
            return [new Finding("data folder", $"Nothing can be written in {folder}: {OneLine.Of(refused.Message)}", "Give it to the user that the bot runs as (chown), with the right to write (chmod u+rwx), on a disk that is mounted for writing and is not full.")];
        }
    }

    private static IEnumerable<Finding> ForOwnerAlone(string folder)
    {
        if (!OperatingSystem.IsWindows() && (File.GetUnixFileMode(folder) & Others) != 0)
            yield return new Finding("data folder", $"Other users of this machine can look into {folder}, where patrons' questions and keys lie.", $"chmod o-rwx {folder}");
    }
}
