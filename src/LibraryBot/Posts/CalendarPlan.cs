using LibraryBot.Knowledge;
using LibraryBot.Turns;

namespace LibraryBot.Posts;

/// <summary>Something on the calendar: an event, or a post that goes out. Times are in the library's zone.</summary>
/// <param name="Post">Null for an event.</param>
internal sealed record CalendarItem(DateTimeOffset Start, DateTimeOffset End, string Title, string Place, bool IsAllDay, Post? Post)
{
    public DateOnly Day => DateOnly.FromDateTime(Start.DateTime);
}

/// <summary>What some days hold: events and posts by time, what clashes, and working days that have no post.</summary>
internal sealed class CalendarPlan
{
    /// <summary>Two posts closer than this take each other's readers away.</summary>
    private static readonly TimeSpan PostsApart = TimeSpan.FromHours(1);
    private static readonly PostStatus[] OnTheWay = [PostStatus.InReview, PostStatus.ChangesRequested, PostStatus.Approved];
    private readonly DateOnly today;

    public CalendarPlan(TurnContext turn, LibraryKnowledge knowledge, DateOnly from, DateOnly to)
    {
        (From, To, today) = (from, to, DateOnly.FromDateTime(turn.Now.DateTime));
        var waiting = OnTheWay.SelectMany(status => turn.Store.Find(Post.Posts, Post.ByStatus, status.ToString())).ToList();
        var published = turn.Store.Find(Post.Posts, Post.ByStatus, PostStatus.Published.ToString()).Where(post => Within(turn.Settings.Local(post.DueAt ?? post.ChangedAt)));
        Undated = [.. waiting.Where(post => post.DueAt is null).OrderBy(post => post.Number)];
        Items =
        [
            .. knowledge.Occurrences(from, to).Where(occurrence => !occurrence.Event.Cancelled && occurrence.Day >= from)
                .Select(occurrence => new CalendarItem(occurrence.Start, occurrence.End, occurrence.Event.Title, Place(occurrence.Event, knowledge), occurrence.Event.AllDay, null))
                .Concat(waiting.Where(post => post.DueAt is { } due && Within(turn.Settings.Local(due))).Concat(published).Select(post => Item(turn.Settings.Local(post.DueAt ?? post.ChangedAt), post)))
                .OrderBy(item => item.Start).ThenBy(item => item.Title, StringComparer.Ordinal),
        ];
        Clashes = [.. Items.SelectMany((one, at) => Items.Skip(at + 1).Where(other => Clash(one, other)).Select(other => (one, other)))];
    }

    public DateOnly From { get; }
    public DateOnly To { get; }
    public IReadOnlyList<CalendarItem> Items { get; }

    /// <summary>Posts on their way that go out as soon as they are approved.</summary>
    public IReadOnlyList<Post> Undated { get; }
    public IReadOnlyList<(CalendarItem One, CalendarItem Other)> Clashes { get; }
    public IEnumerable<DateOnly> Days => Enumerable.Range(0, To.DayNumber - From.DayNumber + 1).Select(From.AddDays);

    /// <summary>Working days from today on without a post.</summary>
    public IReadOnlyList<DateOnly> Gaps =>
        [.. Days.Where(day => day >= today && day.DayOfWeek is not (DayOfWeek.Saturday or DayOfWeek.Sunday) && !Items.Any(item => item.Post is not null && item.Day == day))];

    public IEnumerable<CalendarItem> On(DateOnly day) => Items.Where(item => item.Day == day);

    private static bool Clash(CalendarItem one, CalendarItem other) => (one.Post, other.Post) switch
    {
        (null, null) => !one.IsAllDay && !other.IsAllDay && one.Place.Length > 0 && one.Place == other.Place && one.Start < other.End && other.Start < one.End,
        ({ Status: not PostStatus.Published }, { Status: not PostStatus.Published }) => (other.Start - one.Start).Duration() < PostsApart,
        _ => false,
    };

    private static CalendarItem Item(DateTimeOffset at, Post post) => new(at, at, post.Title, "", false, post);

    private static string Place(LibraryEvent found, LibraryKnowledge knowledge) =>
        string.Join(", ", new[] { found.Room, knowledge.Now.Branch(found.Branch)?.Name }.Where(part => !string.IsNullOrEmpty(part)));

    private bool Within(DateTimeOffset moment) => DateOnly.FromDateTime(moment.DateTime) is var day && day >= From && day <= To;
}
