using System.Globalization;
using LibraryBot.Knowledge;
using LibraryBot.Knowledge.Search;
using LibraryBot.Language;

namespace LibraryBot.Answers;

/// <summary>Answers about events: lists by day, one event by name, and how to take part.</summary>
internal sealed class EventAnswers(Asking asking)
{
    private const int DaysAhead = 180;
    private const int DaysBack = 365;
    private const int DaysClosedTold = 15;
    private const double OfDays = 0.6;
    private const double Unasked = 0.25;
    private const double Likewise = 0.5;
    private readonly AskedText asked = asking.Asked;
    private readonly KnowledgeSnapshot knowledge = asking.Knowledge;
    private readonly EventLines lines = new(asking);
    private readonly IReadOnlyList<WordGroup> groups = Telling(asking);

    // What names a kind of event ("lomba") counts for more than what else is said.
    private IReadOnlyList<WordGroup> Kinds => [.. groups.Where(IsKind)];

    /// <summary>What is said of the event: kinds at their full weight, and everyday words only where an event has them.</summary>
    private static IReadOnlyList<WordGroup> Telling(Asking asking) => [.. new QueryWords(asking.Knowledge).Groups(asking.Asked.Content)
        .Where(group => (asking.Asked.Ages is null || !Ages.IsGroup(group.Said)) && group.Said is not ("online" or "daring" or "virtual" or "zoom"))
        .Where(group => !group.IsEveryday || IsKind(group) || asking.Knowledge.EventWords.Values.Any(words => group.In(words) > 0))
        .Select(group => IsKind(group) && group.IsEveryday ? group with { Weight = asking.Knowledge.Words.Weight(group.Said) } : group)];

    private static bool IsKind(WordGroup group) => CueBook.Find(TextWords.Of(group.Said)).Any(cue => cue.Cue == Cue.EventType);

    public Answer Events()
    {
        if (IsPast())
            return PastEvents();
        if ((groups.Count > 0 || Search(asking.Today, asking.Today).HasWishes) && asked.Date is not { NamesDay: true })
            return Named();
        var (from, to) = Days();
        var found = InDays(from, to);
        if (found.Count == 0 && groups.Count > 0 && groups.All(group => group.IsEveryday && !IsKind(group)) && Open(from, to) is { Count: > 0 } open)
            return Listed(Intents.Events, open, from, to);
        if (found.Count == 0 && groups.Count > 0)
            return OnAnotherDay() ?? Nothing(from, to);
        return asked.Date?.Alternative is { } other ? Either(from, to, found, other) : Listed(Intents.Events, found, from, to);
    }

    /// <summary>"Sabtu depan": the likelier day with its closure, then the other day, and which one was meant.</summary>
    private Answer Either(DateOnly from, DateOnly to, IReadOnlyList<EventFound> found, DateOnly other)
    {
        var answer = Listed(Intents.Events, found, from, to);
        var others = InDays(other, other);
        var text = Wording.Lines([
            answer.Text.Replace(asking.Say("pass_on"), "", StringComparison.Ordinal).Trim(),
            others.Count > 0 ? asking.Say("event.or_that_day", ("day", SayTime.Day(other, asking.Lang))) : null,
            .. others.Select(candidate => lines.Item(candidate.Event, candidate.Times)),
            asking.Say("event.which_day", ("first", SayTime.Date(from, asking.Lang)), ("second", SayTime.Date(other, asking.Lang)))]);
        return answer with
        {
            Text = text,
            Ids = [.. answer.Ids.Union(others.Select(candidate => candidate.Event.Id))],
            Clarify = true,
            Handoff = false,
            PassOn = null,
            Buttons = [SayTime.Date(from, asking.Lang), SayTime.Date(other, asking.Lang)],
        };
    }

    public Answer Register(string intent)
    {
        var chosen = Meant();
        if (chosen.Count == 0 && groups.Count > 0)
            return asking.NotFound(intent, asking.Say("event.none_named"));
        if (chosen.Count == 0)
            chosen = [.. Upcoming().Where(candidate => candidate.Event.Registration is Registration.Required or Registration.Form or Registration.Full)];
        if (chosen.Count == 0)
            return asking.NotFound(intent, asking.Say("event.none_coming"));
        if (chosen.Count > 1)
            return WhichOne(intent, chosen);
        return Register(intent, chosen[0]);
    }

