using LibraryBot.Activities;
using LibraryBot.Media;

namespace LibraryBot.Turns;

/// <summary>A file, no picture, that came with a message and is kept: its id in the folder of sent files, and the name that its sender gave.</summary>
public sealed record SentFile(string Id, string Name)
{
    private const int NameAtMost = 80;

    public static IReadOnlyList<SentFile> Of(Activity heard) =>
        [.. (heard.Attachments ?? []).Where(IsOne).Select(attachment => new SentFile(attachment.ContentUrl![SentFiles.Scheme.Length..], Shown(attachment.Name)))];

    public static Attachment Attached(string id, string? name) => new() { ContentType = "application/octet-stream", ContentUrl = SentFiles.Scheme + id, Name = Shown(name) };

    private static bool IsOne(Attachment attachment) => attachment.ContentUrl?.StartsWith(SentFiles.Scheme, StringComparison.Ordinal) == true;

    /// <summary>Fit to be shown: in one line, and not longer than a name should be.</summary>
    private static string Shown(string? name)
    {
        var line = new string([.. (name ?? "").Where(letter => !char.IsControl(letter) && !char.IsSurrogate(letter) && char.GetUnicodeCategory(letter) != System.Globalization.UnicodeCategory.Format)]).Trim();
        return line.Length == 0 ? "?" : line.Length <= NameAtMost ? line : line[..(NameAtMost - 1)] + "…";
    }
}
