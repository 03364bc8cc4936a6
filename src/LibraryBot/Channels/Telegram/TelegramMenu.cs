using LibraryBot.Language;
using LibraryBot.Publishing.Telegram;

namespace LibraryBot.Channels.Telegram;

/// <summary>One line of the command menu. The command is written without its slash.</summary>
public sealed record MenuCommand(Lang Lang, string Command, string Description);

/// <summary>The menu of commands in private chats: in each language, and in Indonesian for everyone else.</summary>
internal sealed class TelegramMenu(TelegramSender sender, IReadOnlyList<MenuCommand> commands, ILogger log)
{
    /// <summary>Sets the menu. A failure is logged: the bot works without it.</summary>
    public async Task Set(CancellationToken stopping)
    {
        foreach (var lang in commands.Select(command => command.Lang).Distinct())
            await Set(lang, lang.Code(), stopping);
        await Set(Lang.Id, null, stopping);
    }

    private async Task Set(Lang lang, string? language, CancellationToken stopping)
    {
        var menu = commands.Where(command => command.Lang == lang).Select(command => (command.Command, command.Description)).ToList();
        if (menu.Count > 0 && !await sender.SetCommands(menu, language, stopping))
            log.LogWarning("Telegram did not take the command menu for {Language}.", language ?? "everyone else");
    }
}