    /// <summary>How to take part in the event that was just shown, and what a librarian is told when the person agrees.</summary>
    public Answer RegisterFor(string id)
    {
        if (knowledge.Event(id) is not { } known || Times(known, asking.Today, asking.Today.AddDays(DaysAhead)) is not { Count: > 0 } times)
            return asking.NotFound(Intents.Register, asking.Say("event.none_named"));
        var answer = Register(Intents.Register, new EventFound(known, times, 1));
        return answer.PassOn is null ? answer : answer with { PassOn = $"{asking.Question.Text}: {known.Title}, {lines.When(known, times)}" };
    }

    private Answer Register(string intent, EventFound only)
    {
        var text = Wording.Lines(lines.Card(only.Event, Next(only)), intent == Intents.Register ? HowTo(only.Event) : null);
        var answer = asking.Answer(intent, text, [only.Event.Id]) with
        {
            Strength = groups.Count > 0 ? only.Evidence : 0.6,
            Buttons = lines.Actions(only.Event, Next(only)),
            Remember = Remembered(intent, [only], only.Times[0].Day, only.Times[0].Day),
        };
        return intent == Intents.Register && CanAsk(only.Event) ? asking.Offering(answer) : answer;
    }

    public Answer Cancel()
    {
        var chosen = Meant();
        if (chosen.Count > 1)
            return WhichOne(Intents.CancelRsvp, chosen);
        if (chosen.Count == 0)
            return groups.Count > 0
                ? asking.NotFound(Intents.CancelRsvp, asking.Say("event.none_named"))
                : asking.Offering(asking.Answer(Intents.CancelRsvp, asking.Say("event.cancel_which"), [], clarify: true));
        var text = Wording.Lines(lines.Item(chosen[0].Event, Next(chosen[0])), asking.Say("event.cancel_by_librarian"));
        return asking.Offering(asking.Answer(Intents.CancelRsvp, text, [chosen[0].Event.Id]));
    }

    /// <summary>Events of these days for other answers ("Saturday?"), none if there are none.</summary>
    public IReadOnlyList<EventFound> InDays(DateOnly from, DateOnly to) => Within(Search(from, to)).Find();

    private IReadOnlyList<EventFound> Open(DateOnly from, DateOnly to) => Within(new EventSearch(knowledge, [], from, to)).Find();

    private EventSearch Within(EventSearch search) => search with
    {
        Branch = asked.Branch,
        Hour = asked.Date?.Hour,
        Part = asked.Date is { Hour: null } date ? date.Part : null,
        NotBefore = search.To < asking.Today ? null : asking.Now,
    };

    public string Item(EventFound found) => lines.Item(found.Event, found.Times);

    /// <summary>Given events again, at their next times: for "where is it?" and "more".</summary>
    public Answer Show(string intent, IReadOnlyList<string> ids)
    {
        var found = ids.Select(knowledge.Event).OfType<LibraryEvent>()
            .Select(known => new EventFound(known, Times(known, asking.Today, asking.Today.AddDays(DaysAhead)), 1))
            .ToList();
        return found.Count == 0 ? asking.NotFound(intent) : Listing(intent, found, null, null);
    }

    /// <summary>Whether and when a known event takes place in some days.</summary>
    public Answer InDays(string id, DatePhrase date)
    {
        if (knowledge.Event(id) is not { } known)
            return asking.NotFound(Intents.FollowUp);
        var (from, to) = (date.Meant.From ?? asking.Today, date.Meant.To ?? asking.Today.AddDays(DaysAhead));
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
        var next = Times(known, day.AddDays(1), day.AddDays(DaysAhead));
        if (next.Count == 0)
            return asking.Answer(Intents.FollowUp, asking.Say("event.no_later", ("title", known.Title)), [id]);
        var found = new EventFound(known, [next[0]], 1);
        return asking.Answer(Intents.FollowUp, Item(found), [id]) with { Remember = Remembered(Intents.Events, [found], next[0].Day, next[0].Day) };
    }

    /// <summary>Upcoming events that the words name clearly, or null.</summary>
    public Answer? ByNameAlone()
    {
        var found = Ahead().Find();
        return groups.Count > 0 && found.Count > 0 ? Listing(Intents.Events, AtNextTime(found), null, null) : null;
    }

