using System.Globalization;
using LibraryBot.Channels.Telegram;

namespace LibraryBot.Checkup;

/// <summary>Whether Telegram answers, and what BotFather lets the bot do there.</summary>
internal static class TelegramChecks
{
    /// <summary>An older failure of Telegram's to reach us is told, and no longer called a fault.</summary>
    private static readonly TimeSpan Recent = TimeSpan.FromMinutes(10);

    private const string Reach = "See that PublicUrl leads from outside to this bot, that its certificate is good, and that the web server in front passes /telegram/webhook on with all its headers. Or set Telegram:Mode to polling, which needs no address; nothing is lost.";

    public static IEnumerable<Finding> Contact(Examined on)
    {
        if (on.Settings.TelegramToken is null)
            yield return new Finding("telegram", "no token is set: web chat only");
        else if (!on.IsRunning)
            yield return new Finding("telegram", "a token is set; whether Telegram takes it shows while the bot runs");
        else if (on.Telegram?.LastContact is not { } last)
            yield return Silent("Telegram has not answered since the bot was started.", on.Telegram);
        else if (on.Clock.GetUtcNow() - last > TelegramService.SilentFrom)
            yield return Silent($"Telegram has given nothing since {Amounts.Moment(last)}.", on.Telegram);
        else
            yield return new Finding("telegram", $"@{on.Telegram.BotUsername}, by {on.Telegram.Mode.ToString().ToLowerInvariant()}, last heard {Amounts.Moment(last)}");
    }

    public static IEnumerable<Finding> Webhook(Examined on) => on.Telegram?.Webhook switch
    {
        { Seen: { } seen, Address: { } address } => [Webhook(address, seen, on.Clock.GetUtcNow())],
        { Address: { } address } when on.Telegram.Trouble is { } trouble => [new Finding("telegram webhook", $"{address} is not set yet: {OneLine.Of(trouble)}.", Reach)],
        _ => [],
    };

    internal static Finding Webhook(string address, WebhookInfo seen, DateTimeOffset now)
    {
        var waiting = string.Create(CultureInfo.InvariantCulture, $"{seen.Pending} waiting at Telegram");
        if (seen.LastError is null || seen.LastErrorAt is not { } failed)
            return new Finding("telegram webhook", $"{address}, {waiting}");
        var failure = $"on {Amounts.Moment(failed)}: {OneLine.Of(seen.LastError)}";
        return now - failed > Recent
            ? new Finding("telegram webhook", $"{address}, {waiting}; Telegram last failed to reach it {failure}")
            : new Finding(
                "telegram webhook",
                $"Telegram could not bring a message to {address} {failure}; {waiting}.",
                Reach);
    }

    /// <summary>What the bot gets to see in groups. Either way is in order; librarians wonder why it is silent.</summary>
    public static IEnumerable<Finding> Privacy(Examined on)
    {
        if (on.Telegram?.Me is not { } me)
            yield break;
        yield return new Finding("telegram groups", me.ReadsWholeGroups
            ? "privacy mode is off: the bot gets every message of its groups, and still answers only commands, mentions and replies to it. For it to get no more than it answers: BotFather, /setprivacy, Enable; then take it out of each group and add it again"
            : "privacy mode is on: in groups the bot gets commands, mentions and replies to it, and nothing else, which is all that it answers. To change that: BotFather, /setprivacy, Disable; then take it out of each group and add it again");
        if (!me.JoinsGroups)
            yield return new Finding("telegram groups", "BotFather does not let it be added to groups: /setjoingroups, Enable");
    }

    public static IEnumerable<Finding> Inline(Examined on)
    {
        if (on.Telegram?.Me is not { } me)
            yield break;
        yield return new Finding("telegram inline", me.AnswersInline
            ? $"on: @{me.Username} and a word finds books and events in any chat"
            : $"off: for @{me.Username} and a word to find books and events in any chat, tell BotFather /setinline");
    }

    private static Finding Silent(string what, TelegramService? telegram) => new(
        "telegram",
        telegram?.Trouble is { } trouble ? $"{what} What came of the last call: {OneLine.Of(trouble)}." : what,
        "Look whether this machine reaches api.telegram.org, and whether BotFather still shows the token that is set; the log says what Telegram answered.");
}
