using LibraryBot.Answers;
using LibraryBot.Dialogs.Kinds;
using LibraryBot.Knowledge;
using LibraryBot.Media;
using LibraryBot.Storage;
using LibraryBot.Turns;

namespace LibraryBot.Posts;

/// <summary>
/// The picture of the post that announced an event, once that post is public. A poster names a day: when the event has moved since,
/// or comes again and again, there is no picture rather than a wrong one.
/// </summary>
internal sealed class EventPictures(LibraryKnowledge knowledge, MediaFolder media)
{
    public ShownPicture? Of(TurnContext turn, RecordName record)
    {
        if (record.Kind != RecordKind.Event || knowledge.Event(record.Id) is not { Rrule: null, Cancelled: false } found)
            return null;
        return Posts(turn.Store, record.Id)
            .Where(post => IsPublic(post) && Moment.Read(post.Given["starts_at"])?.Starts == found.Start)
            .OrderByDescending(post => post.Number)
            .SelectMany(post => post.Pictures.Take(1))
            .Where(picture => media.Has(picture.Media))
            .Select(picture => new ShownPicture(picture.Media, picture.AltText ?? found.Title))
            .FirstOrDefault();
    }

    private static IEnumerable<Post> Posts(IStoreReader store, string eventId) =>
        PostedEvent.PostOf(store, eventId) is { } typed ? [typed] : store.Find(Post.Posts, Post.ByEvent, eventId);

    private static bool IsPublic(Post post) => post is { Kind: "event", Status: PostStatus.Published, Standing: null };
}