    private bool IsPast() => asked.HasAny(Cue.Past) || (asked.Date is { NamesDay: true } date && date.To < asking.Today);

    private Answer PastEvents()
    {
        var (from, to) = asked.Date is { NamesDay: true } said && (said.From < asking.Today || !said.NamesYear)
            ? said.From < asking.Today ? (said.From, said.To) : (said.From.AddYears(-1), said.To.AddYears(-1))
            : (asking.Today.AddDays(-DaysBack), asking.Today.AddDays(-1));
        var found = (Search(from, to < asking.Today ? to : asking.Today.AddDays(-1)) with { Branch = asked.Branch, Hour = asked.Date?.Hour }).Find()
            .Select(candidate => candidate with { Times = asked.Date is { NamesDay: true } ? candidate.Times : [candidate.Times[^1]] })
            .OrderByDescending(candidate => candidate.Times[0].Start)
            .ToList();
        return found.Count == 0 ? Nothing(from, to) : Listing(Intents.Events, found, asking.Say("event.lead_past"), null);
    }

    private Answer Named()
    {
        var ahead = Ahead().Find();
        if (ahead.Count > 0)
        {
            var best = ahead.Max(candidate => candidate.Evidence);
            var past = Search(asking.Today.AddDays(-DaysBack), asking.Today.AddDays(-1)).Find();
            // "bedah buku Pulang" was last month; the coming one about another book only shares its kind.
            if (past.Count == 0 || past.Max(candidate => candidate.Evidence) <= best + 0.05)
                return Listing(Intents.Events, AtNextTime(ahead), null, null);
            return Listing(Intents.Events, [.. past.Select(candidate => candidate with { Times = [candidate.Times[^1]] })], asking.Say("event.lead_past"), null);
        }

        if (Ahead() is { HasWishes: true } wished && (wished with { Groups = [], Kinds = [] }).Find() is { Count: > 0 } likewise)
            return Listing(Intents.Events, AtNextTime(likewise), null, null) with { Strength = IsAsked ? Likewise : Unasked };
        if (asked.Date is null && FixedHolidays.Named(asked.Words, asking.Today) is { } holiday)
            return OnHoliday(holiday);
        var gone = (Search(asking.Today.AddDays(-DaysBack), asking.Today.AddDays(-1)) with { Branch = asked.Branch }).Find();
        return gone.Count > 0
            ? Listing(Intents.Events, [.. gone.Select(candidate => candidate with { Times = [candidate.Times[^1]] })], asking.Say("event.lead_past"), null)
            : asking.NotFound(Intents.Events, asking.Say("event.none_named"));
    }

    /// <summary>"What's on the week of Christmas?"</summary>
    private Answer OnHoliday(DateOnly holiday)
    {
        var isWeek = asked.Words.Any(word => word is "week" or "minggu" or "pekan");
        var monday = holiday.AddDays(-(((int)holiday.DayOfWeek + 6) % 7));
        var (from, to) = isWeek ? (monday, monday.AddDays(6)) : (holiday, holiday);
        var found = Open(from, to);
        var closures = knowledge.Hours.Closures(from, to, asked.Branch).Where(rule => rule.Branch == HoursRule.AllBranches).ToList();
        return found.Count == 0 ? Nothing(from, to) : Listing(Intents.Events, found, asking.Say("event.lead_days", ("days", SayTime.Days(from, to, asking.Lang))), closures);
    }

    /// <summary>The event exists, but not on the day that was asked: says when it is.</summary>
    private Answer? OnAnotherDay()
    {
        var found = (Ahead() with { Branch = null, Hour = null }).Find();
        return found.Count == 0 ? null : Listing(Intents.Events, AtNextTime(found), asking.Say("event.other_day"), null);
    }

    private Answer Listed(string intent, IReadOnlyList<EventFound> found, DateOnly from, DateOnly to)
    {
        var closures = groups.Count > 0 ? [] : knowledge.Hours.Closures(from, to, asked.Branch).Where(rule => rule.Branch == HoursRule.AllBranches).ToList();
        var closed = asked.Date is { NamesDay: true } && (to.DayNumber - from.DayNumber < DaysClosedTold) ? closures : [];
        if (found.Count == 0)
            return Nothing(from, to);
        return Listing(intent, found, Lead(from, to), closed);
    }

