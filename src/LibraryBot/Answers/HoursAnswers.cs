using LibraryBot.Knowledge;
using LibraryBot.Knowledge.Search;
using LibraryBot.Language;

namespace LibraryBot.Answers;

/// <summary>Answers about opening hours: a day, now, some days, the usual week, or a closure by its reason.</summary>
internal sealed class HoursAnswers(Asking asking)
{
    private const int ClosureSoon = 3;
    private const int DaysListed = 10;
    private const int LookAhead = 400;
    private const double Asked = 0.5;
    private const double Unasked = 0.2;
    private readonly AskedText asked = asking.Asked;
    private readonly KnowledgeSnapshot knowledge = asking.Knowledge;
    private readonly HoursLines lines = new(asking);

    public Answer Hours()
    {
        if (knowledge.Hours.Rules.Count == 0)
            return asking.NotFound(Intents.Hours, asking.Say("hours.none"));
        if (asked.Has(Cue.Closure) && ClosureInWords() is { } named)
            return Closures([named]);
        if (PeriodsInWords() is { Count: > 0 } periods)
            return Closures(periods);
        if (AsksForEnd() && !asked.Has(Cue.NowTime) && asked.Date is not { NamesDay: true, Grain: Grain.Day } && (ClosureByReason() ?? Ending()) is { } ending)
            return Closures([ending]);
        if (asked.Date is { NamesDay: true } date)
            return date.Alternative is { } other ? Either(date.From, other, date.Hour) : date.From == date.To ? Day(date.From, date.Hour) : Days(date.From, date.To);
        if (ClosureByReason() is { } closure)
            return Closures(AlikeOf(closure));
        if (FixedHolidays.Named(asked.Words, asking.Today) is { } holiday)
            return Day(holiday);
        if (asked.Has(Cue.Closure))
            return NextClosures();
        if (asked.Date?.Hour is { } hour)
            return Day(asking.Today, hour);
        return asked.Has(Cue.NowTime) && !asked.Words.Any(word => word is "usual" or "usually" or "normal" or "normally" or "biasa" or "biasanya" or "regular") ? Now() : Usual();
    }

    /// <summary>The hours of one day, for questions that name nothing but a day.</summary>
    public Answer Day(DateOnly day, TimeOnly? hour = null)
    {
        var days = knowledge.Hours.On(day, asked.Branch);
        if (days.Count == 0)
            return asking.NotFound(Intents.Hours, asking.Say("hours.none"));
        var text = OneClosure(days) is { } closure
            ? Wording.Lines(asking.Say("hours.closed_on", ("day", SayTime.Day(day, asking.Lang)), ("reason", closure.Reason is { } reason ? $" ({reason})" : "")), lines.Closure(closure))
            : Wording.Lines([
                asking.Say(days.All(found => found.IsClosed) ? "hours.lead_closed" : "hours.lead", ("day", SayTime.Day(day, asking.Lang))),
                .. days.Select(lines.Line),
                hour is { } at ? OpenAt(days, at) : null,
                lines.ValidUntil(days)]);
        return Answered(text, days.Select(found => found.Rule), day, day);
    }

    /// <summary>"Sabtu depan buka?": both days that may be meant, and which one was, where their hours differ.</summary>
    private Answer Either(DateOnly likelier, DateOnly other, TimeOnly? hour)
    {
        var first = Day(likelier, hour);
        if (HoursOf(likelier).SequenceEqual(HoursOf(other)))
            return first;
        var second = Day(other, hour);
        return asking.WhichDay(first with { Text = Wording.Lines(first.Text, second.Text), Ids = [.. first.Ids.Union(second.Ids)] }, likelier, other);
    }

    private IEnumerable<string> HoursOf(DateOnly day) => knowledge.Hours.On(day, asked.Branch).Select(branch => $"{branch.Branch?.Id} {lines.Spans(branch)}");

    private Answer Days(DateOnly from, DateOnly to)
    {
        var shownTo = to.DayNumber - from.DayNumber >= DaysListed ? from.AddDays(DaysListed - 1) : to;
        var all = Enumerable.Range(0, shownTo.DayNumber - from.DayNumber + 1).SelectMany(step => knowledge.Hours.On(from.AddDays(step), asked.Branch)).ToList();
        var closures = knowledge.Hours.Closures(from, to, asked.Branch).ToList();
        var text = Wording.Lines([
            asking.Say("hours.lead_days", ("days", SayTime.Days(from, to, asking.Lang))),
            .. all.Where(day => !closures.Contains(day.Rule)).GroupBy(day => day.Day).Select(OfDay),
            .. closures.Select(lines.Closure)]);
        return Answered(text, [.. all.Select(day => day.Rule), .. closures], from, to);
    }

