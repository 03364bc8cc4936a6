using System.Text.Json;
using LibraryBot.Activities;
using LibraryBot.Publishing;
using LibraryBot.Storage;
using LibraryBot.Turns;

namespace LibraryBot.Posts;

/// <summary>The name of a forum topic, as the network told it.</summary>
/// <param name="Address">"-1001234567890/42".</param>
public sealed record ForumTopic(string Address, string Name)
{
    public static readonly Collection<ForumTopic> Topics = new("forum_topics", topic => topic.Address);
}

/// <summary>A place that a librarian asks for from inside it: a group, or one topic of a forum. It waits until a button in private confirms it.</summary>
internal static class AskedPlace
{
    private const string Words = "telegram";

    public static void Offer(TurnContext turn)
    {
        var address = turn.Reference.ConversationId;
        var known = DestinationDesk.At(turn.Store, address);
        if (known is { State: DestinationState.Confirmed })
        {
            turn.Say(turn.Words.Say(turn.Lang, Words, "destination.already"));
            return;
        }

        var asked = new Destination(known?.Id ?? IdOf(address), Destination.Telegram, NameOf(turn, address), address, DestinationState.Pending);
        turn.Store.Put(Destination.Destinations, asked);
        TellInPrivate(turn, asked);
        turn.Say(turn.Words.Say(turn.Lang, Words, "destination.asked"));
    }

    /// <summary>A topic got a name: a destination there is called by it.</summary>
    public static void Named(TurnContext turn, string address, string name)
    {
        turn.Store.Put(ForumTopic.Topics, new ForumTopic(address, name));
        if (DestinationDesk.At(turn.Store, address) is { } known)
            turn.Store.Put(Destination.Destinations, known with { Name = NameOf(turn, address) });
    }

    private static void TellInPrivate(TurnContext turn, Destination asked) => turn.Tell(turn.Person.Id, lang =>
    {
        CardAction Press(string key, string verb) => Button.For(turn.Store, turn.Words.Say(lang, "common", key).Trim(), verb, asked.Id, 1, turn.Now);
        return [Message.Card(
            turn.Words.Say(lang, Words, "destination.confirm", ("destination", asked.Name)),
            [Press("buttons.confirm_destination", "destination.confirm"), Press("buttons.refuse_destination", "destination.off")])];
    });

    // No slash: it is the last part of a delivery's id.
    private static string IdOf(string address) => "telegram:" + address.Replace('/', '.');

    private static string NameOf(TurnContext turn, string address)
    {
        var group = turn.Heard.Conversation?.Name is { Length: > 0 } title ? title : address;
        if (address.Split('/') is not [_, var number])
            return group;
        return TopicOf(turn, address) is { } topic
            ? turn.Words.Say(turn.Settings.Language, Words, "destination.topic", ("group", group), ("topic", topic)).Trim()
            : turn.Words.Say(turn.Settings.Language, Words, "destination.topic_number", ("group", group), ("number", number)).Trim();
    }

    /// <summary>Its name as the message told it, or an earlier notice of the group.</summary>
    private static string? TopicOf(TurnContext turn, string address) =>
        turn.Store.Get(ForumTopic.Topics, address)?.Name
        ?? (turn.Heard.ChannelData is { ValueKind: JsonValueKind.Object } notes && notes.TryGetProperty("topic", out var name) ? name.GetString() : null);
}
