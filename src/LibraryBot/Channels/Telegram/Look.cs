using System.Security.Cryptography;
using System.Text;
using LibraryBot.Language;
using LibraryBot.Publishing.Telegram;
using LibraryBot.Storage;
using LibraryBot.Turns;
using Telegram.Bot.Requests;
using Telegram.Bot.Requests.Abstractions;
using Telegram.Bot.Types;

namespace LibraryBot.Channels.Telegram;

/// <summary>One thing that Telegram shows: how it is told, and under which key it is remembered that it was.</summary>
/// <param name="Hash">Of what it is to show; "" for what is to be taken away.</param>
internal sealed record Look(string Key, string Hash, IRequest<bool> Request)
{
    private const string Menu = "menu";

    /// <summary>All that is to be shown.</summary>
    public static IReadOnlyList<Look> Of(TelegramLooks looks) =>
        [.. looks.Menus.Select(OfMenu).DistinctBy(look => look.Key), .. looks.Menus.Take(1).Select(_ => Button()), .. looks.Texts.SelectMany(OfText)];

    /// <summary>Takes away what stands under this key; null when that cannot be taken away.</summary>
    public static Look? Away(string key) => key.Split('|') is [Menu, var place, var lang] && ScopeOf(place) is { } scope
        ? new Look(key, "", new DeleteMyCommandsRequest { Scope = scope, LanguageCode = lang.Length == 0 ? null : lang })
        : null;

    private static Look OfMenu(CommandMenu menu)
    {
        var (place, code) = (PlaceOf(menu.Place), menu.Lang?.Code());
        return new Look($"{Menu}|{place}|{code}", HashOf(menu.Lines.Select(line => $"{line.Command} {line.Description}")), new SetMyCommandsRequest
        {
            Commands = menu.Lines.Select(line => new BotCommand(line.Command, line.Description)),
            Scope = ScopeOf(place),
            LanguageCode = code,
        });
    }

    private static IEnumerable<Look> OfText(ProfileText text)
    {
        var code = text.Lang?.Code();
        var (description, shorter) = (Cut(text.Description, ProfileText.DescriptionAtMost), Cut(text.ShortDescription, ProfileText.ShortDescriptionAtMost));
        yield return new Look("description||" + code, HashOf([description]), new SetMyDescriptionRequest { Description = description, LanguageCode = code });
        yield return new Look("short_description||" + code, HashOf([shorter]), new SetMyShortDescriptionRequest { ShortDescription = shorter, LanguageCode = code });
    }

    private static Look Button() => new("menu_button||", HashOf(["commands"]), new SetChatMenuButtonRequest { MenuButton = new MenuButtonCommands() });

    private static string PlaceOf(MenuPlace place) => place switch
    {
        MenuPlace.Groups => "groups",
        MenuPlace.Chat chat => chat.ConversationId,
        _ => "private",
    };

    private static BotCommandScope? ScopeOf(string place) => place switch
    {
        "groups" => BotCommandScope.AllGroupChats(),
        "private" => BotCommandScope.AllPrivateChats(),
        _ => TelegramAddress.Read(place) is { } address ? BotCommandScope.Chat(address.Chat) : null,
    };

    // The texts are checked for length in dialogs/; the library's own name is not.
    private static string Cut(string text, int atMost) => TelegramText.Split(text, atMost) is [var first, ..] ? first : "";

    private static string HashOf(IEnumerable<string> lines) =>
        Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(string.Join('\n', lines))))[..32];
}

/// <summary>That Telegram was told to show this. The key begins with the bot's id: another bot was told nothing.</summary>
public sealed record ShownLook(string Id, string Hash)
{
    public static readonly Collection<ShownLook> Rows = new("telegram_looks", shown => shown.Id);
}
