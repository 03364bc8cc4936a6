using System.Globalization;
using LibraryBot.Knowledge;
using LibraryBot.Language;

namespace LibraryBot.Answers;

/// <summary>Answers about events: lists by day, one event by name, and what was on.</summary>
internal sealed class EventAnswers(Asking asking)
{
    private const int DaysClosedTold = 15;
    private const double OfDays = 0.6;
    private const double Unasked = 0.25;
    private const double Likewise = 0.5;
    private const double SurelyNamed = 0.9;
    private readonly AskedText asked = asking.Asked;
    private readonly KnowledgeSnapshot knowledge = asking.Knowledge;
    private readonly EventWishes wishes = new(asking);
    private readonly EventLines lines = new(asking);

    public Answer Events()
    {
        if (IsPast())
            return PastEvents();
        if ((wishes.Groups.Count > 0 || wishes.Search(asking.Today, asking.Today).HasWishes) && asked.Date is not { NamesDay: true })
            return Named();
        var (from, to) = Days();
        var found = wishes.InDays(from, to);
        if (found.Count == 0 && wishes.Groups.Count > 1 && wishes.Ahead().Find() is [{ Evidence: >= SurelyNamed }])
            return OnAnotherDay(from, to)!;
        if (found.Count == 0 && wishes.Groups.Count > 0 && (wishes.SayNothingFirm || asked.Date?.Hour is not null) && wishes.Open(from, to) is { Count: > 0 } open)
            return Listed(Intents.Events, open, from, to);
        if (found.Count == 0 && wishes.Groups.Count > 0)
            return OnAnotherDay(from, to) ?? (IsAsked && wishes.NameNothingKnown && wishes.Open(from, to) is { Count: > 0 } others ? Listed(Intents.Events, others, from, to) : Nothing(from, to));
        return asked.Date?.Alternative is { } other ? Either(from, to, found, other) : Listed(Intents.Events, found, from, to);
    }

    /// <summary>"Sabtu depan": the likelier day with its closure, then the other day, and which one was meant.</summary>
    private Answer Either(DateOnly from, DateOnly to, IReadOnlyList<EventFound> found, DateOnly other)
    {
        var answer = Listed(Intents.Events, found, from, to);
        var others = wishes.InDays(other, other);
        var text = Wording.Lines([
            answer.Text.Replace(asking.Say("pass_on"), "", StringComparison.Ordinal).Trim(),
            others.Count > 0 ? asking.Say("event.or_that_day", ("day", SayTime.Day(other, asking.Lang))) : null,
            .. others.Select(lines.Item)]);
        return asking.WhichDay(answer with
        {
            Text = text,
            Ids = [.. answer.Ids.Union(others.Select(candidate => candidate.Event.Id))],
            Handoff = false,
            PassOn = null,
        }, from, other);
    }

    /// <summary>Given events again, at their next times: for "where is it?" and "more".</summary>
    public Answer Show(string intent, IReadOnlyList<string> ids)
    {
        var found = ids.Select(knowledge.Event).OfType<LibraryEvent>()
            .Select(known => wishes.Next(known, asking.Today))
            .ToList();
        return found.Count == 0 ? asking.NotFound(intent) : Listing(intent, found, null, null);
    }

    /// <summary>Whether and when a known event takes place in some days.</summary>
    public Answer InDays(string id, DatePhrase date)
    {
        if (knowledge.Event(id) is not { } known)
            return asking.NotFound(Intents.FollowUp);
        var (from, to) = (date.Meant.From ?? asking.Today, date.Meant.To ?? asking.Today.AddDays(EventWishes.DaysAhead));
        var times = EventCalendar.Of(known, from, to, knowledge.Zone).ToList();
        return times.Count > 0
            ? Listing(Intents.Events, [new EventFound(known, times, 1)], null, null)
            : asking.Answer(Intents.FollowUp, asking.Say("event.none_days", ("days", SayTime.Days(from, to, asking.Lang))), [id]) with { Remember = asking.Question.Before };
    }

    /// <summary>The time of an event that follows a day.</summary>
    public Answer After(string id, DateOnly day)
    {
        if (knowledge.Event(id) is not { } known)
            return asking.NotFound(Intents.FollowUp);
        return wishes.Next(known, day.AddDays(1)) is { Times: [var next] } found
            ? asking.Answer(Intents.FollowUp, lines.Item(found), [id]) with { Remember = asking.Remembering(Intents.Events, [found], next.Day, next.Day) }
            : asking.Answer(Intents.FollowUp, asking.Say("event.no_later", ("title", known.Title)), [id]);
    }

    /// <summary>Upcoming events that the words name clearly, or null.</summary>
    public Answer? ByNameAlone()
    {
        var found = wishes.Ahead().Find();
        return wishes.Groups.Count > 0 && found.Count > 0 ? Listing(Intents.Events, AtNextTime(found), null, null) : null;
    }

