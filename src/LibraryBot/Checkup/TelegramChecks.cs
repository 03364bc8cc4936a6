namespace LibraryBot.Checkup;

/// <summary>Whether Telegram answers.</summary>
internal static class TelegramChecks
{
    private static readonly TimeSpan SilentFrom = TimeSpan.FromMinutes(5);

    public static IEnumerable<Finding> Contact(Examined on)
    {
        if (on.Settings.TelegramToken is null)
            yield return new Finding("telegram", "no token is set: web chat only");
        else if (!on.IsRunning)
            yield return new Finding("telegram", "a token is set; whether Telegram takes it shows while the bot runs");
        else if (on.Telegram?.LastContact is not { } last)
            yield return Silent("Telegram has not answered since the bot was started.");
        else if (on.Clock.GetUtcNow() - last > SilentFrom)
            yield return Silent($"Telegram has not answered since {Amounts.Moment(last)}.");
        else
            yield return new Finding("telegram", $"@{on.Telegram.BotUsername}, last heard {Amounts.Moment(last)}");
    }

    private static Finding Silent(string what) =>
        new("telegram", what, "Look whether this machine reaches api.telegram.org, and whether BotFather still shows the token that is set; the log says what Telegram answered.");
}
