using LibraryBot.Activities;

namespace LibraryBot.Channels.Telegram;

/// <summary>What an update means to the bot: what was said, and what is still to be fetched or answered on Telegram's side.</summary>
/// <param name="CallbackId">The pressed button's query: answered at once, whatever comes of it.</param>
internal sealed record HeardUpdate(Activity Activity, string? CallbackId = null)
{
    /// <summary>In the order in which they were sent.</summary>
    public IReadOnlyList<PictureToFetch> Pictures { get; init; } = [];

    /// <summary>Files that are no pictures, nor sounds nor films; fetched for the staff alone.</summary>
    public IReadOnlyList<FileToFetch> Files { get; init; } = [];
}

internal sealed record PictureToFetch(string FileId, string ContentType);

/// <param name="Size">As Telegram says it; null: it does not.</param>
internal sealed record FileToFetch(string FileId, string? Name, long? Size);