    private bool IsPast() => asked.HasAny(Cue.Past) || (asked.Date is { NamesDay: true } date && date.To < asking.Today);

    private Answer PastEvents()
    {
        var (from, to) = asked.Date is { NamesDay: true } said && (said.From < asking.Today || !said.NamesYear)
            ? said.From < asking.Today ? (said.From, said.To) : (said.From.AddYears(-1), said.To.AddYears(-1))
            : (asking.Today.AddDays(-EventWishes.DaysBack), asking.Today.AddDays(-1));
        var found = (wishes.Search(from, to < asking.Today ? to : asking.Today.AddDays(-1)) with { Branch = asked.Branch, Hour = asked.Date?.Hour }).Find()
            .Select(candidate => asked.Date is { NamesDay: true } ? candidate : candidate.AtLastTime)
            .OrderByDescending(candidate => candidate.Times[0].Start)
            .ToList();
        // "kemarin itu" need not be yesterday.
        if (found.Count == 0 && wishes.Groups.Count > 0 && from == to && wishes.Gone(asked.Branch) is { Count: > 0 } gone)
            found = [.. gone];
        return found.Count == 0 ? Nothing(from, to) : Listing(Intents.Events, found, asking.Say("event.lead_past"), null);
    }

    private Answer Named()
    {
        var ahead = wishes.Ahead().Find();
        if (ahead.Count > 0)
        {
            var best = ahead.Max(candidate => candidate.Evidence);
            var past = wishes.Gone();
            // "bedah buku Pulang" was last month; the coming one about another book only shares its kind.
            if (past.Count == 0 || past.Max(candidate => candidate.Evidence) <= best + 0.05)
                return Listing(Intents.Events, AtNextTime(ahead), null, null);
            return Listing(Intents.Events, past, asking.Say("event.lead_past"), null);
        }

        if (wishes.Ahead() is { HasWishes: true } wished && (wished with { Groups = [], Kinds = [] }).Find() is { Count: > 0 } likewise)
            return Listing(Intents.Events, AtNextTime(likewise), null, null) with { Strength = IsAsked ? Likewise : Unasked };
        if (asked.Date is null && FixedHolidays.Named(asked.Words, asking.Today) is { } holiday)
            return OnHoliday(holiday);
        var gone = wishes.Gone(asked.Branch);
        return gone.Count > 0
            ? Listing(Intents.Events, gone, asking.Say("event.lead_past"), null)
            : asking.NotFound(Intents.Events, asking.Say("event.none_named"));
    }

    /// <summary>"What's on the week of Christmas?"</summary>
    private Answer OnHoliday(DateOnly holiday)
    {
        var isWeek = asked.Words.Any(word => word is "week" or "minggu" or "pekan");
        var monday = holiday.AddDays(-(((int)holiday.DayOfWeek + 6) % 7));
        var (from, to) = isWeek ? (monday, monday.AddDays(6)) : (holiday, holiday);
        var found = wishes.Open(from, to);
        var closures = knowledge.Hours.Closures(from, to, asked.Branch).Where(rule => rule.Branch == HoursRule.AllBranches).ToList();
        return found.Count == 0 ? Nothing(from, to) : Listing(Intents.Events, found, asking.Say("event.lead_days", ("days", SayTime.Days(from, to, asking.Lang))), closures);
    }

    /// <summary>The event exists, but not on the day that was asked: says when it is.</summary>
    private Answer? OnAnotherDay(DateOnly from, DateOnly to)
    {
        var found = (wishes.Ahead() with { Branch = null, Hour = null }).Find();
        return found.Count == 0 ? null : Listing(Intents.Events, AtNextTime(found), asking.Say("event.other_day", ("days", from == to ? SayTime.Date(from, asking.Lang) : SayTime.Days(from, to, asking.Lang))), null);
    }

    private Answer Listed(string intent, IReadOnlyList<EventFound> found, DateOnly from, DateOnly to)
    {
        var closures = wishes.Groups.Count > 0 ? [] : knowledge.Hours.Closures(from, to, asked.Branch).Where(rule => rule.Branch == HoursRule.AllBranches).ToList();
        var closed = asked.Date is { NamesDay: true } && (to.DayNumber - from.DayNumber < DaysClosedTold) ? closures : [];
        if (found.Count == 0)
            return Nothing(from, to);
        return Listing(intent, found, Lead(from, to), closed);
    }

