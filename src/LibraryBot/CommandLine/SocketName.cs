using System.Text;

namespace LibraryBot.CommandLine;

/// <summary>
/// The name that the system is given for the socket in a data folder. It takes no more than about 100 bytes,
/// so a folder far down is reached through a link in a temporary folder that only we may enter.
/// </summary>
internal sealed class SocketName : IDisposable
{
    public const string FileName = "librarybot.sock";

    /// <summary>macOS holds 104 bytes with the closing zero, Linux 108.</summary>
    private const int LongestBytes = 103;
    private readonly DirectoryInfo? detour;

    public SocketName(string folder)
    {
        var whole = Path.GetFullPath(folder);
        Value = Path.Combine(whole, FileName);
        if (Encoding.UTF8.GetByteCount(Value) <= LongestBytes)
            return;

        detour = Directory.CreateTempSubdirectory("lb-");
        var link = Path.Combine(detour.FullName, "d");
        Directory.CreateSymbolicLink(link, whole);
        Value = Path.Combine(link, FileName);
    }

    public string Value { get; }

    // What the link points to stays.
    public void Dispose() => detour?.Delete(recursive: true);
}
