using LibraryBot.Channels.Telegram;
using LibraryBot.Dialogs;
using LibraryBot.Publishing.Meta;
using LibraryBot.Storage;
using LibraryBot.Storage.LiteDb;

namespace LibraryBot.Checkup;

/// <summary>What the doctor looks at: a bot at work, or a folder that nobody uses and that stays as it is.</summary>
public sealed class Examined : IAsyncDisposable
{
    private DirectoryInfo? scratch;

    private Examined(Settings settings, DialogBook dialogs, TimeProvider clock) => (Settings, Dialogs, Clock) = (settings, dialogs, clock);

    public Settings Settings { get; }
    public DialogBook Dialogs { get; }
    public TimeProvider Clock { get; }
    public bool IsRunning { get; private init; }
    public string? SettingsRefused { get; private init; }
    public TelegramService? Telegram { get; private init; }

    /// <summary>Of the bot at work; null on a folder that lies still.</summary>
    public MetaAccounts? MetaAccounts { get; private init; }

    /// <summary>The store at work, or a copy of the one that lies still; null when there is none or it cannot be opened.</summary>
    public LiteLibraryStore? Store { get; private set; }

    /// <summary>What is wrong with the files of a store that lies still.</summary>
    public List<string> StoreFaults { get; } = [];

    internal StoreFiles Files => new(Settings.DataFolder);

    /// <summary>A folder for copies, outside the data folder and for its owner alone.</summary>
    public string Scratch => (scratch ??= Directory.CreateTempSubdirectory("librarybot-doctor-")).FullName;

    public static Examined Running(Bot bot, DialogBook dialogs) =>
        new(bot.Settings, dialogs, bot.Clock) { IsRunning = true, Telegram = bot.Telegram, MetaAccounts = bot.Meta.Accounts, Store = bot.OnDisk };

    public static async Task<Examined> Stopped(Settings settings, string? refused, DialogBook dialogs, ILoggerFactory logs)
    {
        var examined = new Examined(settings, dialogs, TimeProvider.System) { SettingsRefused = refused };
        try
        {
            examined.StoreFaults.AddRange(LiteLibraryStore.Examine(settings.DataFolder));
            if (examined.StoreFaults.Count == 0 && File.Exists(examined.Files.Data))
                await examined.OpenCopy(logs);
        }
        catch (Exception unreadable) when (unreadable is StoreRefused or StoreDamaged or IOException or UnauthorizedAccessException)
        {
            examined.StoreFaults.Add(unreadable.Message.TrimEnd('.'));
        }

        return examined;
    }

    public async ValueTask DisposeAsync()
    {
        if (!IsRunning && Store is not null)
            await Store.DisposeAsync();
        scratch?.Delete(recursive: true);
    }

    /// <summary>Starts on a copy, as the bot would on the folder: what that needs to mend shows here, and the folder stays as it is.</summary>
    private async Task OpenCopy(ILoggerFactory logs)
    {
        var copy = new StoreFiles(Path.Combine(Scratch, "store"));
        Directory.CreateDirectory(copy.Journal);
        foreach (var file in Files.State.Where(File.Exists))
            File.Copy(file, Path.Combine(copy.Folder, Path.GetFileName(file)));
        foreach (var segment in JournalSegment.In(Files.Journal))
            File.Copy(segment.Path, Path.Combine(copy.Journal, Path.GetFileName(segment.Path)));
        try
        {
            Store = await Bot.OpenStore(copy.Folder, Clock, logs);
            if (Store.Repair is { } repair)
                StoreFaults.Add(repair.What);
        }
        catch (StoreRefused refused)
        {
            StoreFaults.Add((refused.InnerException ?? refused).Message.Replace(copy.Folder, Settings.DataFolder, StringComparison.Ordinal).TrimEnd('.'));
        }
    }
}
