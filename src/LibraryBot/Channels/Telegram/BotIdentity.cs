namespace LibraryBot.Channels.Telegram;

/// <summary>Who the bot is on Telegram, as getMe says.</summary>
/// <param name="Username">Without the @.</param>
public sealed record BotIdentity(long Id, string Username);
