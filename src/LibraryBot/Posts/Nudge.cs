using LibraryBot.Storage;

namespace LibraryBot.Posts;

/// <summary>Something that the desk does by itself at a moment: remind, ask, let expire. Looked at again when it is due: what is no longer so is left alone.</summary>
/// <param name="Subject">What it is about: a post's id, a series' id.</param>
public sealed record Nudge(string Id, string Verb, string Subject, int Version, DateTimeOffset DueAt)
{
    public static readonly Collection<Nudge> Nudges = new("nudges", nudge => nudge.Id);
    public static readonly StoreIndex<Nudge> ByDue = Nudges.ByNumber("due", nudge => nudge.DueAt.UtcTicks);

    /// <summary>Those who have not decided on a post are asked again.</summary>
    public const string Remind = "remind";

    /// <summary>An approved post that has not gone out by then does not go out at all.</summary>
    public const string Expire = "expire";

    /// <summary>The author of an event's post is asked for a report of it.</summary>
    public const string AskReport = "report";

    /// <summary>A series prepares its next post.</summary>
    public const string Prepare = "prepare";

    /// <summary>A pathfinder is to be looked through by its author.</summary>
    public const string LookThrough = "look through";

    /// <summary>Plans a nudge about a post; a later one of the same verb takes its place.</summary>
    public static void At(IStoreSession store, string verb, Post post, DateTimeOffset due) => Put(store, new Nudge($"{verb}:{post.Id}", verb, post.Id, post.Version, due));

    public static void Put(IStoreSession store, Nudge nudge) => store.Put(Nudges, nudge);
}
