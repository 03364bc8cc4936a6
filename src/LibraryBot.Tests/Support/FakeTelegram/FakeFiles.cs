using System.Collections.Concurrent;
using System.Globalization;

namespace LibraryBot.Tests.Support;

/// <summary>Files that people and the bot have sent, by their file_id.</summary>
public sealed class FakeFiles
{
    public const int DownloadAtMost = 20 * 1024 * 1024;
    private readonly ConcurrentDictionary<string, byte[]> kept = new();
    private int last;

    /// <summary>How many pictures the bot has uploaded, rather than named by their file_id.</summary>
    public int Uploads { get; internal set; }

    public string Keep(byte[] bytes)
    {
        var id = string.Create(CultureInfo.InvariantCulture, $"AgACAgUAAxkB{Interlocked.Increment(ref last):D6}");
        kept[id] = bytes;
        return id;
    }

    /// <summary>The bytes; a picture's small size has them too.</summary>
    public byte[]? Find(string id) => kept.GetValueOrDefault(id.EndsWith("-s", StringComparison.Ordinal) ? id[..^2] : id);

    public static string PathOf(string id) => $"photos/{id}.jpg";

    public byte[]? AtPath(string path) => Find(Path.GetFileNameWithoutExtension(path));
}
