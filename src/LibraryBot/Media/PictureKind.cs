namespace LibraryBot.Media;

/// <summary>The kinds of picture that are kept and shown. Never SVG or HTML: they carry scripts.</summary>
public sealed record PictureKind(string ContentType, string Extension)
{
    private static readonly PictureKind Jpeg = new("image/jpeg", ".jpg");
    private static readonly PictureKind Png = new("image/png", ".png");
    private static readonly PictureKind Gif = new("image/gif", ".gif");
    private static readonly PictureKind WebP = new("image/webp", ".webp");

    /// <summary>Not a picture, and never taken from people: a document that the bot itself made.</summary>
    public static readonly PictureKind Pdf = new("application/pdf", ".pdf");

    /// <summary>The same: events for a calendar.</summary>
    public static readonly PictureKind Calendar = new("text/calendar", ".ics");

    public bool IsDocument => this == Pdf || this == Calendar;

    /// <summary>Whether a file of this type is one of the bot's documents.</summary>
    public static bool NamesDocument(string? contentType) => contentType == Pdf.ContentType || contentType == Calendar.ContentType;

    /// <summary>Told by the first bytes; null for anything else.</summary>
    public static PictureKind? Of(ReadOnlySpan<byte> bytes) => bytes switch
    {
        [0xFF, 0xD8, 0xFF, ..] => Jpeg,
        [0x89, (byte)'P', (byte)'N', (byte)'G', 0x0D, 0x0A, 0x1A, 0x0A, ..] => Png,
        [(byte)'G', (byte)'I', (byte)'F', (byte)'8', (byte)'7' or (byte)'9', (byte)'a', ..] => Gif,
        [(byte)'R', (byte)'I', (byte)'F', (byte)'F', _, _, _, _, (byte)'W', (byte)'E', (byte)'B', (byte)'P', ..] => WebP,
        _ => null,
    };

    public static PictureKind? ByExtension(string extension) =>
        extension switch { ".jpg" => Jpeg, ".png" => Png, ".gif" => Gif, ".webp" => WebP, ".pdf" => Pdf, ".ics" => Calendar, _ => null };
}
