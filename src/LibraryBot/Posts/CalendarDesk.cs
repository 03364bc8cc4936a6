using LibraryBot.Activities;
using LibraryBot.Dialogs;
using LibraryBot.Knowledge;
using LibraryBot.Language;
using LibraryBot.Media;
using LibraryBot.People;
using LibraryBot.Posters;
using LibraryBot.Turns;

namespace LibraryBot.Posts;

/// <summary>The week or the month, as a picture and in words: posts and events, what clashes, working days without a post. Posts get another time from here.</summary>
internal sealed class CalendarDesk(TurnHouse house, LibraryKnowledge knowledge, MediaFolder media, EditorialDesk editorial)
{
    private const string Folder = "calendar";
    private const int ButtonsAtMost = 6;
    private const int DaysOfWeek = 7;

    public void Join(Repertoire repertoire)
    {
        repertoire.Buttons["calendar.month"] = (turn, _) => Show(turn, isMonth: true);
        repertoire.Buttons["calendar.week"] = (turn, _) => Show(turn, isMonth: false);
        repertoire.Buttons["post.reschedule"] = Reschedule;
        repertoire.Add(new Command("/kalender", "/calendar", Role.Librarian, (turn, rest) => Show(turn, AnswerWords.Normal(rest) is "bulan" or "bulan ini" or "month" or "this month"))
        {
            Words = house.Book.Words.InBoth("buttons.calendar"),
            InDialog = InDialog.Interrupts,
        });
    }

    private void Show(TurnContext turn, bool isMonth)
    {
        var today = DateOnly.FromDateTime(turn.Now.DateTime);
        var (from, to) = isMonth ? (new DateOnly(today.Year, today.Month, 1), new DateOnly(today.Year, today.Month, 1).AddMonths(1).AddDays(-1)) : (today, today.AddDays(DaysOfWeek - 1));
        var plan = new CalendarPlan(turn, knowledge, from, to);
        var title = isMonth ? $"{SayTime.Month(today.Month, turn.Lang)} {today.Year}" : SayTime.Days(from, to, turn.Lang);
        var picture = media.Save(Drawn(turn, plan, title, isMonth, today)) is MediaSaved.Kept kept ? kept.Id : throw new InvalidOperationException("The calendar could not be kept.");
        turn.Say(Message.Exactly(Say(turn, isMonth ? "month" : "week", ("days", title)), [(picture, Alt(turn, plan, title))]));
        turn.Say(Message.Card(string.Join('\n', Lines(turn, plan)), [.. Buttons(turn, plan, isMonth)]));
    }

    private byte[] Drawn(TurnContext turn, CalendarPlan plan, string title, bool isMonth, DateOnly today)
    {
        var painter = new CalendarPicture(turn.Settings.Brand, new CalendarLegend(Say(turn, "legend.event"), Say(turn, "legend.post"), Say(turn, "legend.clash")));
        if (!isMonth)
            return painter.Week(title, [.. plan.Days.Select(day => Day(day, withHour: true))], today);
        var first = plan.From.AddDays(-(((int)plan.From.DayOfWeek + 6) % DaysOfWeek));
        var last = plan.To.AddDays(6 - (((int)plan.To.DayOfWeek + 6) % DaysOfWeek));
        var days = Enumerable.Range(0, last.DayNumber - first.DayNumber + 1).Select(first.AddDays).ToList();
        return painter.Month(title, [.. days.Take(DaysOfWeek).Select(day => SayTime.DayName(day.DayOfWeek, turn.Lang))], [.. days.Select(day => Day(day, withHour: false))], plan.From.Month, today);

        // The cells of a month are too narrow for an hour.
        CalendarDay Day(DateOnly day, bool withHour) => new(day, SayTime.DayName(day.DayOfWeek, turn.Lang), [.. plan.On(day).Select(item => new CalendarMark(
            withHour ? $"{Hour(turn, item)} {item.Title}".Trim() : item.Title, plan.Clashes.Any(clash => clash.One == item || clash.Other == item) ? MarkKind.Clash : item.Post is null ? MarkKind.Event : MarkKind.Post))]);
    }