    private Answer Nothing(DateOnly from, DateOnly to)
    {
        var closures = knowledge.Hours.Closures(from, to, asked.Branch).ToList();
        var none = asking.Say("event.none_days", ("days", SayTime.Days(from, to, asking.Lang)));
        if (closures.Count == 0)
            return asking.NotFound(Intents.Events, none) with { Remember = Remembered(Intents.Events, [], from, to) };
        var text = Wording.Lines([none, .. closures.Select(new HoursLines(asking).Closure)]);
        return asking.Answer(Intents.Events, text, [.. closures.Select(rule => rule.Id)]) with { Remember = Remembered(Intents.Events, [], from, to) };
    }

    private Answer Listing(string intent, IReadOnlyList<EventFound> found, string? lead, IReadOnlyList<HoursRule>? closures)
    {
        var shown = found.Take(Asking.ShownAtOnce).ToList();
        var more = found.Count - shown.Count;
        var text = Wording.Lines([
            found.Count == 1 && closures is not { Count: > 0 } && lead is null ? null : lead ?? asking.Say("event.lead"),
            .. found.Count == 1 ? [lines.Card(found[0].Event, found[0].Times)] : shown.Select(Item),
            more > 0 ? asking.Say("more", ("count", more.ToString(CultureInfo.InvariantCulture))) : null,
            .. (closures ?? []).Select(new HoursLines(asking).Closure),
            CancelledThen(found)]);
        var firstDay = shown.Min(candidate => candidate.Times.Count > 0 ? candidate.Times[0].Day : asking.Today);
        var lastDay = shown.Max(candidate => candidate.Times.Count > 0 ? candidate.Times[^1].Day : asking.Today);
        return asking.Answer(intent, text, [.. found.Take(Asking.Told(found.Count)).Select(candidate => candidate.Event.Id), .. (closures ?? []).Select(rule => rule.Id)]) with
        {
            Strength = StrengthOf(found),
            Buttons = more > 0 ? [asking.Say("button.more")] : found.Count == 1 ? lines.Actions(found[0].Event, found[0].Times) : [],
            Remember = Remembered(Intents.Events, found, asked.Date is { NamesDay: true } date ? date.From : firstDay, found.Count == 1 ? lastDay : asked.Date is { NamesDay: true } said ? said.To : lastDay) with { Shown = shown.Count },
        };
    }

    private bool IsAsked => asked.HasAny(Cue.Event, Cue.EventType, Cue.Register, Cue.SeatInfo);

    /// <summary>How much of what was said the events answer. Without a word of events, everyday words that an event shares tell little, and days or ages alone less.</summary>
    private double StrengthOf(IReadOnlyList<EventFound> found)
    {
        if (groups.Count == 0)
            return IsAsked || asked.Says.Count == 0 && asked.Content.Count == 0 || asked.Date is not null && asked.Firm.Count == 0 ? OfDays : Unasked;
        return found.Max(candidate => candidate.Evidence) * (IsAsked || asked.Date is { NamesDay: true } || groups.Any(group => !group.IsEveryday) ? 1 : 0.5);
    }

    /// <summary>An open list of days leaves cancelled events out; who planned to come should still be told.</summary>
    private string? CancelledThen(IReadOnlyList<EventFound> found)
    {
        if (groups.Count > 0 || asked.Date is not { NamesDay: true } date || date.To < asking.Today)
            return null;
        var cancelled = knowledge.Occurrences(date.From, date.To)
            .Where(time => time.Event.Cancelled && !time.IsOver(asking.Now) && (asked.Branch is null || time.Event.Branch == asked.Branch.Id) && found.All(candidate => candidate.Event.Id != time.Event.Id))
            .DistinctBy(time => time.Event.Id).Take(3)
            .Select(time => asking.Say("event.cancelled_then", ("title", time.Event.Title), ("day", SayTime.Day(time.Day, asking.Lang))))
            .ToList();
        return cancelled.Count == 0 ? null : Wording.Lines(cancelled);
    }

    private Answer WhichOne(string intent, IReadOnlyList<EventFound> chosen)
    {
        var shown = AtNextTime(chosen).Take(Asking.ShownAtOnce).ToList();
        var text = Wording.Lines([asking.Say("event.which"), .. shown.Select(Item)]);
        return asking.Answer(intent, text, [.. chosen.Take(Asking.Told(chosen.Count)).Select(candidate => candidate.Event.Id)], clarify: true) with
        {
            Buttons = [.. shown.Select(candidate => candidate.Event.Title).Distinct().Take(5)],
            Remember = Remembered(intent, shown, null, null),
        };
    }

