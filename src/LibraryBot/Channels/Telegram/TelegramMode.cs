namespace LibraryBot.Channels.Telegram;

/// <summary>How updates come in: the bot asks Telegram for them, or Telegram posts them.</summary>
public enum TelegramMode
{
    Polling,
    Webhook,
}