    private string OfDay(IGrouping<DateOnly, BranchDay> day) => asking.Say("hours.day_line",
        ("day", SayTime.Day(day.Key, asking.Lang)),
        ("hours", string.Join("; ", day.Select(branch => branch.Branch is { } named ? $"{named.Name} {lines.Spans(branch)}" : lines.Spans(branch)))));

    private Answer Now()
    {
        var days = knowledge.Hours.On(asking.Today, asked.Branch);
        var hour = TimeOnly.FromDateTime(asking.Now.DateTime);
        if (days.Count == 0)
            return asking.NotFound(Intents.Hours, asking.Say("hours.none"));
        var text = OneClosure(days) is { } closure
            ? Wording.Lines(asking.Say("hours.closed_now"), lines.Closure(closure))
            : Wording.Lines([asking.Say(days.Any(day => day.IsOpenAt(hour)) ? "hours.open_now" : "hours.closed_now"), .. days.Select(day => NowAt(day, hour)), lines.ValidUntil(days)]);
        return Answered(text, days.Select(found => found.Rule), asking.Today, asking.Today);
    }

    private string NowAt(BranchDay day, TimeOnly hour)
    {
        var branch = ("branch", day.Branch?.Name ?? knowledge.Library.Name);
        if (day.Spans.FirstOrDefault(span => span.From <= hour && hour < span.To) is { } open)
            return asking.Say("hours.open_until", branch, ("hour", SayTime.Hour(day.Spans[^1].To, asking.Lang)), ("hours", lines.Spans(day)));
        if (day.Spans.FirstOrDefault(span => span.From > hour) is { } later)
            return asking.Say("hours.opens_at", branch, ("hour", SayTime.Hour(later.From, asking.Lang)));
        var again = knowledge.Hours.OpensAgain(asking.Today, day.Branch);
        return again is { } next && knowledge.Hours.Of(day.Branch, next) is { IsClosed: false } then
            ? asking.Say("hours.closed_until", branch, ("day", SayTime.Day(next, asking.Lang)), ("hours", lines.Spans(then)))
            : lines.Line(day);
    }

    /// <summary>No day asked: today first, with the period it belongs to, then the usual week.</summary>
    private Answer Usual()
    {
        var today = knowledge.Hours.On(asking.Today, asked.Branch);
        var special = today.Where(day => !day.Rule.IsAlways).ToList();
        var usual = knowledge.Hours.Rules.Where(rule => rule.IsAlways && IsOfBranch(rule))
            .Select(rule => new BranchDay(knowledge.Branch(rule.Branch), asking.Today, rule, []))
            .OrderBy(day => day.Rule.Id, StringComparer.Ordinal)
            .ToList();
        var soon = knowledge.Hours.Closures(asking.Today, asking.Today.AddDays(ClosureSoon), asked.Branch).ToList();
        var text = Wording.Lines([
            special.Count > 0 ? asking.Say("hours.lead", ("day", SayTime.Day(asking.Today, asking.Lang))) : null,
            .. special.Select(lines.Line),
            lines.ValidUntil(special),
            usual.Count > 0 ? asking.Say("hours.lead_usual") : null,
            .. usual.Select(lines.Week),
            .. soon.Where(rule => special.All(day => day.Rule.Id != rule.Id)).Select(lines.Closure)]);
        return Answered(text, [.. special.Select(day => day.Rule), .. usual.Select(day => day.Rule), .. soon], asking.Today, asking.Today);
    }

    // "libur akhir tahun sampai kapan?", "sampai tanggal berapa jam panjangnya berlaku?"
    private bool AsksForEnd() => asked.Words.Any(word => word is "sampai" or "hingga" or "until" or "till") && asked.Words.Any(word => word is "kapan" or "when")
        || TextWords.IndexOf(asked.Words, ["sampai", "tanggal", "berapa"]) >= 0 || TextWords.IndexOf(asked.Words, ["hingga", "tanggal", "berapa"]) >= 0;

    /// <summary>The closure or special period of which the end is asked: of the days that are named the last, else the one that is now or comes next.</summary>
    private HoursRule? Ending()
    {
        var periods = knowledge.Hours.Rules.Where(rule => rule is { IsAlways: false, From: not null, To: not null } && rule.To >= asking.Today && (!asked.Has(Cue.Closure) || rule.Closed))
            .Where(IsOfBranch).ToList();
        return asked.Date is { NamesDay: true, Grain: not Grain.Day } date
            ? periods.Where(rule => rule.From <= date.To && rule.To >= date.From).MaxBy(rule => rule.To)
            : periods.Where(rule => rule.From <= asking.Today.AddDays(Asking.DaysSoon)).MinBy(rule => rule.From);
    }

