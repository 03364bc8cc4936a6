using LibraryBot.Language;
using LibraryBot.People;
using LibraryBot.Storage;

namespace LibraryBot.Turns;

/// <summary>
/// The menus of commands by place, role and language. A command is in them when it has a text "menu.*" in dialogs/common; those
/// that only make sense with something behind them, or in the middle of a dialog, have none.
/// </summary>
public sealed class CommandMenus(TurnHouse house)
{
    /// <summary>What is seldom wanted stands at the end of its part.</summary>
    private static readonly string[] Last = ["/keluar", "/berhenti", "/bahasa", "/bantuan", "/mulai"];

    private readonly IReadOnlyList<Entry> entries = Entries(house);

    /// <summary>Every menu that a channel should show as things stand: for everyone, for groups, and for each of the staff in their chat.</summary>
    public IReadOnlyList<CommandMenu> Of(IStoreReader store, string channelId) =>
    [
        .. InEach(new MenuPlace.PrivateChats(), entry => entry.Who == Role.Patron),
        .. InEach(new MenuPlace.Groups(), entry => entry is { Who: Role.Patron, InGroups: true }),
        .. store.All(Account.Accounts).Where(account => account.Reach is { IsGroup: false } reach && reach.ChannelId == channelId).SelectMany(account => OfStaff(store, account)),
    ];

    /// <summary>A chosen language holds whatever the person's app speaks.</summary>
    private IEnumerable<CommandMenu> OfStaff(IStoreReader store, Account account)
    {
        if (store.Get(Person.People, account.PersonId) is not { IsStaff: true } person)
            return [];
        var place = new MenuPlace.Chat(account.Reach.ConversationId);
        bool Fits(Entry entry) => person.May(entry.Who);
        return (person.Language ?? store.Get(Conversation.Conversations, account.Reach.Key)?.ChosenLanguage) is { } chosen
            ? [new CommandMenu(place, null, Lines(chosen, Fits))]
            : InEach(place, Fits);
    }

    private IEnumerable<CommandMenu> InEach(MenuPlace place, Func<Entry, bool> fits) =>
        new Lang?[] { Lang.Id, Lang.En, null }.Select(lang => new CommandMenu(place, lang, Lines(lang ?? house.Settings.Language, fits)));

    private IReadOnlyList<MenuLine> Lines(Lang lang, Func<Entry, bool> fits) =>
        [.. entries.Where(fits).Select(entry => new MenuLine(
            (lang == Lang.Id ? entry.Indonesian : entry.English).TrimStart('/'),
            house.Book.Words.Say(lang, "common", KeyOf(entry.Indonesian)).Trim()))];

    private static IReadOnlyList<Entry> Entries(TurnHouse house) =>
    [
        .. house.Repertoire.Commands.Select(command => new Entry(command.Indonesian, command.English, command.ShownFrom ?? command.Who, command.InGroups))
            .Concat(house.Book.Flows.Values.Where(flow => flow.Start.Count > 0).Select(flow => new Entry(flow.Start[0], flow.Start.ElementAtOrDefault(1) ?? flow.Start[0], flow.Needs(), InGroups: false)))
            .Where(entry => house.Book.Words.Has("common", KeyOf(entry.Indonesian), Lang.Id))
            .OrderByDescending(entry => entry.Who)
            .ThenBy(entry => Array.IndexOf(Last, entry.Indonesian)),
    ];

    private static string KeyOf(string command) => "menu" + command.Replace('/', '.');

    private sealed record Entry(string Indonesian, string English, Role Who, bool InGroups);
}
