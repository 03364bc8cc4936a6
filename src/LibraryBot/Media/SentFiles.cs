using System.Security.Cryptography;
using System.Text.RegularExpressions;

namespace LibraryBot.Media;

/// <summary>
/// Files that staff sent to be brought in, until it is decided. Never served to anybody. The name that a sender gave is told to people
/// and names nothing here but the ending, and that only when it is a plain one.
/// </summary>
public sealed partial class SentFiles(string folder)
{
    /// <summary>As much as Telegram gives a bot (Bot API, getFile).</summary>
    public const int BytesAtMost = 20 * 1024 * 1024;

    /// <summary>How an activity names a file that is kept here in its contentUrl.</summary>
    public const string Scheme = "sent:";

    /// <summary>Keeps it under a random id, for the bot's own eyes.</summary>
    public string Save(ReadOnlySpan<byte> bytes, string? name)
    {
        if (bytes.Length > BytesAtMost)
            throw new ArgumentException($"A file has at most {BytesAtMost} bytes.", nameof(bytes));
        Directory.CreateDirectory(folder);
        var ending = Path.GetExtension(name ?? "").ToLowerInvariant();
        var id = RandomNumberGenerator.GetHexString(32, lowercase: true) + (Ending().IsMatch(ending) ? ending : "");
        using var file = new FileStream(PathOf(id), FileMode.CreateNew, FileAccess.Write);
        file.Write(bytes);
        file.Flush(flushToDisk: true);
        return id;
    }

    /// <summary>Where it lies.</summary>
    public string PathOf(string id) => SentId().IsMatch(id) ? Path.Combine(folder, id) : throw new ArgumentException("This is no id of a sent file.", nameof(id));

    public bool Has(string id) => SentId().IsMatch(id) && File.Exists(PathOf(id));

    /// <summary>Its first bytes; empty when it is gone.</summary>
    public byte[] Beginning(string id, int atMost)
    {
        if (!Has(id))
            return [];
        using var file = File.OpenRead(PathOf(id));
        var bytes = new byte[Math.Min(atMost, file.Length)];
        file.ReadExactly(bytes);
        return bytes;
    }

    public void Delete(string id)
    {
        if (Has(id))
            File.Delete(PathOf(id));
    }

    /// <summary>Deletes what nobody asks for any more: kept before this moment, and none of those.</summary>
    public void DeleteOthers(IReadOnlySet<string> wanted, DateTimeOffset before)
    {
        if (!Directory.Exists(folder))
            return;
        foreach (var file in new DirectoryInfo(folder).EnumerateFiles().Where(file => !wanted.Contains(file.Name) && file.LastWriteTimeUtc < before))
            file.Delete();
    }

    [GeneratedRegex(@"^\.[a-z0-9]{1,8}\z")]
    private static partial Regex Ending();

    [GeneratedRegex(@"^[0-9a-f]{32}(\.[a-z0-9]{1,8})?\z")]
    private static partial Regex SentId();
}