    /// <summary>The event that someone wants to join or leave: by its name and day, else by the next of its kind.</summary>
    private IReadOnlyList<EventFound> Meant()
    {
        if (groups.Count == 0 && asked.Date is not { NamesDay: true })
            return [];
        var search = asked.Date is { NamesDay: true } date ? Ahead() with { From = date.From, To = date.To } : Ahead();
        var found = search.Find();
        // "pelatihan R tanggal 20, masih bisa nyelip?": the only one of its kind that day.
        if (found.Count == 0 && asked.Date is { NamesDay: true } && Kinds.Count > 0 && (search with { Groups = Kinds }).Find() is [var only])
            return [only];
        if (found.Count == 0 && groups.Count > 0)
            found = Ahead().Find();
        if (found.Count == 0 && groups.Count > 0)
            found = [.. Search(asking.Today.AddDays(-DaysBack), asking.Today.AddDays(-1)).Find().Select(candidate => candidate with { Times = [candidate.Times[^1]] }).Take(1)];
        return found;
    }

    private IReadOnlyList<EventFound> Upcoming() => AtNextTime(new EventSearch(knowledge, [], asking.Today, asking.Today.AddDays(DaysAhead)) { NotBefore = asking.Now, Branch = asked.Branch }.Find());

    private EventSearch Search(DateOnly from, DateOnly to) => new(knowledge, groups, from, to)
    {
        Kinds = Kinds,
        For = asked.Ages,
        InEnglish = asked.Has(Cue.English),
        IsOnline = asked.Words.Any(word => word is "online" or "daring" or "virtual" or "zoom"),
    };

    private EventSearch Ahead() => Search(asking.Today, asking.Today.AddDays(DaysAhead)) with { Branch = asked.Branch, NotBefore = asking.Now };

    private (DateOnly From, DateOnly To) Days() => asked.Date is { } date && (date.NamesDay || date.Hour is not null)
        ? (date.Meant.From ?? asking.Today, date.Meant.To ?? asking.Today.AddDays(DaysAhead))
        : (asking.Today, asking.Today.AddDays(60));

    private string? Lead(DateOnly from, DateOnly to) => asked.Date is { NamesDay: true }
        ? asking.Say("event.lead_days", ("days", from == to ? SayTime.Day(from, asking.Lang) : SayTime.Days(from, to, asking.Lang)))
        : asking.Say("event.lead");

    private static List<EventFound> AtNextTime(IReadOnlyList<EventFound> found) => [.. found.Select(candidate => candidate with { Times = [candidate.Times[0]] })];

    private static IReadOnlyList<Occurrence> Next(EventFound found) => [found.Times[0]];

    private IReadOnlyList<Occurrence> Times(LibraryEvent known, DateOnly from, DateOnly to)
    {
        var times = EventCalendar.Of(known, from, to, knowledge.Zone).Where(time => !time.IsOver(asking.Now)).Take(1).ToList();
        return times.Count > 0 ? times : [.. EventCalendar.Of(known, asking.Today.AddDays(-DaysBack), asking.Today, knowledge.Zone).TakeLast(from > asking.Today ? 0 : 1)];
    }

    private AskedBefore Remembered(string intent, IReadOnlyList<EventFound> found, DateOnly? from, DateOnly? to) =>
        new(intent, [.. found.Take(Asking.RememberedAtMost).Select(candidate => candidate.Event.Id)])
        {
            From = from,
            To = to,
            Branch = asked.Branch?.Id,
            Topic = asked.Content.Count == 0 ? null : string.Join(' ', asked.Content),
            Shown = found.Count,
        };

    private string? HowTo(LibraryEvent found)
    {
        if (found.Cancelled)
            return null;
        if (found.IsFull)
            return asking.Say(found.Waitlist ? "event.how_waitlist" : "event.how_full");
        return found.Registration switch
        {
            Registration.None or Registration.Closed => null,
            Registration.Form => asking.Say("event.how_form"),
            _ => asking.Say("event.how"),
        };
    }

    private static bool CanAsk(LibraryEvent found) => !found.Cancelled && found.Registration is not (Registration.None or Registration.Closed) && (!found.IsFull || found.Waitlist);
}
