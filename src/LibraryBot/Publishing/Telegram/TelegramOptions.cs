namespace LibraryBot.Publishing.Telegram;

/// <summary>Which bot, on which server. Only the scheme, host and port of the address count.</summary>
/// <param name="Token">As BotFather gave it, "digits:secret". Never printed.</param>
public sealed record TelegramOptions(string Token, string BaseUrl = "https://api.telegram.org")
{
    /// <summary>How long one call may take; getUpdates itself asks for 25 seconds.</summary>
    public TimeSpan Timeout { get; init; } = TimeSpan.FromSeconds(60);

    /// <summary>False for a server without Telegram's limits: nothing is held back there but by its own 429.</summary>
    public bool IsPaced { get; init; } = true;

    /// <summary>Whether an answer in a group is shown to the person alone who asked.</summary>
    public bool AnswersAreEphemeral { get; init; }

    /// <summary>The bot's own id: the token's public half.</summary>
    public string BotId => Token.Split(':')[0];

    public override string ToString() => $"bot {BotId} at {BaseUrl}";
}
