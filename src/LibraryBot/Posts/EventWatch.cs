using LibraryBot.Activities;
using LibraryBot.Dialogs;
using LibraryBot.Dialogs.Kinds;
using LibraryBot.Knowledge;
using LibraryBot.Storage;
using LibraryBot.Turns;

namespace LibraryBot.Posts;

/// <summary>
/// Posts about an event of the calendar wait when the calendar has changed: an event that was moved or cancelled must not be announced
/// as it was. Such a post goes back to its author, and its approvals are void.
/// </summary>
internal sealed class EventWatch(TurnHouse house, Publication publication, LibraryKnowledge knowledge)
{
    public void LookAtAll(IStoreSession store)
    {
        foreach (var post in new[] { PostStatus.InReview, PostStatus.Approved }.SelectMany(status => store.Find(Post.Posts, Post.ByStatus, status.ToString())))
            Holds(store, post);
    }

    /// <summary>Whether a post is held back, now or since earlier, because its event is not any more as it says.</summary>
    public bool Holds(IStoreSession store, Post post)
    {
        if (Changed(post) is not { } key)
            return false;
        var now = house.Clock.GetUtcNow();
        var words = house.Book.Words.Say(post.Lang, "schedule", key, ("when", NewTime(post) ?? "")).Trim();
        if (post.Flag(words, now) is not Ruling.Done done || !publication.CanStop(store, post))
            return false;
        (done with { Post = AsInCalendar(done.Post, key) }).Save(store, now);
        publication.Stop(store, post);
        foreach (var person in post.Reviews.Where(review => review.Version == post.Version && review.Verb == Review.Approval).Select(review => review.ById).Append(post.AuthorId).Distinct())
        {
            house.Tell(store, person, lang =>
            {
                var text = house.Book.Words.Say(lang, "schedule", "flagged", ("number", post.Id), ("title", post.Title), ("why", house.Book.Words.Say(lang, "schedule", key, ("when", NewTime(post) ?? "")).Trim())).Trim();
                return person != post.AuthorId ? [Message.Of(text)]
                    : [Message.Card(text, [Button.For(store, house.Book.Words.Say(lang, Words.Common, "buttons.edit").Trim(), "post.edit", post.Id, post.Version, now)])];
            });
        }

        return true;
    }

    /// <summary>The key of what has changed; null: nothing has, or the post is about no event of the calendar.</summary>
    private string? Changed(Post post)
    {
        if (post.Standing is not null || post.Given[EventPick.EventId] is not { } id || Moment.Read(post.Given[EventPick.EventStart]) is not { } picked)
            return null;
        if (knowledge.Event(id) is not { Cancelled: false } found)
            return "event_cancelled";
        var day = DateOnly.FromDateTime(house.Settings.Local(picked.Starts).DateTime);
        return knowledge.Occurrences(day, day).Any(occurrence => occurrence.Event.Id == id && occurrence.Start == picked.Starts) ? null
            : found.Rrule is null ? "event_moved" : "event_cancelled";
    }

    /// <summary>A moved event's post already names the new time when its author opens it.</summary>
    private Post AsInCalendar(Post post, string key)
    {
        if (key != "event_moved" || post.Given[EventPick.EventId] is not { } id || knowledge.Event(id) is not { } found)
            return post;
        var moment = new Moment(house.Settings.Local(found.Start), found.End > found.Start ? house.Settings.Local(found.End) : null).Value;
        return post with { Given = post.Given.With("starts_at", moment).With(EventPick.EventStart, moment) };
    }

    private string? NewTime(Post post) => post.Given[EventPick.EventId] is { } id && knowledge.Event(id) is { } found
        ? new Moment(house.Settings.Local(found.Start)).Say(house.Book.Words, post.Lang).Trim() : null;
}
