using System.Globalization;
using LibraryBot.Accessions;
using LibraryBot.Answers;
using LibraryBot.Channels.DirectLine;
using LibraryBot.Channels.Telegram;
using LibraryBot.Covers;
using LibraryBot.Dialogs;
using LibraryBot.Knowledge;
using LibraryBot.Language;
using LibraryBot.Media;
using LibraryBot.OutsideWeb;
using LibraryBot.People;
using LibraryBot.Posts;
using LibraryBot.Publishing;
using LibraryBot.Publishing.Telegram;
using LibraryBot.Responses;
using LibraryBot.Storage;
using LibraryBot.Storage.LiteDb;
using LibraryBot.Turns;
using LibraryBot.Upkeep;
using LibraryBot.Web;

namespace LibraryBot;

/// <summary>The whole bot on one data folder, wired: the store, what it knows, its channels and the line between them.</summary>
public sealed class Bot : IAsyncDisposable
{
    private readonly ILogger<Bot> log;
    private readonly DestinationDesk destinations;
    private readonly Inbox inbox;
    private readonly Housekeeping housekeeping;
    private readonly RepairNews repairs;
    private readonly HourlyBackups backups;
    private readonly CommentRecords records;
    private readonly SentFiles sent;
    private string? address;

    internal static readonly IReadOnlyList<ICollectionShape> Collections =
    [
        Person.People, Account.Accounts, SignInCode.Codes, AuditLine.Lines, AuditEnd.Ends,
        Conversation.Conversations, Button.Buttons, InboxRow.Rows, HeardNumbers.Rows, Quarantined.Rows, Notice.Notices, KeptRepair.Repairs,
        Post.Posts, PostVersion.Versions, Draft.Drafts, Nudge.Nudges, Series.All, Destination.Destinations, ForumTopic.Topics, Broadcast.Broadcasts, Delivery.Deliveries, OutboxRow.Rows, Ticket.Tickets, Subscription.Subscriptions, KeptCover.Covers,
        Accession.All, KnowledgeSource.All, UnansweredQuestion.All, UnansweredTelling.All,
        .. DirectLineChannel.Collections, .. TelegramService.Collections, .. MetaService.Collections, .. KnowledgeCollections.All,
    ];

    private Bot(Settings settings, TimeProvider clock, ILoggerFactory logs, LiteLibraryStore store, LibraryKnowledge knowledge, DialogBook book)
    {
        Settings = settings;
        Clock = clock;
        Store = OnDisk = store;
        Knowledge = knowledge;
        Media = new MediaFolder(Path.Combine(settings.DataFolder, "media"));
        Repertoire = new Repertoire();
        House = new TurnHouse(settings, clock, book, new DialogRunner(book), new AnswerDesk(knowledge, book.Words) { Pages = WebAddress }, Repertoire) { Media = Media };
        Covers = new CoverShelf(store, knowledge, Media, new PublicWeb(clock), book.Words, clock, logs.CreateLogger<CoverShelf>());
        var notices = new OwnerNotices(House);
        inbox = new Inbox(store, clock, notices.Add);
        housekeeping = new Housekeeping(store, notices, clock, logs.CreateLogger<Housekeeping>());
        Line = new TurnLine(store, House, inbox, logs.CreateLogger<TurnLine>());
        Outbox = new Outbox(store, clock, logs.CreateLogger<Outbox>());
        Publication = new Publication(store, settings, clock, logs.CreateLogger<Publication>());
        Nudges = new NudgeWorker(store, clock, logs.CreateLogger<NudgeWorker>());
        DirectLine = new DirectLineChannel(clock, "LibraryBot");
        repairs = new RepairNews(store, House);
        backups = new HourlyBackups(store, House, logs.CreateLogger<HourlyBackups>());
        log = logs.CreateLogger<Bot>();
        destinations = new DestinationDesk(House, Outbox);
        records = new CommentRecords(knowledge);
        sent = new SentFiles(settings.SentFolder);
        var one = new OneImport();
        Accessions = new AccessionWork(store, House, knowledge, sent, one, logs.CreateLogger<AccessionWork>());
        Sources = new SourceRounds(store, House, knowledge, one, logs.CreateLogger<SourceRounds>());
        Meta = new MetaService(House, store, inbox, records, Publication, NameOf, OpenMedia, () => address, logs);
        Rehearse();
        OpenChannels(logs);
    }

    public Settings Settings { get; }
    public TimeProvider Clock { get; }
    public ILibraryStore Store { get; }

    /// <summary>The same store, for those who keep its files.</summary>
    public LiteLibraryStore OnDisk { get; }
    public LibraryKnowledge Knowledge { get; }
    public MediaFolder Media { get; }
    public Repertoire Repertoire { get; }
    public TurnHouse House { get; }
    public TurnLine Line { get; }
    public Outbox Outbox { get; }
    public Publication Publication { get; }
    public NudgeWorker Nudges { get; }
    public DirectLineChannel DirectLine { get; }
    public TelegramService? Telegram { get; private set; }
    public MetaService Meta { get; }
    internal CoverShelf Covers { get; set; }
    public AccessionWork Accessions { get; }
    public SourceRounds Sources { get; }

