using System.Text.Json;
using LibraryBot.Activities;
using LibraryBot.Dialogs;
using LibraryBot.Language;
using LibraryBot.People;
using LibraryBot.Publishing;
using LibraryBot.Storage;
using LibraryBot.Turns;

namespace LibraryBot.Posts;

/// <summary>Where posts go: groups that the bot was added to wait here until a librarian confirms them.</summary>
public sealed class DestinationDesk(TurnHouse house, Outbox outbox)
{
    public void Join(Repertoire repertoire, Words words)
    {
        repertoire.Add(new Command("/tujuan", "/destinations", Role.Librarian, (turn, _) => ShowOrAsk(turn)) { Words = words.InBoth("buttons.destinations"), InGroups = true, InDialog = InDialog.Interrupts });
        repertoire.Screens["destination"] = (turn, _) => List(turn);
        repertoire.Buttons["destination.confirm"] = (turn, button) => Switch(turn, button.Subject, DestinationState.Confirmed);
        repertoire.Buttons["destination.off"] = (turn, button) => Switch(turn, button.Subject, DestinationState.Off);
        repertoire.Events["telegram/membership"] = Membership;
        repertoire.Events["telegram/migrated"] = Migrated;
        repertoire.Events["telegram/topic"] = (turn, value) => AskedPlace.Named(turn, value.GetProperty("address").GetString()!, value.GetProperty("name").GetString()!);
    }

    /// <summary>In private it shows all; said in a group it asks for that place, since a network's news of a group names no topic.</summary>
    private static void ShowOrAsk(TurnContext turn)
    {
        if (turn.Reference.IsGroup)
            AskedPlace.Offer(turn);
        else
            List(turn);
    }

    private static void List(TurnContext turn)
    {
        turn.SayText("destination.list");
        foreach (var destination in turn.Store.All(Destination.Destinations).OrderBy(destination => destination.Kind).ThenBy(destination => destination.Name))
            turn.Say(Describe(turn, destination, turn.Lang));
    }

    private static Activity Describe(TurnContext turn, Destination destination, Lang lang)
    {
        var state = turn.Words.Say(lang, "common", "destination.state." + destination.State.ToString().ToLowerInvariant()).Trim();
        var line = turn.Words.Say(lang, "common", "destination.line", ("destination", destination.Name), ("state", state)).Trim();
        var switchable = destination.Kind == Destination.Telegram;
        CardAction Press(string key, string verb) => Button.For(turn.Store, turn.Words.Say(lang, "common", key).Trim(), verb, destination.Id, 1, turn.Now);
        return (destination.State, switchable) switch
        {
            (DestinationState.Confirmed, true) => Message.Card(line, [Press("buttons.switch_off", "destination.off")]),
            (DestinationState.Pending or DestinationState.Off, true) => Message.Card(line, [Press("buttons.confirm_destination", "destination.confirm")]),
            _ => Message.Of(line),
        };
    }

    private static void Switch(TurnContext turn, string id, DestinationState to)
    {
        if (!turn.Person.May(Role.Librarian))
        {
            turn.NotAllowed(Role.Librarian);
            return;
        }

        if (turn.Store.Get(Destination.Destinations, id) is not { Kind: Destination.Telegram } destination)
        {
            turn.SayText("buttons.expired");
            return;
        }

        turn.Store.Put(Destination.Destinations, destination with { State = to });
        AuditLine.Add(turn.Store, turn.Person.Id, turn.Person.Name, "destination " + to.ToString().ToLowerInvariant(), destination.Name, turn.Now);
        turn.SayText(to == DestinationState.Confirmed ? "destination.confirmed" : "destination.switched_off", ("destination", destination.Name));
    }

    /// <summary>The bot was added to a group or channel, removed from it, or given other rights in it.</summary>
    private void Membership(TurnContext turn, JsonElement value)
    {
        var type = value.GetProperty("chatType").GetString();
        if (type == "private")
            return;
        var chat = value.GetProperty("chatId").ToString();
        if (MayPost(value, type))
            Added(turn, At(turn.Store, chat), chat, value.GetProperty("title").GetString() is { Length: > 0 } title ? title : chat);
        else
            LoseAllOf(turn, chat);
    }

