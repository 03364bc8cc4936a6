using System.Globalization;
using Telegram.Bot;
using Telegram.Bot.Exceptions;
using Telegram.Bot.Types;
using Telegram.Bot.Types.Enums;

namespace LibraryBot.Publishing.Telegram;

/// <summary>
/// The one place that sends to Telegram. Keeps the pace, sends long things in parts, and tells what came of each.
/// The library's own retries are off: they know nothing of the other chats, and a lost answer is not a reason to say it twice.
/// </summary>
public sealed class TelegramSender : IDisposable
{
    /// <summary>A longer wait than this is told to the outbox, which has other chats to serve meanwhile.</summary>
    private static readonly TimeSpan WaitAtMost = TimeSpan.FromSeconds(5);

    /// <summary>A call under way when the bot stops gets this long to end: its answer is worth more than a doubt.</summary>
    private static readonly TimeSpan Grace = TimeSpan.FromSeconds(5);
    private const int TriesForLaterParts = 5;

    private readonly HttpClient http;
    private readonly TelegramBotClient bot;
    private readonly SendingPace pace;
    private readonly TimeProvider time;
    private readonly Func<string, byte[]?> openMedia;
    private readonly Action<long, long> onMigrated;
    private readonly ILogger<TelegramSender> log;

    public TelegramSender(
        TelegramOptions options, TimeProvider time, Func<string, byte[]?> openMedia, Action<long, long> onMigrated, ILogger<TelegramSender> log)
    {
        http = TelegramHttp.Client(options);
        bot = new TelegramBotClient(new TelegramBotClientOptions(options.Token, options.BaseUrl) { RetryCount = 0 }, http);
        pace = new SendingPace(time, options.HasLimits);
        this.time = time;
        this.openMedia = openMedia;
        this.onMigrated = onMigrated;
        this.log = log;
    }

    /// <summary>Says it. <c>Published.ExternalId</c> holds the ids of its messages, comma between.</summary>
    public async Task<SendResult> Send(TelegramAddress to, TelegramMessage message, Urgency urgency, CancellationToken cancel)
    {
        var pictures = message.Pictures.Select(openMedia).ToList();
        if (pictures.Contains(null))
            return new SendResult.Refused("A picture of it is no longer stored.");
        var parts = TelegramPart.Of(message, pictures!);
        return parts.Count == 0 ? new SendResult.Refused("There is nothing to say.") : await SendParts(to, parts, urgency, cancel);
    }

    /// <summary>Shows "typing" for a few seconds; whether it worked matters to nobody.</summary>
    public Task ShowTyping(TelegramAddress to, CancellationToken cancel) =>
        Quietly(() => bot.SendChatAction(to.Chat, ChatAction.Typing, messageThreadId: to.Thread, cancellationToken: cancel));

    /// <summary>Stops the pressed button's clock. Telegram refuses it after some seconds, which harms nobody.</summary>
    public Task AnswerCallback(string callbackId, CancellationToken cancel) =>
        Quietly(async () =>
        {
            await pace.Wait(Urgency.Acknowledgement, cancel);
            await bot.AnswerCallbackQuery(callbackId, cancellationToken: cancel);
        });

    /// <summary>Sets the command menu of private chats, for a language or (null) for all others. False when Telegram refused.</summary>
    public Task<bool> SetCommands(IEnumerable<(string Command, string Description)> commands, string? language, CancellationToken cancel) =>
        Quietly(() => bot.SetMyCommands(
            commands.Select(command => new BotCommand(command.Command, command.Description)),
            BotCommandScope.AllPrivateChats(), language, cancel));

    public void Dispose() => http.Dispose();

    private async Task<SendResult> SendParts(TelegramAddress to, IReadOnlyList<TelegramPart> parts, Urgency urgency, CancellationToken cancel)
    {
        var sent = new List<Message>();
        foreach (var part in parts)
        {
            var (message, failure) = sent.Count == 0 ? await SendOnce(to, part, urgency, cancel) : await SendLater(to, part, urgency, cancel);
            if (message is not null)
                sent.Add(message);
            else if (sent.Count == 0)
                return failure!;
            else
                // The first parts are there: whoever sends it again would say them twice.
                return new SendResult.Unknown(string.Create(CultureInfo.InvariantCulture, $"{sent.Count} of {parts.Count} messages arrived; then {failure}"));
        }

        var ids = string.Join(',', sent.Select(message => message.Id.ToString(CultureInfo.InvariantCulture)));
        return new SendResult.Published(ids, TelegramLink.Of(sent[0], to.Thread));
    }

    private async Task<Attempt> SendLater(TelegramAddress to, TelegramPart part, Urgency urgency, CancellationToken cancel)
    {
        for (var tries = 1; ; tries++)
        {
            var attempt = await SendOnce(to, part, urgency, cancel);
            if (attempt.Failure is not SendResult.TryAgain again || tries == TriesForLaterParts || cancel.IsCancellationRequested)
                return attempt;
            await Task.Delay(again.After, time, cancel).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }
    }

    private async Task<Attempt> SendOnce(TelegramAddress to, TelegramPart part, Urgency urgency, CancellationToken cancel)
    {
        if (pace.WouldWait(to.Chat) is var wait && wait > WaitAtMost)
            return new Attempt(null, new SendResult.TryAgain(wait, "Telegram's limits want a pause."));
        try
        {
            await pace.Wait(to.Chat, urgency, cancel);
        }
        catch (OperationCanceledException)
        {
            return new Attempt(null, new SendResult.TryAgain(TimeSpan.Zero, "The bot is stopping."));
        }

        return await Call(to, part, cancel);
    }

    private async Task<Attempt> Call(TelegramAddress to, TelegramPart part, CancellationToken cancel)
    {
        using var late = new CancellationTokenSource(Timeout.InfiniteTimeSpan, time);
        using var stopping = cancel.Register(() => late.CancelAfter(Grace));
        try
        {
            return new Attempt(await AsHtmlOrPlain(to, part, late.Token), null);
        }
        // Everything: an answer that the library cannot digest (a date out of range) comes after the effect as well.
        catch (Exception failure)
        {
            Mind(to, failure);
            return new Attempt(null, TelegramTrouble.Read(failure));
        }
    }

    private async Task<Message> AsHtmlOrPlain(TelegramAddress to, TelegramPart part, CancellationToken cancel)
    {
        try
        {
            return await part.Send(bot, to, asHtml: true, cancel);
        }
        catch (ApiRequestException refused) when (TelegramTrouble.IsOurMarkup(refused))
        {
            log.LogError("Telegram could not read the markup of a message to {Chat}: {Reason}. It goes as plain text.", to.Chat, refused.Message);
            return await part.Send(bot, to, asHtml: false, cancel);
        }
    }

    private void Mind(TelegramAddress to, Exception failure)
    {
        if (TelegramTrouble.RetryAfter(failure) is { } wait)
        {
            log.LogWarning("Telegram asks for fewer messages: nothing is sent for {Seconds} s.", wait.TotalSeconds);
            pace.Close(wait);
        }

        if (TelegramTrouble.MovedTo(failure) is { } moved)
            onMigrated(to.Chat, moved);
    }

    private async Task<bool> Quietly(Func<Task> call)
    {
        try
        {
            await call();
            return true;
        }
        catch (Exception failure) when (failure is RequestException or HttpRequestException or OperationCanceledException)
        {
            if (TelegramTrouble.RetryAfter(failure) is { } wait)
                pace.Close(wait);
            log.LogDebug("A call that may fail did: {Reason}", failure.Message);
            return false;
        }
    }

    private readonly record struct Attempt(Message? Message, SendResult? Failure);
}
