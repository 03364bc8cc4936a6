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
        var guide = Of(post);
        store.Put(Pathfinder.Collection, guide);
        Nudge.Put(store, new Nudge($"{Nudge.LookThrough}:{guide.Id}", Nudge.LookThrough, post.Id, post.Version, At(guide.ReviewBy!.Value)));
        store.AfterCommit(() => _ = knowledge.Refresh());
    }

    public static bool Forget(IStoreSession store, Post post)
    {
        if (post.Kind != "pathfinder" || store.Get(Pathfinder.Collection, IdOf(post.Given)) is not { } guide)
            return false;
        store.Delete(Pathfinder.Collection, guide.Id);
        return true;
    }

    /// <summary>In the morning of that day, wherever the library is.</summary>
    public static DateTimeOffset At(DateOnly day) => new(day, new TimeOnly(2, 0), TimeSpan.Zero);

    /// <summary>A guide is looked through after half a year, unless another day was named.</summary>
    public static DateOnly ReviewDay(Given given, DateOnly today) => DayAnswer.Of(given[ReviewOn]) ?? today.AddMonths(6);

    private static Pathfinder Of(Post post)
    {
        var today = DateOnly.FromDateTime(post.ChangedAt.DateTime);
        IReadOnlyList<GuideEntry> In(string section) => [.. GuideEntries.Of(post.Given[section])];
        return new Pathfinder(IdOf(post.Given), post.Given["title"] ?? post.Title)
        {
            Source = "typed",
            Scope = post.Given["scope"],
            Compiler = post.AuthorName,
            Updated = today,
            ReviewBy = ReviewDay(post.Given, today),
            Books = [.. In("books").Select(entry => entry.BookId).OfType<string>()],
            Subjects = [.. In("headings").Select(entry => entry.Text)],
            Classes = [.. In("call_numbers").Select(entry => entry.Text)],
            Sections = [.. Sections.Where(section => post.Given[section] is not null).Select(section => new GuideSection(section, In(section)))],
        };
    }
}
