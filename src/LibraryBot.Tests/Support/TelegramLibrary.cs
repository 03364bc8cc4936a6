using LibraryBot.Channels.Telegram;
using LibraryBot.CommandLine;
using LibraryBot.Dialogs;
using LibraryBot.Knowledge.Import;
using LibraryBot.People;
using LibraryBot.Publishing;
using LibraryBot.Storage;
using LibraryBot.Tests.Channels.Telegram;
using LibraryBot.Turns;

namespace LibraryBot.Tests.Support;

/// <summary>A whole bot on a temporary folder that runs on Telegram, as far as it can tell: a real client over HTTP, a server of ours.</summary>
internal sealed class TelegramLibrary : IAsyncDisposable
{
    /// <summary>The morning of the sample world: Wednesday, 11 March 2026, 10.00 WIB.</summary>
    private static readonly DateTimeOffset Morning = new(2026, 3, 11, 10, 0, 0, TimeSpan.FromHours(7));
    private static readonly DialogBook Book = DialogBook.Read(Path.Combine(AppContext.BaseDirectory, "dialogs"), DialogCatalogue.Parts);
    private readonly TempFolder folder = new();
    private readonly SkippingTime clock = new(Morning);
    private CancellationTokenSource stop = new();
    private Task running = Task.CompletedTask;
    private long people = 7000;

    private TelegramLibrary(FakeTelegram fake) => Fake = fake;

    public FakeTelegram Fake { get; }
    public CollectedLogs Logs { get; } = new();

    /// <summary>How messages come in from the next <see cref="Prepare"/> on.</summary>
    public TelegramMode Mode { get; set; }
    public Bot Bot { get; private set; } = null!;

    /// <param name="world">A knowledge file for it to know.</param>
    /// <param name="journal">Writes down all that is said.</param>
    /// <param name="prepare">Sets up the server before the bot meets it.</param>
    /// <param name="mode">How messages come in.</param>
    public static async Task<TelegramLibrary> Open(string? world = null, FakeJournal? journal = null, Action<FakeTelegram>? prepare = null, TelegramMode mode = TelegramMode.Polling)
    {
        var library = new TelegramLibrary(await FakeTelegram.Start()) { Mode = mode };
        library.Fake.Journal = journal;
        prepare?.Invoke(library.Fake);
        await library.Prepare();
        if (world is not null)
        {
            await NativeFile.Import(world, new Importing(library.Bot.Store, library.clock));
            await library.Bot.Knowledge.RefreshAll();
        }

        library.Run();
        return library;
    }

    /// <summary>Opens the store and wires the bot; nothing is sent or received yet.</summary>
    public async Task Prepare()
    {
        var settings = new Settings
        {
            DataFolder = folder.Path,
            Zone = TimeZoneInfo.FindSystemTimeZoneById("Asia/Jakarta"),
            TelegramToken = FakeTelegram.Token,
            TelegramBaseUrl = Fake.BaseUrl,
            TelegramMode = Mode,
            CancelWindow = TimeSpan.Zero,
        };
        Bot = await Bot.Open(settings, clock, Logs, Book);
    }

    public void Run()
    {
        stop = new CancellationTokenSource();
        running = Mode == TelegramMode.Polling ? Bot.Run(stop.Token) : new Serve(Bot, ["http://127.0.0.1:0"], demo: null, Logs).Run(TextWriter.Null, stop.Token);
    }

    /// <summary>Ends the bot in good order.</summary>
    public async Task Stop()
    {
        await stop.CancelAsync();
        await running;
        await Bot.DisposeAsync();
    }

    public FakePrivateChat Patron(string name = "Dewi", string language = "id") => Fake.PrivateChat(++people, name, language);

    /// <summary>Someone who has signed in by the link that they were given.</summary>
    public async Task<FakePrivateChat> Staff(string name, Role role)
    {
        var code = await Bot.Store.Commit(store => LibraryBot.People.Staff.Invite(store, role, name, clock.GetUtcNow()));
        var chat = Fake.PrivateChat(++people, name);
        chat.Says("/start " + code);
        await chat.Hears("Selamat datang, " + name);
        await chat.Hears("Halo, " + name);
        return chat;
    }

    /// <summary>A group that the bot was added to and that a librarian has confirmed.</summary>
    public async Task<FakeGroup> ConfirmedGroup(FakePrivateChat librarian, string title, FakeGroup? group = null)
    {
        group ??= Fake.Supergroup(title);
        group.AddsBot(librarian.User);
        await librarian.Hears($"Saya ditambahkan ke \"{group.Title}\"");
        librarian.Presses("Pakai tujuan ini");
        await librarian.Hears($"juga dikirim ke \"{group.Title}\"");
        return group;
    }

    /// <summary>A librarian answers the dialog of an event to its end.</summary>
    public static Task SubmitEvent(FakePrivateChat author, string title, byte[]? picture = null, string alt = "Poster bedah buku dengan tanggal dan tempatnya") =>
        SubmitEvent(author, title, picture is null ? [] : [picture], alt);

    /// <summary>The same with several pictures and a line for each.</summary>
    public static async Task SubmitEvent(FakePrivateChat author, string title, IReadOnlyList<byte[]> pictures, string alt)
    {
        author.Says("/acara");
        await author.Hears("Apa judul kegiatannya?");
        author.Says(title);
        await author.Hears("Kapan kegiatannya?");
        author.Says("besok jam 3 sore");
        await author.Hears("Di mana tempatnya?");
        author.Says("Ruang Baca Lantai 2");
        await author.Hears("Adakah keterangan lain?");
        author.Says("Pembicara: Ayu Rahman");
        await author.Hears("Gambarnya bagaimana?");
        if (pictures.Count == 0)
        {
            author.Presses("Lewati");
        }
        else
        {
            if (pictures.Count == 1)
                author.SendsPhoto(pictures[0]);
            else
                author.SendsAlbum(pictures);
            await author.Hears("Fotonya dipakai bagaimana?");
            author.Presses("Foto saja");
            await author.Hears("Apa yang terlihat di gambar itu");
            author.Says(alt);
        }

        await author.Hears("Kapan dikirim?");
        author.Presses("Segera setelah disetujui");

        await author.Hears("📣 " + title);
        await author.Hears("Apakah sudah sesuai?");
        author.Presses("Serahkan untuk ditinjau");
        await author.Hears("sudah diserahkan untuk ditinjau");
    }

    public static async Task Approve(FakePrivateChat approver, string title)
    {
        await approver.Hears("untuk ditinjau. Beginilah persisnya");
        await approver.Hears("📣 " + title);
        await approver.Hears("Bagaimana keputusan Anda");
        approver.Presses("Setujui");
        await approver.Hears("sudah Anda setujui");
    }

    public Task<T> Read<T>(Func<IStoreReader, T> body) => Bot.Store.Read(body);

    public Task<Delivery> Delivery(string destination) => Read(store =>
        store.All(LibraryBot.Publishing.Delivery.Deliveries).Single(delivery => delivery.DestinationName == destination));

    public async ValueTask DisposeAsync()
    {
        await Stop();
        await Fake.DisposeAsync();
        folder.Dispose();
        stop.Dispose();
    }
}
