using LibraryBot.Language;
using LibraryBot.Turns;

namespace LibraryBot.Channels.Telegram;

/// <summary>What Telegram shows of the bot before anyone has said a word: its menus, and what it says of itself.</summary>
public sealed record TelegramLooks(IReadOnlyList<CommandMenu> Menus, IReadOnlyList<ProfileText> Texts);

/// <summary>What the bot says of itself in one language; null: for everyone else.</summary>
/// <param name="Description">In an empty chat.</param>
/// <param name="ShortDescription">On the profile, and beside a shared link.</param>
public sealed record ProfileText(Lang? Lang, string Description, string ShortDescription)
{
    /// <summary>Bot API, setMyDescription and setMyShortDescription.</summary>
    public const int DescriptionAtMost = 512;
    public const int ShortDescriptionAtMost = 120;
}
