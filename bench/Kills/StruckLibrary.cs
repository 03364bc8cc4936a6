using System.Globalization;
using LibraryBot.Bench.Bots;
using LibraryBot.Demo;
using LibraryBot.Dialogs;
using LibraryBot.Knowledge.Import;
using LibraryBot.People;
using LibraryBot.Publishing;
using LibraryBot.Storage.LiteDb;
using LibraryBot.Tests.Support;
using LibraryBot.Turns;
using Microsoft.Extensions.Logging.Abstractions;

namespace LibraryBot.Bench.Kills;

/// <summary>One data folder through all the kills: prepared once, served by one bot after another.</summary>
internal sealed class StruckLibrary(string folder, Network network)
{
    private static readonly TimeSpan SettleAtMost = TimeSpan.FromMinutes(2);
    private static readonly TimeSpan Glance = TimeSpan.FromMilliseconds(500);

    public string Folder => folder;

    /// <summary>A library with something to ask about and groups to publish to; answers a sign-in code for each of these people.</summary>
    public async Task<IReadOnlyList<string>> Prepare(IReadOnlyList<(string Name, Role Role)> staff)
    {
        await using var bot = await Open();
        var now = bot.Settings.Local(bot.Clock.GetUtcNow());
        await NativeFile.ImportText(SampleLibrary.Text(now), "sample library", new Importing(bot.Store, bot.Clock));
        return await bot.Store.Commit(session =>
        {
            foreach (var place in network.Places)
            {
                var chat = place.Id.ToString(CultureInfo.InvariantCulture);
                session.Put(Destination.Destinations, new Destination("telegram:" + chat, Destination.Telegram, place.Title, chat, DestinationState.Confirmed));
            }

            return staff.Select(person => Staff.Invite(session, person.Role, person.Name, now)).ToList();
        });
    }

    /// <summary>The bot on this folder, in a process of its own.</summary>
    public BotProcess Start() => BotProcess.Start(
        Path.GetDirectoryName(folder)!,
        ["serve", "--data", folder, "--urls", "http://127.0.0.1:0"],
        ("Telegram__Token", FakeTelegram.Token),
        ("Telegram__BaseUrl", network.Url),
        ("Publishing__CancelSeconds", "0"),
        ("Publishing__QuietHours", "off"));

    /// <summary>The store alone, as the bot would open it now.</summary>
    public Task<LiteLibraryStore> OpenStore() => Bot.OpenStore(folder, TimeProvider.System, NullLoggerFactory.Instance);

    /// <summary>Lets the bot publish in peace what the kills left to do. Networks want their pace: it may take a minute.</summary>
    public async Task Settle()
    {
        await using var bot = await Open();
        using var patience = new CancellationTokenSource(SettleAtMost, TimeProvider.System);
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(patience.Token);
        var running = bot.Run(stop.Token);
        while (!patience.IsCancellationRequested && (network.Unanswered > 0 || await HasWork(bot)))
            await Task.Delay(Glance, TimeProvider.System);
        await stop.CancelAsync();
        await running.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
    }

    private static Task<bool> HasWork(Bot bot) => bot.Store.Read(store =>
        store.All(OutboxRow.Rows).Count > 0 || store.All(Delivery.Deliveries).Any(delivery => !delivery.IsSettled));

    private Task<Bot> Open() => Bot.Open(
        new Settings
        {
            DataFolder = folder,
            Zone = TimeZoneInfo.FindSystemTimeZoneById("Asia/Jakarta"),
            TelegramToken = FakeTelegram.Token,
            TelegramBaseUrl = network.Url,
            CancelWindow = TimeSpan.Zero,
        },
        TimeProvider.System,
        NullLoggerFactory.Instance,
        DialogBook.Read(Path.Combine(AppContext.BaseDirectory, "dialogs"), DialogCatalogue.Parts));
}
