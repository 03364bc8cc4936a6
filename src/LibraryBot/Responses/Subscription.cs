using System.Text.Json.Serialization;
using LibraryBot.Activities;
using LibraryBot.Dialogs;
using LibraryBot.Language;
using LibraryBot.Storage;
using LibraryBot.Turns;

namespace LibraryBot.Responses;

/// <summary>
/// A private conversation that wants the posts on a topic. There is no more to a subscriber than this, and it is kept only while
/// they subscribe: deleting it forgets them.
/// </summary>
public sealed record Subscription(string Id, string Topic, ConversationReference Reference, Lang Lang, DateTimeOffset Since)
{
    public static readonly Collection<Subscription> Subscriptions = new("subscriptions", subscription => subscription.Id);
    private static readonly StoreIndex<Subscription> ByTopic = Subscriptions.ByText("topic", subscription => subscription.IsActive ? subscription.Topic : null);
    private static readonly StoreIndex<Subscription> ByPlace = Subscriptions.ByText("place", subscription => subscription.Reference.Key);

    /// <summary>Since when the person lets nothing through; null: they do.</summary>
    public DateTimeOffset? PausedAt { get; init; }

    [JsonIgnore]
    public bool IsActive => PausedAt is null;

    public static Subscription To(string topic, ConversationReference reference, Lang lang, DateTimeOffset now) =>
        new(IdOf(reference, topic), topic, reference, lang, now);

    /// <summary>Who is to get a post on this topic ("event" or, as posts call it, "new-books"), each conversation once.</summary>
    public static IReadOnlyList<Subscription> Of(IStoreReader store, string topic) =>
        [.. new[] { Responses.Topic.OfKind(topic), Responses.Topic.All }.Distinct()
            .SelectMany(wanted => store.Find(Subscriptions, ByTopic, wanted))
            .DistinctBy(subscription => subscription.Reference.Key)];

    /// <summary>All that a conversation subscribed to, paused or not.</summary>
    public static IReadOnlyList<Subscription> In(IStoreReader store, ConversationReference reference) =>
        store.Find(Subscriptions, ByPlace, reference.Key);

    /// <summary>The button under a post that ends its subscription with one tap.</summary>
    public static CardAction StopButton(IStoreSession session, Subscription subscription, Words words, DateTimeOffset now) =>
        Button.For(session, words.Say(subscription.Lang, "subscriptions", "button.stop").Trim(), "subscription.stop", subscription.Id, 1, now);

    /// <summary>A conversation has another id on its channel from now on. May be told more than once.</summary>
    public static void Move(IStoreSession session, string channel, string from, string to)
    {
        foreach (var moved in In(session, new ConversationReference(channel, from)))
        {
            var reference = moved.Reference with { ConversationId = to };
            session.Delete(Subscriptions, moved.Id);
            session.Put(Subscriptions, moved with { Id = IdOf(reference, moved.Topic), Reference = reference });
        }
    }

    public static string IdOf(ConversationReference reference, string topic) => $"{reference.Key}|{topic}";
}
