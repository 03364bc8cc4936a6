namespace LibraryBot.Channels.Telegram;

/// <summary>A way that updates come from Telegram: the bot asks for them, or Telegram posts them.</summary>
internal interface IUpdateSource
{
    /// <summary>
    /// Keeps what comes in the intake before Telegram is told that it may forget it. Ends when the bot stops, or when
    /// Telegram does not know the token.
    /// </summary>
    Task Run(TelegramIntake intake, CancellationToken stopping);
}
