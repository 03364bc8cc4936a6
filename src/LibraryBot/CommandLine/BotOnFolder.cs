using LibraryBot.Dialogs;

namespace LibraryBot.CommandLine;

/// <summary>The bot of a data folder: the one that runs there, or one that is opened here.</summary>
/// <param name="running">The bot in whose process we are, for words that came through its socket.</param>
internal sealed class BotOnFolder(Typed typed, RunningBot? running)
{
    /// <summary>Does something with the folder's store, where it can be had.</summary>
    /// <param name="asked">What a running bot is asked; null: what was typed.</param>
    /// <param name="quietly">Takes the log lines of a bot that is opened here; null: they are shown.</param>
    /// <param name="withBooks">Whether a bot that is opened here needs to know the catalogue.</param>
    public async Task<int> Do(string? dataFolder, Func<Bot, TextWriter, Task<int>> verb, TextWriter output, TextWriter errors, Typed? asked = null, ILoggerFactory? quietly = null, bool withBooks = false)
    {
        if (running is not null)
            return await verb(running.Bot, output);

        var settings = SettingsSources.Read(typed.Folder, dataFolder);
        if (await BotSocket.Ask(settings.DataFolder, asked ?? typed, output, errors) is { } exit)
            return exit;
        using var logs = quietly ?? Logs.Factory();
        await using var bot = await Open(settings, TimeProvider.System, logs, withBooks);
        return await verb(bot, output);
    }

    public Task<Bot> Open(Settings settings, TimeProvider clock, ILoggerFactory logs, bool withBooks = true)
    {
        var dialogs = ReadDialogs();
        if (dialogs.Problems.Count == 0)
            DataFolder.Ensure(settings.DataFolder);
        return Bot.Open(settings, clock, logs, dialogs, withBooks);
    }

    /// <summary>dialogs/ where the verb was typed, which librarians edit, or the one beside the program.</summary>
    public DialogBook ReadDialogs()
    {
        var here = Path.Combine(typed.Folder, "dialogs");
        return DialogBook.Read(Directory.Exists(here) ? here : Path.Combine(AppContext.BaseDirectory, "dialogs"), Turns.DialogCatalogue.Parts);
    }
}
