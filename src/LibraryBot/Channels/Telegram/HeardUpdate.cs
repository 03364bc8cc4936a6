using LibraryBot.Activities;

namespace LibraryBot.Channels.Telegram;

/// <summary>What an update means to the bot: what was said, and what is still to be fetched or answered on Telegram's side.</summary>
/// <param name="CallbackId">The pressed button's query: answered at once, whatever comes of it.</param>
internal sealed record HeardUpdate(Activity Activity, string? CallbackId = null)
{
    /// <summary>In the order in which they were sent.</summary>
    public IReadOnlyList<PictureToFetch> Pictures { get; init; } = [];
}

internal sealed record PictureToFetch(string FileId, string ContentType);
