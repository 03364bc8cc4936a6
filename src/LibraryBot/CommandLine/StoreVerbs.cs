using System.CommandLine;
using System.Globalization;
using LibraryBot.Checkup;
using LibraryBot.Storage;
using LibraryBot.Storage.LiteDb;
using Command = System.CommandLine.Command;

namespace LibraryBot.CommandLine;

/// <summary>The verbs that look after what the bot keeps: backup, restore, doctor.</summary>
/// <param name="running">The bot in whose process this runs, for words that came through its socket.</param>
internal sealed class StoreVerbs(Typed typed, RunningBot? running, BotOnFolder folder, Option<string?> data)
{
    private static readonly TimeSpan Quiet = TimeSpan.FromSeconds(2);

    public IEnumerable<Command> All => [Backup(), Restore(), Doctor()];

    private Command Backup()
    {
        var file = new Argument<string>("FILE") { Description = "The file to write, or a folder to put it in." };
        var verb = new Command("backup", "Saves everything into one file and checks it, while the bot runs or not.") { file };
        verb.SetAction(async (parsed, cancel) => await (running is not null
            ? MakeBackup(running.Bot.OnDisk, running.Bot.Settings.DataFolder, parsed, file, cancel)
            : WithoutBot(parsed, async (settings, logs) =>
            {
                DataFolder.RefuseMissing(settings.DataFolder);
                await using var store = await Bot.OpenStore(settings.DataFolder, TimeProvider.System, logs);
                return await MakeBackup(store, settings.DataFolder, parsed, file, cancel);
            })));
        return verb;
    }

    private async Task<int> MakeBackup(LiteLibraryStore store, string dataFolder, ParseResult parsed, Argument<string> file, CancellationToken cancel)
    {
        // The name says when it was made in the world: a demo's clock may stand anywhere.
        var path = BackupFile.Choose(typed.FullPath(parsed.GetValue(file)!), TimeProvider.System.GetUtcNow());
        BackupFile.RefuseWithoutRoom(path, dataFolder);
        var made = await store.Backup(path, Path.Combine(dataFolder, "media"), cancel);
        var output = parsed.InvocationConfiguration.Output;
        await output.WriteLineAsync($"Saved in {path}: {Amounts.Count(made.Records, "record")}, {Amounts.Count(made.Pictures, "picture")}, {Amounts.Megabytes(new FileInfo(path).Length)}.");
        await output.WriteLineAsync("It was opened again and checked from end to end.");
        await output.WriteLineAsync("Not in it: settings with their tokens, signing.key (without it everyone's web chat begins anew) and keys/ (without them Facebook and Instagram are to be connected again).");
        if (made.DamagedPictures() is { Count: > 0 } damaged)
            await parsed.InvocationConfiguration.Error.WriteLineAsync($"Damaged in media/ already before: {string.Join(", ", damaged)}.");
        return 0;
    }

    private Command Restore()
    {
        var file = new Argument<string>("FILE") { Description = "A backup." };
        var verb = new Command("restore", "Puts a backup in the place of the store; what was there is kept. The bot must be stopped.") { file };
        verb.SetAction((parsed, _) => running is not null
            ? throw new StoreRefused($"LibraryBot is running on {running.Bot.Settings.DataFolder}. Stop it first, then restore.")
            : WithoutBot(parsed, (settings, logs) => Restore(settings.DataFolder, typed.FullPath(parsed.GetValue(file)!), logs, parsed.InvocationConfiguration.Output)));
        return verb;
    }

    private static async Task<int> Restore(string dataFolder, string file, ILoggerFactory logs, TextWriter output)
    {
        var backup = Storage.Backup.Read(file);
        DataFolder.Ensure(dataFolder);
        var restored = await Bot.Restore(dataFolder, file, TimeProvider.System, logs);
        await output.WriteLineAsync($"Back in {dataFolder}: what LibraryBot {backup.Label.Program} saved on {Amounts.Moment(backup.Label.MadeAt)}, {Amounts.Count(backup.Records, "record")}. It was checked from end to end.");
        if (restored.Pictures > 0)
            await output.WriteLineAsync($"Brought back what was missing of the pictures: {restored.Pictures}.");
        if (restored.DamagedPictures.Count > 0)
            await output.WriteLineAsync($"Damaged in the backup, and left out: {string.Join(", ", restored.DamagedPictures)}.");
        if (restored.ReplacedIn is { } aside)
            await output.WriteLineAsync($"What was there lies in {aside}, with its journal and its own backups. {NotInIt(restored)}");
        await output.WriteLineAsync("Posts that were due to be sent since then are not sent by themselves: their authors are asked to look whether they are there.");
        return 0;
    }

    private static string NotInIt(Restored restored) => restored.LaterEntries switch
    {
        null => "How much came after the backup cannot be told.",
        0 => "Nothing came after the backup.",
        { } later => $"Not in the backup: {later.ToString("#,0", CultureInfo.InvariantCulture)} changes that its journal has after it.",
    };

    private Command Doctor()
    {
        var verb = new Command("doctor", "Looks at everything and names each fault with its fix; changes nothing. Exit 1 if there is any.");
        verb.SetAction(async (parsed, cancel) =>
        {
            var (output, errors) = (parsed.InvocationConfiguration.Output, parsed.InvocationConfiguration.Error);
            if (running is not null)
            {
                await using var atWork = Examined.Running(running.Bot, folder.ReadDialogs());
                return await new Doctor(atWork, TextWriter.Null).Look(output, cancel);
            }

            var (settings, refused) = ReadSettings(parsed.GetValue(data));
            if (await Patiently(BotSocket.Ask(settings.DataFolder, typed, output, errors), errors) is { } exit)
                return exit;
            using var logs = LoggerFactory.Create(_ => { });
            await using var stopped = await Examined.Stopped(settings, refused, folder.ReadDialogs(), logs);
            return await new Doctor(stopped, errors).Look(output, cancel);
        });
        return verb;
    }

    /// <summary>Settings that are refused are a fault among others: the rest is looked at all the same.</summary>
    private (Settings Settings, string? Refused) ReadSettings(string? dataFolder)
    {
        try
        {
            return (SettingsSources.Read(typed.Folder, dataFolder), null);
        }
        catch (SettingsRefused refused)
        {
            return (new Settings { DataFolder = typed.FullPath(dataFolder ?? "data") }, refused.Message);
        }
    }

    private static async Task<int?> Patiently(Task<int?> asking, TextWriter errors)
    {
        if (await Task.WhenAny(asking, Task.Delay(Quiet, TimeProvider.System)) != asking)
            await errors.WriteLineAsync("The running bot is looking ...");
        return await asking;
    }

    /// <summary>Asks the bot that runs on the folder; when none does, it is done here.</summary>
    private async Task<int> WithoutBot(ParseResult parsed, Func<Settings, ILoggerFactory, Task<int>> verb)
    {
        var settings = SettingsSources.Read(typed.Folder, parsed.GetValue(data));
        if (await BotSocket.Ask(settings.DataFolder, typed, parsed.InvocationConfiguration.Output, parsed.InvocationConfiguration.Error) is { } exit)
            return exit;
        using var logs = Logs.Factory();
        return await verb(settings, logs);
    }
}
