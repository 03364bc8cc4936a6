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
        repertoire.Add(new Command("/tujuan", "/destinations", Role.Librarian, (turn, _) => List(turn)) { Words = words.InBoth("buttons.destinations"), InDialog = InDialog.Interrupts });
        repertoire.Buttons["destination.confirm"] = (turn, button) => Switch(turn, button.Subject, DestinationState.Confirmed);
        repertoire.Buttons["destination.off"] = (turn, button) => Switch(turn, button.Subject, DestinationState.Off);
        repertoire.Events["telegram/membership"] = Membership;
        repertoire.Events["telegram/migrated"] = Migrated;
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
        var known = At(turn.Store, chat);
        if (MayPost(value, type))
            Added(turn, known, chat, value.GetProperty("title").GetString() is { Length: > 0 } title ? title : chat);
        else if (known is not null)
            Lose(turn.Store, known, house, turn.Now);
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
    /// A group became a supergroup with another chat id. The destination keeps its own id, which approved posts name, its name and
    /// its state; what waits for the old chat waits for the new one. May be told more than once.
    /// </summary>
    public void Move(IStoreSession store, string from, string to)
    {
        outbox.Move(store, Destination.Telegram, from, to);
        if (At(store, from) is not { } moved)
            return;
        if (At(store, to) is { } metAsNew)
            store.Delete(Destination.Destinations, metAsNew.Id);
        store.Put(Destination.Destinations, moved with { Address = to });
    }

    private static Destination? At(IStoreReader store, string chat) =>
        store.All(Destination.Destinations).FirstOrDefault(destination => destination.Kind == Destination.Telegram && destination.Address == chat);
}
