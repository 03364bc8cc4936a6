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

    public void Join(Repertoire repertoire) =>
        repertoire.Add(new Command("/kalender", "/calendar", Role.Librarian, (turn, _) => Show(turn)) { InDialog = InDialog.Interrupts });

    private void Show(TurnContext turn)
    {
        var lines = Posts(turn).Concat(Events(turn)).Take(LinesAtMost).ToList();
        if (lines.Count == 0)
            turn.SayText("calendar.empty");
        else
            turn.SayText("calendar.list", ("lines", string.Join('\n', lines)));
    }

    private static IEnumerable<string> Posts(TurnContext turn)
    {
        foreach (var status in new[] { PostStatus.InReview, PostStatus.ChangesRequested, PostStatus.Approved })
        {
            foreach (var post in turn.Store.Find(Post.Posts, Post.ByStatus, status.ToString()))
                yield return turn.Text("calendar.post", [.. EditorialDesk.Facts(post), ("state", turn.Text("state." + status.ToString().ToLowerInvariant()).Trim())]).TrimEnd('\n');
        }
    }

    private IEnumerable<string> Events(TurnContext turn)
    {
        var today = DateOnly.FromDateTime(turn.Now.DateTime);
        return knowledge.Occurrences(today, today.AddDays(DaysAhead)).Where(occurrence => !occurrence.Event.Cancelled).Select(occurrence =>
            turn.Text("calendar.event",
                ("day", SayTime.Day(occurrence.Day, turn.Lang)),
                ("hour", occurrence.Event.AllDay ? "" : SayTime.Hour(TimeOnly.FromDateTime(occurrence.Start.DateTime), turn.Lang)),
                ("title", occurrence.Event.Title)).TrimEnd('\n'));
    }
}
