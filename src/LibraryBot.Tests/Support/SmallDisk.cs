using System.Diagnostics;
using System.Globalization;

namespace LibraryBot.Tests.Support;

/// <summary>A disk of a few megabytes in memory, which can be filled up and emptied. It takes root to make one.</summary>
internal sealed class SmallDisk : IDisposable
{
    private readonly TempFolder folder = new();

    private SmallDisk()
    {
    }

    public string Path => folder.Path;

    public long Free => new DriveInfo(Path).AvailableFreeSpace;

    /// <summary>Null where none can be made.</summary>
    public static SmallDisk? Make(int megabytes)
    {
        var disk = new SmallDisk();
        if (OperatingSystem.IsLinux() && Run("mount", "-t", "tmpfs", "-o", string.Create(CultureInfo.InvariantCulture, $"size={megabytes}m"), "tmpfs", disk.Path))
            return disk;
        disk.folder.Dispose();
        return null;
    }

    /// <summary>Something else takes all but so many bytes.</summary>
    public void FillUpTo(long free)
    {
        using var ballast = new FileStream(Ballast, FileMode.Append, FileAccess.Write, FileShare.None, bufferSize: 0);
        var bytes = new byte[16 * 1024];
        while (Free > free)
            ballast.Write(bytes);
    }

    public void MakeRoom() => File.Delete(Ballast);

    public void Dispose()
    {
        Run("umount", "-l", Path);
        folder.Dispose();
    }

    private string Ballast => System.IO.Path.Combine(Path, "ballast");

    private static bool Run(string command, params string[] words)
    {
        try
        {
            using var running = Process.Start(new ProcessStartInfo(command, words) { RedirectStandardError = true })!;
            running.WaitForExit();
            return running.ExitCode == 0;
        }
        catch (System.ComponentModel.Win32Exception)
        {
            return false;
        }
    }
}
