using System.Globalization;
using LibraryBot.Knowledge;
using LibraryBot.OutsideWeb;
using LibraryBot.Storage;

namespace LibraryBot.Posts;

/// <summary>The event that a post announces, as a record of its own, so that patrons who ask about it are answered.</summary>
internal static class PostedEvent
{
    private const string Mark = "post-";

    private static string IdOf(Post post) => Mark + post.Id;

    /// <summary>The post whose event this is; null when the event came from elsewhere.</summary>
    public static Post? PostOf(IStoreReader store, string eventId) =>
        eventId.StartsWith(Mark, StringComparison.Ordinal) ? store.Get(Post.Posts, eventId[Mark.Length..]) : null;

    /// <summary>Null when the post's answers name no moment, when the calendar has the event already, and for a reminder.</summary>
    private static LibraryEvent? Of(Post post)
    {
        if (post.Kind != "event" || post.Given[EventPick.EventId] is not null || post.Given[PostSteps.Lead] is not null)
            return null;
        var span = post.Given["starts_at"]?.Split('/');
        if (span is null || !TryMoment(span[0], out var start))
            return null;
        var end = span.Length > 1 && TryMoment(span[1], out var until) ? until : start.AddHours(2);
        var online = WebLink.Of(post.Given["place"]) is not null;
        return new LibraryEvent(IdOf(post), post.Given["title"] ?? post.Title, start, end)
        {
            Source = "typed",
            Room = online ? null : post.Given["place"],
            Online = online,
            Link = new[] { post.Given["place"], post.Given["sign_up"] }.FirstOrDefault(text => WebLink.Of(text) is not null),
            Speaker = post.Given["speaker"],
            Audience = post.Given["audience"],
            Description = Joined(post.Given["fee"], post.Given["sign_up"], post.Given["contact"]),
        };
    }

    /// <summary>From its approval on, the record that was announced also answers patrons.</summary>
    public static void Keep(IStoreSession store, Post post, LibraryKnowledge knowledge)
    {
        if (Of(post) is not { } announced)
            return;
        store.Put(LibraryEvent.Collection, announced);
        store.AfterCommit(() => _ = knowledge.Refresh());
    }

    /// <summary>An event that is not announced after all is no longer what patrons are told.</summary>
    public static void Forget(IStoreSession store, Post post, LibraryKnowledge knowledge)
    {
        if (store.Get(LibraryEvent.Collection, IdOf(post)) is null)
            return;
        store.Delete(LibraryEvent.Collection, IdOf(post));
        store.AfterCommit(() => _ = knowledge.Refresh());
    }

    private static string? Joined(params IEnumerable<string?> parts) => string.Join(". ", parts.OfType<string>()) is { Length: > 0 } words ? words : null;

    private static bool TryMoment(string text, out DateTimeOffset moment) =>
        DateTimeOffset.TryParse(text, CultureInfo.InvariantCulture, DateTimeStyles.None, out moment);
}
