using System.Text.Json;

namespace LibraryBot.Channels.Telegram;

/// <summary>Asks Telegram until it answers, with the patience that each kind of trouble wants.</summary>
internal sealed class TelegramLine(TelegramWire wire, TimeProvider time, ILogger log)
{
    private static readonly TimeSpan AnotherPolls = TimeSpan.FromSeconds(30);
    private readonly BackOff backOff = new();

    /// <summary>When Telegram last answered, or posted something; null before it ever did.</summary>
    public DateTimeOffset? LastContact { get; private set; }

    /// <summary>What went wrong with the last call, in a line; null when it went well.</summary>
    public string? Trouble { get; private set; }

    /// <summary>Told how long Telegram wants nothing from this bot.</summary>
    public Action<TimeSpan>? WhenFlooded { get; set; }

    public void IsHeard() => LastContact = time.GetUtcNow();

    /// <summary>The result; null when Telegram does not know the token, which asking again does not mend.</summary>
    public async Task<JsonElement?> Ask(string method, object parameters, CancellationToken stopping)
    {
        while (true)
        {
            var answered = await wire.Ask(method, parameters, stopping);
            Trouble = TroubleOf(method, answered);
            switch (answered)
            {
                case WireAnswer.Ok answer:
                    IsHeard();
                    backOff.Reset();
                    return answer.Result;
                case WireAnswer.Refused { Code: 401 or 404 } refused:
                    log.LogError("Telegram does not know this bot's token ({Code} {Reason}): nothing is received until Telegram:Token is put right and the bot started again.", refused.Code, refused.Description);
                    return null;
                case WireAnswer.Refused refused:
                    await Task.Delay(PatienceWith(method, refused), time, stopping);
                    break;
                case WireAnswer.Lost lost:
                    await WaitAfter(method, lost.Why, stopping);
                    break;
            }
        }
    }

    /// <summary>Waits as after a failed call: for trouble on our own side of the line.</summary>
    public async Task WaitAfter(string what, string why, CancellationToken stopping)
    {
        var wait = backOff.Next();
        log.LogWarning("Telegram, {What}: {Why}. Again in {Seconds:0.0} s.", what, why, wait.TotalSeconds);
        await Task.Delay(wait, time, stopping);
    }

    private static string? TroubleOf(string method, WireAnswer answer) => answer switch
    {
        WireAnswer.Refused refused => $"{method}: {refused.Code} {refused.Description}",
        WireAnswer.Lost lost => $"{method}: {lost.Why}",
        _ => null,
    };

    private TimeSpan PatienceWith(string method, WireAnswer.Refused refused)
    {
        var wait = refused switch
        {
            { RetryAfter: { } asked } => asked,
            { Code: 409 } => AnotherPolls,
            _ => backOff.Next(),
        };
        if (refused is { Code: 429, RetryAfter: { } closed })
            WhenFlooded?.Invoke(closed);
        if (refused.Code == 409)
            log.LogWarning("Another program receives this bot's messages ({Reason}). Stop it, or give this one a token of its own. Again in {Seconds} s.", refused.Description, wait.TotalSeconds);
        else
            log.LogWarning("Telegram refused {Method}: {Code} {Reason}. Again in {Seconds:0.0} s.", method, refused.Code, refused.Description, wait.TotalSeconds);
        return wait;
    }
}
