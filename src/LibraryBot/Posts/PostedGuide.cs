using LibraryBot.Dialogs;
using LibraryBot.Knowledge;
using LibraryBot.Storage;

namespace LibraryBot.Posts;

/// <summary>The pathfinder of a post, as a record that patrons can ask for and read on a page of its own.</summary>
internal static class PostedGuide
{
    public const string ReviewOn = "review_on";

    /// <summary>The answer that keeps the name of its page once it was handed in.</summary>
    public const string Page = "page_id";

    /// <summary>The steps that are sections, in their order.</summary>
    public static readonly IReadOnlyList<string> Sections = ["introductions", "headings", "call_numbers", "books", "references", "journals", "web", "events", "contact"];

    /// <summary>The id of the record and of its page: known while the post is still a draft, since the post names its page.</summary>
    public static string IdOf(Given given) => "guide-" + (given[Page] ?? given[Draft.Answer] ?? "");

    public static void Keep(IStoreSession store, Post post, LibraryKnowledge knowledge)
    {
        if (post.Kind != "pathfinder")
            return;
        var today = DateOnly.FromDateTime(post.ChangedAt.DateTime);
        Put(store, post, Of(post, today), DayAnswer.Of(post.Given[ReviewOn]) ?? HalfAYearOn(today), knowledge);
    }

    /// <summary>It was looked through and stays as it is; answers the day of the next time. Null: the pathfinder is no longer there.</summary>
    public static DateOnly? StillHolds(IStoreSession store, Post post, DateOnly today, LibraryKnowledge knowledge)
    {
        if (store.Get(Pathfinder.Collection, IdOf(post.Given)) is not { } guide)
            return null;
        var next = HalfAYearOn(today);
        Put(store, post, guide with { Updated = today, Stale = false }, next, knowledge);
        return next;
    }

    public static bool Forget(IStoreSession store, Post post)
    {
        if (post.Kind != "pathfinder" || store.Get(Pathfinder.Collection, IdOf(post.Given)) is not { } guide)
            return false;
        store.Delete(Pathfinder.Collection, guide.Id);
        return true;
    }

    /// <summary>Kept, with the question to its author whether it still holds: in the morning of that day, wherever in Indonesia the library is.</summary>
    private static void Put(IStoreSession store, Post post, Pathfinder guide, DateOnly review, LibraryKnowledge knowledge)
    {
        store.Put(Pathfinder.Collection, guide with { ReviewBy = review });
        Nudge.Put(store, new Nudge($"{Nudge.LookThrough}:{guide.Id}", Nudge.LookThrough, post.Id, post.Version, new DateTimeOffset(review, new TimeOnly(2, 0), TimeSpan.Zero)));
        store.AfterCommit(() => _ = knowledge.Refresh());
    }

    /// <summary>How long a pathfinder holds when nobody named a day.</summary>
    private static DateOnly HalfAYearOn(DateOnly today) => today.AddMonths(6);

    private static Pathfinder Of(Post post, DateOnly today)
    {
        IReadOnlyList<GuideEntry> In(string section) => [.. GuideEntries.Of(post.Given[section])];
        return new Pathfinder(IdOf(post.Given), post.Given["title"] ?? post.Title)
        {
            Source = "typed",
            Scope = post.Given["scope"],
            Compiler = post.AuthorName,
            Updated = today,
            Books = [.. In("books").Select(entry => entry.BookId).OfType<string>()],
            Subjects = [.. In("headings").Select(entry => entry.Text)],
            Classes = [.. In("call_numbers").Select(entry => entry.Text)],
            Sections = [.. Sections.Where(section => post.Given[section] is not null).Select(section => new GuideSection(section, In(section)))],
        };
    }
}
