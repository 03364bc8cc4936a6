using System.Collections.Concurrent;
using Telegram.Bot;
using Telegram.Bot.Requests.Abstractions;

namespace LibraryBot.Publishing.Telegram;

/// <summary>
/// The one way to Telegram for all that is not receiving: each call waits its turn, and what it meets is minded for all others.
/// The library's own retries are off: they know nothing of the other chats, and a lost answer is not a reason to say it twice.
/// </summary>
internal sealed class TelegramCalls : IDisposable
{
    /// <summary>A longer wait than this is told to the caller, who has other chats to serve meanwhile.</summary>
    private static readonly TimeSpan WaitAtMost = TimeSpan.FromSeconds(5);

    /// <summary>A call under way when the bot stops gets this long to end: its answer is worth more than a doubt.</summary>
    private static readonly TimeSpan Grace = TimeSpan.FromSeconds(5);
    private const int Tries = 5;

    private readonly HttpClient http;
    private readonly TelegramBotClient bot;
    private readonly SendingPace pace;
    private readonly TimeProvider time;
    private readonly Action<long, long> onMigrated;
    private readonly ILogger log;

    /// <summary>Where groups have moved that some still know by their old id.</summary>
    private readonly ConcurrentDictionary<long, long> moved = new();

    public TelegramCalls(TelegramOptions options, TimeProvider time, Action<long, long> onMigrated, ILogger log)
    {
        http = TelegramHttp.Client(options);
        bot = new TelegramBotClient(new TelegramBotClientOptions(options.Token, options.BaseUrl) { RetryCount = 0 }, http);
        pace = new SendingPace(time, options.IsPaced);
        this.time = time;
        this.onMigrated = onMigrated;
        this.log = log;
    }

    /// <summary>How long a message to this chat is better put off; null when it can wait here.</summary>
    public TimeSpan? PutOff(long chat) => pace.WouldWait(chat) is var wait && wait > WaitAtMost ? wait : null;

    /// <summary>Keeps a turn for a broadcast to this chat.</summary>
    public Task Reserve(long chat, CancellationToken cancel) => pace.Reserve(chat, cancel);

    public void GiveBack(long chat) => pace.GiveBack(chat);

    /// <summary>Nothing is sent to anyone for this long.</summary>
    public void Close(TimeSpan span)
    {
        log.LogWarning("Telegram asks for fewer messages: nothing is sent for {Seconds} s.", span.TotalSeconds);
        pace.Close(span);
    }

    /// <summary>Any call, at its turn. Throws what the library throws.</summary>
    public async Task<T> Make<T>(IRequest<T> request, Urgency urgency, CancellationToken cancel)
    {
        using var turn = await pace.Wait(urgency, cancel);
        try
        {
            return await bot.SendRequest(request, cancel);
        }
        catch (Exception failure) when (TelegramTrouble.RetryAfter(failure) is { } wait)
        {
            Close(wait);
            throw;
        }
    }

    /// <summary>A call that says something in a chat: it keeps the chat's pace too.</summary>
    /// <param name="messages">How many messages the call makes; none for one that is no message.</param>
    public Task<Called<T>> Speak<T>(long chat, int messages, Urgency urgency, Func<ITelegramBotClient, long, CancellationToken, Task<T>> call, CancellationToken cancel) =>
        Follow(chat, here => Once(here, messages, urgency, call, cancel));

    /// <summary>A call that changes a chat and comes to the same when it is made twice: a lost answer is a reason to ask again.</summary>
    public async Task<Called<T>> Change<T>(long chat, int messages, Urgency urgency, Func<ITelegramBotClient, long, CancellationToken, Task<T>> call, CancellationToken cancel)
    {
        for (var tries = 1; ; tries++)
        {
            var called = await Follow(chat, here => Once(here, messages, urgency, call, cancel));
            var rest = called.Failure switch
            {
                SendResult.TryAgain again => again.After,
                SendResult.Unknown => TimeSpan.FromSeconds(tries),
                _ => TimeSpan.MaxValue,
            };
            if (tries == Tries || rest > WaitAtMost || !await Outlast(rest, cancel))
                return called;
        }
    }

    /// <summary>Waits; false when the bot stops meanwhile.</summary>
    public async Task<bool> Outlast(TimeSpan wait, CancellationToken cancel)
    {
        if (!cancel.IsCancellationRequested)
            await Task.Delay(wait, time, cancel).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        return !cancel.IsCancellationRequested;
    }

    public void Dispose() => http.Dispose();

    /// <summary>A group that has moved is spoken to where it is now: its refusal proves that nothing was said.</summary>
    private async Task<Called<T>> Follow<T>(long chat, Func<long, Task<Called<T>>> call)
    {
        var here = moved.GetValueOrDefault(chat, chat);
        var called = await call(here);
        if (TelegramTrouble.MovedTo(called.Why) is { } to)
        {
            here = moved[chat] = to;
            called = await call(to);
        }

        if (here != chat)
            onMigrated(chat, here);
        return called;
    }

    private async Task<Called<T>> Once<T>(
        long chat, int messages, Urgency urgency, Func<ITelegramBotClient, long, CancellationToken, Task<T>> call, CancellationToken cancel)
    {
        if (messages > 0 && !(urgency == Urgency.Broadcast && pace.HasTurn(chat)) && PutOff(chat) is { } wait)
            return new(default, new SendResult.TryAgain(wait, "Telegram's limits want a pause."));
        SendingTurn turn;
        try
        {
            turn = await pace.Wait(chat, messages, urgency, cancel);
        }
        catch (OperationCanceledException)
        {
            return new(default, new SendResult.TryAgain(TimeSpan.Zero, "The bot is stopping."));
        }

        using (turn)
            return await Once(chat, call, cancel);
    }

    private async Task<Called<T>> Once<T>(long chat, Func<ITelegramBotClient, long, CancellationToken, Task<T>> call, CancellationToken cancel)
    {
        using var late = new CancellationTokenSource(Timeout.InfiniteTimeSpan, time);
        using var stopping = cancel.Register(() => late.CancelAfter(Grace));
        try
        {
            return new(await call(bot, chat, late.Token), null);
        }
        // Everything: an answer that the library cannot digest (a date out of range) comes after the effect as well.
        catch (Exception failure)
        {
            if (TelegramTrouble.RetryAfter(failure) is { } wait)
                Close(wait);
            return new(default, TelegramTrouble.Read(failure), failure);
        }
    }
}
