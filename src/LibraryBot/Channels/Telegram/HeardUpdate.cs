using LibraryBot.Activities;

namespace LibraryBot.Channels.Telegram;

/// <summary>What an update means to the bot: what was said, and what is still to be fetched or answered on Telegram's side.</summary>
/// <param name="CallbackId">The pressed button's query: answered at once, whatever comes of it.</param>
internal sealed record HeardUpdate(Activity Activity, PictureToFetch? Picture = null, string? CallbackId = null);

internal sealed record PictureToFetch(string FileId, string ContentType);