    private void LoseAllOf(TurnContext turn, string chat)
    {
        foreach (var lost in In(turn.Store, chat))
            Lose(turn.Store, lost, house, turn.Now);
    }

    /// <summary>What a librarian confirmed stays so, and what waits for a librarian is not offered twice.</summary>
    private static void Added(TurnContext turn, Destination? known, string chat, string title)
    {
        if (known is { State: DestinationState.Confirmed or DestinationState.Pending })
        {
            turn.Store.Put(Destination.Destinations, known with { Name = title });
            return;
        }

        var offered = new Destination(known?.Id ?? "telegram:" + chat, Destination.Telegram, title, chat, DestinationState.Pending);
        turn.Store.Put(Destination.Destinations, offered);
        Offer(turn, offered);
    }

    private static void Offer(TurnContext turn, Destination destination)
    {
        foreach (var person in Staff.WithRole(turn.Store, Role.Librarian))
        {
            turn.Tell(person.Id, lang =>
            {
                string Say(string key) => turn.Words.Say(lang, "common", key, ("destination", destination.Name), ("by", turn.Heard.From?.Name ?? "Telegram")).Trim();
                CardAction Press(string key, string verb) => Button.For(turn.Store, Say(key), verb, destination.Id, 1, turn.Now);
                return [Message.Card(Say("destination.new"), [Press("buttons.confirm_destination", "destination.confirm"), Press("buttons.refuse_destination", "destination.off")])];
            });
        }
    }

    private static bool MayPost(JsonElement value, string? type) => value.GetProperty("status").GetString() switch
    {
        "administrator" or "creator" => type != "channel" || value.GetProperty("canPost").GetBoolean(),
        "member" => type != "channel",
        "restricted" => value.GetProperty("canPost").GetBoolean(),
        _ => false,
    };

    /// <summary>A network no longer lets us in: the destination is switched off, and librarians who counted on it are told once.</summary>
    internal static void Lose(IStoreSession store, Destination destination, TurnHouse house, DateTimeOffset now)
    {
        if (destination.State == DestinationState.Off)
            return;
        store.Put(Destination.Destinations, destination with { State = DestinationState.Off });
        AuditLine.Add(store, "", "LibraryBot", "destination lost", destination.Name, now);
        if (destination.State != DestinationState.Confirmed)
            return;
        foreach (var person in Staff.WithRole(store, Role.Librarian))
            house.Tell(store, person.Id, lang => [Message.Of(house.Book.Words.Say(lang, "common", "destination.lost", ("destination", destination.Name)))]);
    }

    private void Migrated(TurnContext turn, JsonElement value) =>
        Move(turn.Store, value.GetProperty("from").ToString(), value.GetProperty("to").ToString());

    /// <summary>
    /// A group became a supergroup with another chat id. Its destinations, topics too, keep their own ids, which approved posts
    /// name, their names and states; what waits for the old chat waits for the new one. May be told more than once.
    /// </summary>
    public void Move(IStoreSession store, string from, string to)
    {
        outbox.Move(store, Destination.Telegram, from, to);
        foreach (var moved in In(store, from))
            Move(store, moved, to + moved.Address[from.Length..]);
    }

    private void Move(IStoreSession store, Destination moved, string address)
    {
        if (moved.Address.Contains('/', StringComparison.Ordinal))
            outbox.Move(store, Destination.Telegram, moved.Address, address);
        if (At(store, address) is { } metAsNew)
            store.Delete(Destination.Destinations, metAsNew.Id);
        store.Put(Destination.Destinations, moved with { Address = address });
    }

    internal static Destination? At(IStoreReader store, string address) =>
        store.All(Destination.Destinations).FirstOrDefault(destination => destination.Kind == Destination.Telegram && destination.Address == address);

    /// <summary>The chat itself and its topics.</summary>
    private static List<Destination> In(IStoreReader store, string chat) =>
        [.. store.All(Destination.Destinations).Where(destination => destination.Kind == Destination.Telegram
            && (destination.Address == chat || destination.Address.StartsWith(chat + '/', StringComparison.Ordinal)))];
}