    /// <summary>Opens the folder's store and reads dialogs/. Refuses, in one line each, what it cannot work with.</summary>
    /// <param name="withBooks">False: only the store is wanted, and the catalogue is not read into memory.</param>
    public static async Task<Bot> Open(Settings settings, TimeProvider clock, ILoggerFactory logs, DialogBook book, bool withBooks = true)
    {
        if (book.Problems.Count > 0)
            throw new DialogsRefused(book.Problems);
        var store = await OpenStore(settings.DataFolder, clock, logs);
        try
        {
            var bot = new Bot(settings, clock, logs, store, await LibraryKnowledge.Load(store, withBooks), book);
            await store.Commit(bot.Settle);
            return bot;
        }
        catch
        {
            await store.DisposeAsync();
            throw;
        }
    }

    /// <summary>Opens a folder's store alone. What was repaired is kept for the owners to be told.</summary>
    public static async Task<LiteLibraryStore> OpenStore(string folder, TimeProvider clock, ILoggerFactory logs)
    {
        var store = LiteLibraryStore.Open(folder, Collections, Migrations.All, clock, logs.CreateLogger<LiteLibraryStore>());
        if (store.Repair is not { } repair)
            return store;
        await store.Commit(session =>
        {
            session.Put(KeptRepair.Repairs, new KeptRepair(Guid.NewGuid().ToString("N"), repair, clock.GetUtcNow()));
            if (!repair.IsWhole)
                DoubtfulDeliveries.Mark(session, clock.GetUtcNow());
        });
        return store;
    }

    /// <summary>Puts a backup in the place of a folder's store. See <see cref="LiteLibraryStore.Restore"/>.</summary>
    public static Task<Restored> Restore(string folder, string backup, TimeProvider clock, ILoggerFactory logs) =>
        LiteLibraryStore.Restore(folder, backup, Collections, Migrations.All, session => DoubtfulDeliveries.Mark(session, clock.GetUtcNow()), clock, logs.CreateLogger<LiteLibraryStore>());

    /// <summary>Tells the bot the address it listens on, before it runs; people and networks may reach it under another (PublicUrl).</summary>
    public void ListensOn(string url)
    {
        address = url;
        Telegram?.IsReachedAt(Settings.PublicUrl ?? url);
    }

    /// <summary>Sends, publishes and receives until cancelled. A worker that fails ends the others, and then the call with its failure.</summary>
    public Task Run(CancellationToken cancel) =>
        Workers.Run(cancel, repairs.Run, Outbox.Run, Publication.Run, Nudges.Run, housekeeping.Run, backups.Run, Covers.Run, Meta.Run, Accessions.Run, Sources.Run, stop => House.Answers.GetReady(Clock, stop), stop => Telegram?.Run(Line, stop) ?? Task.CompletedTask);

    public async ValueTask DisposeAsync()
    {
        Telegram?.Dispose();
        Meta.Dispose();
        await Store.DisposeAsync();
    }

    /// <summary>The parts of the house add what they can do in a turn.</summary>
    private void Rehearse()
    {
        new FrontDesk().Join(Repertoire);
        AskCommands.Join(Repertoire, House);
        var kinds = new PostKinds(Settings, Knowledge, Media);
        foreach (var name in kinds.Names)
            Repertoire.Kinds[name] = _ => kinds.Of(name);
        var composer = new PostComposer(House.Book, House.Runner, Settings, Knowledge, new PostPictures(Media, Settings.Brand, () => Settings.PublicUrl ?? Telegram?.Channel.PrivateLink(null) ?? WebAddress()), WebAddress);
        Repertoire.Preview = new PostPreview(composer, Settings).Of;
        var submission = new Submission(composer, Publication);
        var editorial = new EditorialDesk(House.Book, submission, Publication, Knowledge);
        editorial.Join(Repertoire);
        new DraftDesk(House.Book, House.Runner).Join(Repertoire);
        new Touches(House.Book, submission).Join(Repertoire, editorial);
        new HistoryDesk(House.Book, House.Runner).Join(Repertoire);
        new DeskDuties(House, Publication, Knowledge, new EventWatch(House, Publication, Knowledge)).Join(Nudges, Repertoire);
        new ReviewDesk(House.Book.Words, Publication, Knowledge).Join(Repertoire);
        destinations.Join(Repertoire, House.Book.Words);
        new LinkDesk(House).Join(Repertoire);
        new QuestionDesk(House).Join(Repertoire);
        Meta.Comments.Join(Repertoire);
        var unanswered = new UnansweredDesk(House, records.Keep);
        unanswered.Join(Repertoire);
        Nudges.EveryMinute += unanswered.Tidy;
        Accessions.Join(Repertoire);
        Sources.Join(Repertoire);
        new BroadcastDesk(House, Publication, editorial.TakeBack).Join(Repertoire);
        new SubscriptionDesk(House.Book.Words).Join(Repertoire);
        new ReportDesk(House.Book.Words, Knowledge, Media).Join(Repertoire);
        new SeriesDesk(House, submission, Knowledge, kinds).Join(Repertoire, Nudges);
        new CalendarDesk(House, Knowledge, Media, editorial).Join(Repertoire);
        Repertoire.Pictures.Add((turn, record) => record.Kind == RecordKind.Book ? Covers.Of(turn, record.Id) : null);
        Repertoire.Pictures.Add(new EventPictures(Knowledge, Media).Of);
    }