    private Answer Nothing(DateOnly from, DateOnly to)
    {
        var closures = knowledge.Hours.Closures(from, to, asked.Branch).ToList();
        // Of other kinds, hours or branches there may well be some.
        var none = asking.Say(knowledge.Occurrences(from, to).Any(time => !time.Event.Cancelled) ? "event.none_such_days" : "event.none_days", ("days", SayTime.Days(from, to, asking.Lang)));
        if (closures.Count == 0)
            return asking.NotFound(Intents.Events, none) with { Remember = asking.Remembering(Intents.Events, [], from, to) };
        var text = Wording.Lines([none, .. closures.Select(new HoursLines(asking).Closure)]);
        return asking.Answer(Intents.Events, text, [.. closures.Select(rule => rule.Id)]) with { Remember = asking.Remembering(Intents.Events, [], from, to) };
    }

    private Answer Listing(string intent, IReadOnlyList<EventFound> found, string? lead, IReadOnlyList<HoursRule>? closures)
    {
        var shown = found.Take(Asking.ShownAtOnce).ToList();
        var more = found.Count - shown.Count;
        var text = Wording.Lines([
            found.Count == 1 && closures is not { Count: > 0 } && lead is null ? null : lead ?? asking.Say("event.lead"),
            .. found.Count == 1 ? [lines.Card(found[0])] : shown.Select(lines.Item),
            more > 0 ? asking.Say("more", ("count", more.ToString(CultureInfo.InvariantCulture))) : null,
            .. (closures ?? []).Select(new HoursLines(asking).Closure),
            CancelledThen(found)]);
        var firstDay = shown.Min(candidate => candidate.Times.Count > 0 ? candidate.Times[0].Day : asking.Today);
        var lastDay = shown.Max(candidate => candidate.Times.Count > 0 ? candidate.Times[^1].Day : asking.Today);
        return asking.Answer(intent, text, [.. found.Take(Asking.Told(found.Count)).Select(candidate => candidate.Event.Id), .. (closures ?? []).Select(rule => rule.Id)]) with
        {
            Strength = StrengthOf(found),
            Buttons = more > 0 ? [asking.Say("button.more")] : found.Count == 1 ? lines.Actions(found[0]) : [],
            Remember = asking.Remembering(Intents.Events, found, asked.Date is { NamesDay: true } date ? date.From : firstDay, found.Count == 1 ? lastDay : asked.Date is { NamesDay: true } said ? said.To : lastDay) with { Shown = shown.Count },
        };
    }

    private bool IsAsked => asked.HasAny(Cue.Event, Cue.EventType, Cue.Register, Cue.SeatInfo);

    /// <summary>How much of what was said the events answer. Without a word of events, everyday words that an event shares tell little, and days or ages alone less.</summary>
    private double StrengthOf(IReadOnlyList<EventFound> found)
    {
        if (wishes.Groups.Count == 0)
            return IsAsked || asked.Says.Count == 0 && asked.Content.Count == 0 || asked.Date is not null && asked.Firm.Count == 0 ? OfDays : Unasked;
        return found.Max(candidate => candidate.Evidence) * (IsAsked || asked.Date is { NamesDay: true } || wishes.Groups.Any(group => !group.IsEveryday) ? 1 : 0.5);
    }

    /// <summary>An open list of days leaves cancelled events out; who planned to come should still be told.</summary>
    private string? CancelledThen(IReadOnlyList<EventFound> found)
    {
        if (wishes.Groups.Count > 0 || asked.Date is not { NamesDay: true } date || date.To < asking.Today)
            return null;
        var cancelled = knowledge.Occurrences(date.From, date.To)
            .Where(time => time.Event.Cancelled && !time.IsOver(asking.Now) && (asked.Branch is null || time.Event.Branch == asked.Branch.Id) && found.All(candidate => candidate.Event.Id != time.Event.Id))
            .DistinctBy(time => time.Event.Id).Take(3)
            .Select(time => asking.Say("event.cancelled_then", ("title", time.Event.Title), ("day", SayTime.Day(time.Day, asking.Lang))))
            .ToList();
        return cancelled.Count == 0 ? null : Wording.Lines(cancelled);
    }

    private (DateOnly From, DateOnly To) Days() => asked.Date is { } date && (date.NamesDay || date.Hour is not null)
        ? (date.Meant.From ?? asking.Today, date.Meant.To ?? asking.Today.AddDays(EventWishes.DaysAhead))
        : (asking.Today, asking.Today.AddDays(Asking.DaysSoon));

    private string? Lead(DateOnly from, DateOnly to) => asked.Date is { NamesDay: true }
        ? asking.Say("event.lead_days", ("days", from == to ? SayTime.Day(from, asking.Lang) : SayTime.Days(from, to, asking.Lang)))
        : asking.Say("event.lead");

    private static List<EventFound> AtNextTime(IReadOnlyList<EventFound> found) => [.. found.Select(candidate => candidate.AtNextTime)];
}
