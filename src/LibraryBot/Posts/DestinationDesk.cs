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
public sealed class DestinationDesk
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

        if (turn.Store.Get(Destination.Destinations, id) is not { } destination || destination.State == DestinationState.Rehearsal)
            return;
        var switched = destination with { State = to };
        turn.Store.Put(Destination.Destinations, switched);
        AuditLine.Add(turn.Store, turn.Person.Id, turn.Person.Name, "destination " + to.ToString().ToLowerInvariant(), destination.Name, turn.Now);
        turn.SayText(to == DestinationState.Confirmed ? "destination.confirmed" : "destination.switched_off", ("destination", destination.Name));
    }

    /// <summary>The bot was added to or removed from a group or channel.</summary>
    private static void Membership(TurnContext turn, JsonElement value)
    {
        var chat = value.GetProperty("chatId").ToString();
        var type = value.GetProperty("chatType").GetString();
        if (type == "private")
            return;
        var id = "telegram:" + chat;
        var known = turn.Store.Get(Destination.Destinations, id);
        if (!MayPost(value, type))
        {
            if (known is not null)
                turn.Store.Put(Destination.Destinations, known with { State = DestinationState.Off });
            return;
        }

        var title = value.GetProperty("title").GetString() is { Length: > 0 } named ? named : chat;
        var offered = known is { State: DestinationState.Confirmed } ? known with { Name = title }
            : new Destination(id, Destination.Telegram, title, chat, DestinationState.Pending);
        turn.Store.Put(Destination.Destinations, offered);
        if (offered.State == DestinationState.Pending)
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
        _ => false,
    };

    /// <summary>A group became a supergroup: the destination keeps its name and state under the new chat id.</summary>
    private static void Migrated(TurnContext turn, JsonElement value) =>
        Move(turn.Store, value.GetProperty("from").ToString(), value.GetProperty("to").ToString());

    public static void Move(IStoreSession store, string from, string to)
    {
        if (store.Get(Destination.Destinations, "telegram:" + from) is not { } old)
            return;
        store.Delete(Destination.Destinations, old.Id);
        store.Put(Destination.Destinations, old with { Id = "telegram:" + to, Address = to });
        foreach (var delivery in store.Find(Delivery.Deliveries, Delivery.ByState, DeliveryState.Planned.ToString()).Where(delivery => delivery.Address == from))
            store.Put(Delivery.Deliveries, delivery with { Address = to });
    }
}