    /// <summary>Where its pages are read; null when nobody outside would reach them.</summary>
    private string? WebAddress() => Settings.PublicUrl ?? (Settings.IsDemo ? address : null);

    private void OpenChannels(ILoggerFactory logs)
    {
        House.Open(DirectLine);
        Publication.Serve(House, DirectLine);
        if (Settings.TelegramToken is not { } token)
            return;

        var menus = new CommandMenus(House);
        var offers = new RecordOffers(Knowledge, House.Book.Words);
        var hooks = new TelegramHooks(inbox, Outbox.Add, OpenMedia, SaveMedia, Migrate,
            store => new TelegramLooks(menus.Of(store, TelegramActivities.ChannelId), Profile()),
            question => offers.Find(question, Settings.Local(Clock.GetUtcNow())))
        {
            MayBringFiles = place => Store.Read(reader => Staff.Of(reader, place).IsStaff),
            SaveFile = (bytes, name) => sent.Save(bytes, name),
        };
        var options = (Settings.TelegramBaseUrl is { } url ? new TelegramOptions(token, url) : new TelegramOptions(token)) with
        {
            IsPaced = Settings.TelegramIsPaced,
            AnswersAreEphemeral = Settings.EphemeralAnswers,
        };
        Telegram = new TelegramService(options, Store, Clock, logs, hooks, WebhookSecretFor(options));
        House.Open(Telegram.Channel);
        Repertoire.Changes.Add(turn => turn.Store.AfterCommit(Telegram.RefreshLooks));
        Outbox.SendThrough(Telegram.ReplySender);
        Publication.PublishThrough(Telegram.Publisher);
    }

    /// <summary>Null in polling mode.</summary>
    private string? WebhookSecretFor(TelegramOptions options) => Settings.TelegramMode != TelegramMode.Webhook ? null
        : Settings.TelegramWebhookSecret ?? WebhookSecret.Of(SigningKey.In(Settings.DataFolder), options.BotId);

    /// <summary>The board and the networks in rehearsal are always there to publish to.</summary>
    private void Settle(IStoreSession session)
    {
        DirectLine.EnsureBoard(session);
        if (session.Get(Destination.Destinations, Destination.Board) is null)
            session.Put(Destination.Destinations, new Destination(Destination.Board, Destination.Board, NameOf(Destination.Board), DirectLineChannel.Board, DestinationState.Confirmed));
        Meta.Accounts.Load(session);
        Meta.Accounts.Settle(session);
    }

    /// <summary>What a kind of destination is called, where there is only one of it.</summary>
    private string NameOf(string kind) => House.Book.Words.Say(Settings.Language, "common", "destination.name." + kind).Trim();

    /// <summary>Null when the picture is gone, or cannot be read now.</summary>
    private byte[]? OpenMedia(string id)
    {
        try
        {
            return Media.Read(id);
        }
        catch (Exception unreadable) when (unreadable is IOException or UnauthorizedAccessException)
        {
            log.LogError(unreadable, "The picture {Media} cannot be read", id);
            return null;
        }
    }

    private string? SaveMedia(byte[] bytes) => Media.Save(bytes) is MediaSaved.Kept kept ? kept.Id : null;

    private void Migrate(long from, long to) => _ = Moved(from.ToString(CultureInfo.InvariantCulture), to.ToString(CultureInfo.InvariantCulture));

    /// <summary>Asked for by the sender, which does not wait: the next call to the old chat tells us again.</summary>
    private async Task Moved(string from, string to)
    {
        try
        {
            await Store.Commit(session => destinations.Move(session, from, to));
        }
        catch (Exception failure)
        {
            log.LogError(failure, "Group {From} became {To}, which could not be recorded yet", from, to);
        }
    }

    /// <summary>What the bot says of itself on Telegram, in both languages and in the library's own for everyone else.</summary>
    private IReadOnlyList<ProfileText> Profile()
    {
        return [.. new Lang?[] { Lang.Id, Lang.En, null }.Select(lang => new ProfileText(lang, Say(lang, "profile.description"), Say(lang, "profile.short")))];

        string Say(Lang? asked, string key)
        {
            var lang = asked ?? Settings.Language;
            var name = Knowledge.LibraryName ?? House.Book.Words.Say(lang, "answers", "greeting.library").Trim();
            return House.Book.Words.Say(lang, "telegram", key, ("library", name)).Trim();
        }
    }
}

/// <summary>dialogs/ has problems; each line of the message names a file and a line in it.</summary>
public sealed class DialogsRefused(IReadOnlyList<string> problems) : Exception(string.Join('\n', problems))
{
    public IReadOnlyList<string> Problems { get; } = problems;
}
