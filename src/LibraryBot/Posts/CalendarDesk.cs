using LibraryBot.Dialogs;
using LibraryBot.Knowledge;
using LibraryBot.Language;
using LibraryBot.People;
using LibraryBot.Turns;

namespace LibraryBot.Posts;

/// <summary>What is coming in the next two weeks: posts that wait to go out or to be reviewed, and the library's public events.</summary>
public sealed class CalendarDesk(LibraryKnowledge knowledge)
{
    private const int DaysAhead = 14;
    private const int LinesAtMost = 20;

    public void Join(Repertoire repertoire, Words words) =>
        repertoire.Add(new Command("/kalender", "/calendar", Role.Librarian, (turn, _) => Show(turn)) { Words = words.InBoth("buttons.calendar"), InDialog = InDialog.Interrupts });

    private void Show(TurnContext turn)
    {
        var (posts, events) = (Posts(turn).ToList(), Events(turn).Take(LinesAtMost).ToList());
        if (posts.Count > 0)
            turn.Say(string.Join('\n', [turn.Text("calendar.posts").Trim(), .. posts]));
        if (events.Count > 0)
            turn.Say(string.Join('\n', [turn.Text("calendar.events").Trim(), .. events]));
        if (posts.Count + events.Count == 0)
            turn.SayText("calendar.nothing");
    }

    private static IEnumerable<string> Posts(TurnContext turn) =>
        new[] { PostStatus.InReview, PostStatus.ChangesRequested, PostStatus.Approved }
            .SelectMany(status => turn.Store.Find(Post.Posts, Post.ByStatus, status.ToString()))
            .Select(post => turn.Text("post.line", PostTalk.Facts(turn, post, turn.Lang)).Trim());

    private IEnumerable<string> Events(TurnContext turn)
    {
        var today = DateOnly.FromDateTime(turn.Now.DateTime);
        return knowledge.Occurrences(today, today.AddDays(DaysAhead)).Where(occurrence => !occurrence.Event.Cancelled).Select(occurrence =>
            turn.Text("calendar.event_line", ("when", When(occurrence, turn.Lang)), ("title", occurrence.Event.Title), ("place", Place(occurrence.Event))).Trim().Replace(" ()", "", StringComparison.Ordinal));
    }

    private string Place(LibraryEvent announced) =>
        string.Join(", ", new[] { announced.Room, knowledge.Now.Branch(announced.Branch)?.Name }.Where(part => !string.IsNullOrEmpty(part)));

    private static string When(Occurrence occurrence, Lang lang) =>
        SayTime.Day(occurrence.Day, lang) + (occurrence.Event.AllDay ? "" : " " + SayTime.Hour(TimeOnly.FromDateTime(occurrence.Start.DateTime), lang));
}
