using System.Text.Json;
using LibraryBot.Activities;
using LibraryBot.Answers;
using LibraryBot.Publishing.Telegram;
using LibraryBot.Storage;
using LibraryBot.Turns;

namespace LibraryBot.Channels.Telegram;

/// <summary>What Telegram needs of the rest of the library.</summary>
/// <param name="Inbox">Keeps what Telegram brings until its turn is over.</param>
/// <param name="ToOutbox">Puts a reply into the outbox, inside the turn's transaction.</param>
/// <param name="OpenMedia">The bytes of a media id; null when it is gone.</param>
/// <param name="SaveMedia">Keeps a picture and gives its media id; null when it is not taken.</param>
/// <param name="OnMigrated">A group (first) has become a supergroup (second); may be told more than once.</param>
/// <param name="Looks">The menus and profile texts that Telegram should show, as things stand.</param>
/// <param name="Offers">The records that inline words find.</param>
public sealed record TelegramHooks(
    Inbox Inbox,
    Action<IStoreSession, ConversationReference, Activity> ToOutbox,
    Func<string, byte[]?> OpenMedia,
    Func<byte[], string?> SaveMedia,
    Action<long, long> OnMigrated,
    Func<IStoreReader, TelegramLooks> Looks,
    Func<InlineQuestion, IReadOnlyList<OfferedRecord>> Offers)
{
    /// <summary>Whether files that are no pictures are taken of somebody.</summary>
    public Func<ConversationReference, Task<bool>> MayBringFiles { get; init; } = _ => Task.FromResult(false);

    /// <summary>Keeps such a file with the name that its sender gave, and gives its id.</summary>
    public Func<byte[], string?, string> SaveFile { get; init; } = (_, _) => throw new InvalidOperationException("No files are taken here.");
}

/// <summary>Telegram, in and out, in one piece for the wiring.</summary>
public sealed class TelegramService : IDisposable
{
    /// <summary>What this channel keeps, besides the inbox and the quarantine of Turns.</summary>
    public static readonly IReadOnlyList<ICollectionShape> Collections = [TelegramOffset.Rows, ShownLook.Rows, TelegramFile.Rows, InPlaceMessage.Rows];

    /// <summary>From when on no news from Telegram is bad news.</summary>
    public static readonly TimeSpan SilentFrom = TimeSpan.FromMinutes(5);

    private readonly TimeProvider time;
    private readonly ILogger log;
    private readonly TelegramHooks hooks;
    private readonly TelegramWire wire;
    private readonly TelegramLine line;
    private readonly TelegramInbox inbox;
    private readonly TelegramSender sender;
    private readonly LooksUpkeep looks;

    /// <param name="webhookSecret">For webhook mode; null: the bot asks Telegram for its messages.</param>
    public TelegramService(TelegramOptions options, ILibraryStore store, TimeProvider time, ILoggerFactory logs, TelegramHooks hooks, string? webhookSecret = null)
    {
        this.time = time;
        this.hooks = hooks;
        log = logs.CreateLogger("LibraryBot.Telegram");
        wire = new TelegramWire(options);
        line = new TelegramLine(wire, time, log);
        inbox = new TelegramInbox(store, hooks.Inbox, options.BotId, time);
        Webhook = webhookSecret is null ? null : new TelegramWebhook(line, webhookSecret, time, log);
        sender = new TelegramSender(options, store, time, hooks.OpenMedia, hooks.OnMigrated, logs.CreateLogger<TelegramSender>());
        line.WhenFlooded = sender.Close;
        looks = new LooksUpkeep(sender, store, options.BotId, hooks.Looks, time, log);
        Channel = new TelegramChannel(hooks.ToOutbox, time);
        ReplySender = new TelegramReplySender(sender, store, options.AnswersAreEphemeral);
        Publisher = new TelegramPublisher(sender);
    }

    public TelegramChannel Channel { get; }

    public TelegramReplySender ReplySender { get; }

    public TelegramPublisher Publisher { get; }

    /// <summary>When Telegram last answered a call for updates or posted one; null before it ever did.</summary>
    public DateTimeOffset? LastContact => line.LastContact;

    /// <summary>What went wrong with the last call for updates, in a line; null when it went well.</summary>
    public string? Trouble => line.Trouble;

    /// <summary>What Telegram says of the bot; null until it has.</summary>
    public BotIdentity? Me { get; private set; }

    /// <summary>Without the @; null until Telegram has told it.</summary>
    public string? BotUsername => Me?.Username;

    public TelegramMode Mode => Webhook is null ? TelegramMode.Polling : TelegramMode.Webhook;

    /// <summary>Null when the bot asks Telegram for its messages.</summary>
    internal TelegramWebhook? Webhook { get; }

    /// <summary>Telegram can post to the bot under this address, without a slash at the end. For webhook mode, before <see cref="Run"/>.</summary>
    public void IsReachedAt(string address)
    {
        if (Webhook is not null)
            Webhook.Address = address.TrimEnd('/') + TelegramEndpoint.Path;
    }

    /// <summary>Receives until the bot stops. Ends early, with a line in the log, when Telegram does not know the token.</summary>
    public async Task Run(ITurns turns, CancellationToken stopping)
    {
        try
        {
            if (await WhoAmI(stopping) is { } bot)
                await Task.WhenAll(looks.Run(stopping), Receive(turns, bot, stopping));
        }
        catch (OperationCanceledException) when (stopping.IsCancellationRequested)
        {
        }
    }

    /// <summary>What Telegram shows of the bot may have changed. Returns at once.</summary>
    public void RefreshLooks() => looks.Wake();

    public void Dispose()
    {
        sender.Dispose();
        wire.Dispose();
    }

    private async Task<BotIdentity?> WhoAmI(CancellationToken stopping)
    {
        if (await line.Ask("getMe", new { }, stopping) is not { ValueKind: JsonValueKind.Object } me)
            return null;
        var bot = Me = BotIdentity.Read(me);
        Channel.BotUsername = bot.Username;
        log.LogInformation("On Telegram this bot is @{Username}.", bot.Username);
        return bot;
    }

    private async Task Receive(ITurns turns, BotIdentity bot, CancellationToken stopping)
    {
        var updates = new UpdateTurns(inbox, turns, bot, sender, new TelegramPictures(wire, hooks.SaveMedia, hooks.SaveFile), hooks.MayBringFiles, new InlineMode(sender, Channel, hooks.Offers, log), time, log);
        using var intake = new TelegramIntake(inbox, updates, time, log);
        IUpdateSource source = Webhook is { } webhook ? webhook : new TelegramPolling(line, inbox);
        try
        {
            await intake.TakeUpLeftOver(stopping);
            await source.Run(intake, stopping);
        }
        catch (OperationCanceledException) when (stopping.IsCancellationRequested)
        {
        }

        await intake.Finish();
    }
}
