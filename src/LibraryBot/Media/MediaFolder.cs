using System.Security.Cryptography;
using System.Text.RegularExpressions;

namespace LibraryBot.Media;

/// <summary>What came of keeping a file.</summary>
public abstract record MediaSaved
{
    /// <summary>Kept under this id: the SHA-256 of its bytes and the extension of what it really is.</summary>
    public sealed record Kept(string Id, string ContentType) : MediaSaved;

    /// <summary>Its first bytes are of no picture that we take (JPEG, PNG, GIF, WebP).</summary>
    public sealed record NotAPicture : MediaSaved;

    public sealed record TooBig : MediaSaved;
}

/// <summary>Pictures on disk. A file is judged by its bytes, never by the name or type that its sender gave.</summary>
public sealed partial class MediaFolder(string folder)
{
    public const int BytesAtMost = 10 * 1024 * 1024;

    public async Task<MediaSaved> Save(Stream picture, CancellationToken stop = default)
    {
        using var held = new MemoryStream();
        var buffer = new byte[64 * 1024];
        for (int read; (read = await picture.ReadAsync(buffer, stop)) > 0;)
        {
            if (held.Length + read > BytesAtMost)
                return new MediaSaved.TooBig();
            held.Write(buffer, 0, read);
        }

        return Save(held.GetBuffer().AsSpan(0, (int)held.Length));
    }

    public MediaSaved Save(ReadOnlySpan<byte> picture)
    {
        if (picture.Length > BytesAtMost)
            return new MediaSaved.TooBig();
        if (PictureKind.Of(picture) is not { } kind)
            return new MediaSaved.NotAPicture();

        var id = Convert.ToHexStringLower(SHA256.HashData(picture)) + kind.Extension;
        WriteOnce(Path.Combine(folder, id), picture);
        return new MediaSaved.Kept(id, kind.ContentType);
    }

    /// <summary>Keeps a PDF that the bot made; answers its id.</summary>
    public string SaveDocument(ReadOnlySpan<byte> pdf) =>
        pdf.StartsWith("%PDF-"u8) ? SaveMade(pdf, PictureKind.Pdf) : throw new ArgumentException("This is no PDF.", nameof(pdf));

    /// <summary>Keeps an iCalendar file that the bot made; answers its id.</summary>
    public string SaveCalendar(ReadOnlySpan<byte> calendar) =>
        calendar.StartsWith("BEGIN:VCALENDAR\r\n"u8) ? SaveMade(calendar, PictureKind.Calendar) : throw new ArgumentException("This is no iCalendar file.", nameof(calendar));

    /// <summary>Whether it is still there.</summary>
    public bool Has(string id) => MediaId().IsMatch(id) && File.Exists(Path.Combine(folder, id));

    /// <summary>The picture and its type; null when there is no such picture. The caller closes the stream.</summary>
    public (Stream Bytes, string ContentType)? Open(string id)
    {
        if (!MediaId().IsMatch(id) || PictureKind.ByExtension(Path.GetExtension(id)) is not { } kind)
            return null;

        try
        {
            return (new FileStream(Path.Combine(folder, id), FileMode.Open, FileAccess.Read, FileShare.Read), kind.ContentType);
        }
        catch (Exception gone) when (gone is FileNotFoundException or DirectoryNotFoundException)
        {
            return null;
        }
    }

    /// <summary>All of its bytes; null when there is no such picture.</summary>
    public byte[]? Read(string id)
    {
        if (Open(id) is not { } picture)
            return null;
        using (picture.Bytes)
        {
            var bytes = new byte[picture.Bytes.Length];
            picture.Bytes.ReadExactly(bytes);
            return bytes;
        }
    }

    private string SaveMade(ReadOnlySpan<byte> document, PictureKind kind)
    {
        var id = Convert.ToHexStringLower(SHA256.HashData(document)) + kind.Extension;
        WriteOnce(Path.Combine(folder, id), document);
        return id;
    }

    // Written beside and then renamed: a reader never meets half a picture.
    private void WriteOnce(string path, ReadOnlySpan<byte> picture)
    {
        if (File.Exists(path))
            return;

        Directory.CreateDirectory(folder);
        var beside = $"{path}.{Guid.NewGuid():N}.part";
        using (var file = new FileStream(beside, FileMode.CreateNew, FileAccess.Write))
        {
            file.Write(picture);
            file.Flush(flushToDisk: true);
        }

        File.Move(beside, path, overwrite: true);
    }

    [GeneratedRegex(@"^[0-9a-f]{64}\.(jpg|png|gif|webp|pdf|ics)\z")]
    private static partial Regex MediaId();
}