    /// <summary>The closure whose whole reason stands in the question: "libur akhir tahun sampai kapan?".</summary>
    private HoursRule? ClosureInWords() => knowledge.Hours.Rules
        .Where(rule => rule is { Closed: true, Reason: not null } && (rule.To is null || rule.To >= asking.Today))
        .Where(rule => TextWords.Of(rule.Reason!).Where(word => !CueBook.Knows(word)).ToList() is { Count: > 0 } words && words.All(asked.Words.Contains))
        .OrderBy(rule => rule.From)
        .FirstOrDefault();

    /// <summary>The special hours whose whole reason stands in the question: "jam buka waktu libur sekolah".</summary>
    private IReadOnlyList<HoursRule> PeriodsInWords() => [.. knowledge.Hours.Rules
        .Where(rule => rule is { Closed: false, IsAlways: false, Reason: not null } && rule.To >= asking.Today && IsOfBranch(rule))
        .Where(rule => TextWords.Of(rule.Reason!) is { Count: > 1 } words && words.All(asked.Words.Contains))
        .OrderBy(rule => rule.From).Take(Asking.ShownAtOnce)];

    private HoursRule? ClosureByReason()
    {
        var groups = new QueryWords(knowledge).Groups(asked.Content);
        if (groups.Count == 0)
            return null;
        return knowledge.Hours.Rules
            .Where(rule => rule.Reason is not null && (rule.To is null || rule.To >= asking.Today) && IsOfBranch(rule))
            .Where(rule => TextWords.Of(rule.Reason!) is var words && groups.Any(group => group.Phrases.Any(phrase => phrase.All(words.Contains))))
            .OrderBy(rule => rule.From)
            .FirstOrDefault();
    }

    private bool IsOfBranch(HoursRule rule) => asked.Branch is null || rule.Branch == asked.Branch.Id || rule.Branch == HoursRule.AllBranches;

    /// <summary>A rule and those of other branches that hold in the same days for the same reason.</summary>
    private IReadOnlyList<HoursRule> AlikeOf(HoursRule rule) => [.. knowledge.Hours.Rules.Where(other => (other.From, other.To, other.Reason, other.Closed) == (rule.From, rule.To, rule.Reason, rule.Closed) && IsOfBranch(other)).Take(Asking.ShownAtOnce)];

    private Answer NextClosures()
    {
        var closures = knowledge.Hours.Closures(asking.Today, asking.Today.AddDays(LookAhead), asked.Branch).Take(Asking.ShownAtOnce).ToList();
        if (closures.Count > 0)
            return Closures(closures);
        return Usual();
    }

    private Answer Closures(IReadOnlyList<HoursRule> closures) => Answered(
        Wording.Lines(closures.Select(rule => rule.Closed ? lines.Closure(rule) : SpecialPeriod(rule))),
        closures, closures[0].From ?? asking.Today, closures[0].To ?? asking.Today);

    private string SpecialPeriod(HoursRule rule) => Wording.Lines(
        asking.Say("hours.period", ("days", rule is { From: { } from, To: { } to } ? SayTime.Days(from, to, asking.Lang) : ""), ("reason", rule.Reason ?? "")),
        lines.Week(new BranchDay(knowledge.Branch(rule.Branch), asking.Today, rule, [])));

    private string OpenAt(IReadOnlyList<BranchDay> days, TimeOnly hour) =>
        asking.Say(days.Any(day => day.IsOpenAt(hour)) ? "hours.open_then" : "hours.closed_then", ("hour", SayTime.Hour(hour, asking.Lang)));

    /// <summary>The closure that shuts every asked branch, when there is one.</summary>
    private static HoursRule? OneClosure(IReadOnlyList<BranchDay> days) =>
        days.All(day => day.Rule is { Closed: true, IsAlways: false }) && days.DistinctBy(day => day.Rule.Id).Count() == 1 ? days[0].Rule : null;

    private Answer Answered(string text, IEnumerable<HoursRule> rules, DateOnly from, DateOnly to) =>
        asking.Answer(Intents.Hours, text, [.. rules.Select(rule => rule.Id).Distinct()]) with
        {
            Strength = IntentRules.IsHours(asked) || (asked.Firm.Count == 0 && !asked.Has(Cue.EventType) && (asked.Date is not null || asked.HasAny(Cue.Hours, Cue.NowTime) || asked.Content.Count == 0)) ? Asked : Unasked,
            Remember = new AskedBefore(Intents.Hours, []) { From = from, To = to, Branch = asked.Branch?.Id },
        };
}