    private static string Alt(TurnContext turn, CalendarPlan plan, string title) => Say(turn, "alt",
        ("days", title), ("events", $"{plan.Items.Count(item => item.Post is null)}"), ("posts", $"{plan.Items.Count(item => item.Post is not null)}"), ("clashes", $"{plan.Clashes.Count}"));

    private static IEnumerable<string> Lines(TurnContext turn, CalendarPlan plan)
    {
        foreach (var day in plan.Days.Where(day => plan.On(day).Any()))
        {
            yield return SayTime.Day(day, turn.Lang);
            foreach (var item in plan.On(day))
                yield return Say(turn, item.Post is null ? "line.event" : "line.post", ("hour", Hour(turn, item)), ("title", item.Title), ("number", item.Post?.Id ?? ""), ("place", item.Place), ("status", item.Post is { } post ? StatusOf(turn, post) : "")).Replace(" ()", "", StringComparison.Ordinal).Replace("  ", " ", StringComparison.Ordinal);
        }

        if (plan.Items.Count == 0)
            yield return Say(turn, "nothing");
        if (plan.Undated.Count > 0)
            yield return Say(turn, "undated") + "\n" + string.Join('\n', plan.Undated.Select(post => turn.Text("post.line", PostTalk.Facts(turn, post, turn.Lang)).Trim()));
        foreach (var clash in plan.Clashes)
            yield return Say(turn, clash.One.Post is null ? "clash.events" : "clash.posts", ("one", Named(clash.One)), ("other", Named(clash.Other)), ("day", SayTime.Day(clash.One.Day, turn.Lang)), ("hour", Hour(turn, clash.One)), ("place", clash.One.Place));
        if (plan.Gaps is { Count: > 0 } gaps)
            yield return Say(turn, "gaps", ("days", string.Join(", ", gaps.Select(day => $"{SayTime.DayName(day.DayOfWeek, turn.Lang)} {day.Day}"))));
    }

    private static string Named(CalendarItem item) => item.Post is { } post ? $"#{post.Id} {item.Title}" : item.Title;

    private static string StatusOf(TurnContext turn, Post post) => turn.Text("post.status." + PostTalk.StatusKey(post.Status)).Trim();

    private static string Hour(TurnContext turn, CalendarItem item) => item.IsAllDay ? "" : SayTime.Hour(TimeOnly.FromDateTime(item.Start.DateTime), turn.Lang);

    private static IEnumerable<CardAction> Buttons(TurnContext turn, CalendarPlan plan, bool isMonth)
    {
        foreach (var post in plan.Items.Select(item => item.Post).Concat(plan.Undated).OfType<Post>().Where(post => post.AuthorId == turn.Person.Id && post.Status != PostStatus.Published).DistinctBy(post => post.Number).Take(ButtonsAtMost))
            yield return Button.For(turn.Store, Say(turn, "button.reschedule", ("number", post.Id)), "post.reschedule", post.Id, post.Version, turn.Now, new ButtonRules(turn.Person.Id));
        yield return Button.For(turn.Store, Say(turn, isMonth ? "button.week" : "button.month"), isMonth ? "calendar.week" : "calendar.month", "", 0, turn.Now);
    }

    /// <summary>Opens a post at the question when it goes out; another time is another version, and wants a fresh approval.</summary>
    private void Reschedule(TurnContext turn, Button button)
    {
        if (PostTalk.Find(turn, button.Subject) is { } post)
            editorial.Change(turn, post, PostSteps.SendAt);
    }

    private static string Say(TurnContext turn, string key, params (string Name, string Value)[] values) => turn.Words.Say(turn.Lang, Folder, key, values).Trim();
}
