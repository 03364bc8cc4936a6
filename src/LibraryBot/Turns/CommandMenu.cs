using LibraryBot.Language;

namespace LibraryBot.Turns;

/// <summary>A menu of commands, for a place and a language.</summary>
/// <param name="Lang">Whose apps speak it; null: everyone else's.</param>
public sealed record CommandMenu(MenuPlace Place, Lang? Lang, IReadOnlyList<MenuLine> Lines);

/// <summary>One line of a menu. The command is written without its slash.</summary>
public sealed record MenuLine(string Command, string Description)
{
    /// <summary>What the narrowest channel takes (Bot API, BotCommand).</summary>
    public const int DescriptionAtMost = 256;
}

/// <summary>Where a menu is shown.</summary>
public abstract record MenuPlace
{
    public sealed record PrivateChats : MenuPlace;

    public sealed record Groups : MenuPlace;

    /// <summary>One private chat: a staff member's.</summary>
    public sealed record Chat(string ConversationId) : MenuPlace;
}
