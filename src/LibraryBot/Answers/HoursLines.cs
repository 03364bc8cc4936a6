using LibraryBot.Knowledge;
using LibraryBot.Language;

namespace LibraryBot.Answers;

/// <summary>Opening hours in words.</summary>
internal sealed class HoursLines(Asking asking)
{
    /// <summary>A closure with its reason and the day the library opens again.</summary>
    public string Closure(HoursRule rule)
    {
        var branch = asking.Knowledge.Branch(rule.Branch == HoursRule.AllBranches ? null : rule.Branch);
        var from = rule.From ?? asking.Today;
        var again = rule.To is { } to ? asking.Knowledge.Hours.OpensAgain(to, branch) : null;
        return Wording.Lines(
            asking.Say(branch is null ? "hours.closure" : "hours.closure_branch",
                ("branch", branch?.Name ?? ""),
                ("days", rule.To is { } last ? SayTime.Days(from, last, asking.Lang) : SayTime.Date(from, asking.Lang)),
                ("reason", rule.Reason is { } reason ? $" ({reason})" : "")),
            again is { } day ? asking.Say("hours.opens_again", ("day", SayTime.Day(day, asking.Lang))) : null);
    }

    /// <summary>"Gedung Pusat: 08.00-15.00", or that it is closed.</summary>
    public string Line(BranchDay day) => asking.Say("hours.line", ("branch", day.Branch?.Name ?? asking.Knowledge.Library.Name), ("hours", Spans(day)));

    public string Spans(BranchDay day) => day.IsClosed
        ? asking.Say("hours.closed") + (day.Rule.Reason is { } reason ? $" ({reason})" : "")
        : string.Join($" {asking.Say("hours.and")} ", day.Spans.Select(Span));

    public string Span(OpenSpan span) => $"{SayTime.Hour(span.From, asking.Lang)}-{SayTime.Hour(span.To, asking.Lang)}";

    /// <summary>"These special hours hold until 17 March 2026", once for a rule's end, or null.</summary>
    public string? ValidUntil(IEnumerable<BranchDay> days)
    {
        var ends = days.Where(day => !day.Rule.IsAlways && !(day.Rule.Closed && day.IsClosed)).Select(day => day.Rule.To).OfType<DateOnly>().Distinct().ToList();
        return ends.Count == 0 ? null : asking.Say("hours.special_until", ("day", SayTime.Date(ends.Max(), asking.Lang)));
    }

    /// <summary>A rule's week, days with the same hours together: "Senin-Kamis 08.00-16.00; Jumat ...".</summary>
    public string Week(BranchDay sample)
    {
        var parts = new List<string>();
        for (var day = 0; day < 7; day++)
        {
            var first = day;
            while (day < 6 && Same(sample.Rule, day, day + 1))
                day++;
            var name = first == day ? Name(first) : $"{Name(first)}-{Name(day)}";
            var spans = sample.Rule.On(Day(first));
            if (spans is not null)
                parts.Add($"{name} {(spans.Count == 0 ? asking.Say("hours.closed") : string.Join($" {asking.Say("hours.and")} ", spans.Select(Span)))}");
        }

        return asking.Say("hours.line", ("branch", sample.Branch?.Name ?? asking.Knowledge.Library.Name), ("hours", string.Join("; ", parts)));
    }

    private static bool Same(HoursRule rule, int a, int b) => (rule.On(Day(a)), rule.On(Day(b))) switch
    {
        ({ } left, { } right) => left.SequenceEqual(right),
        (null, null) => true,
        _ => false,
    };

    private string Name(int mondayFirst) => SayTime.DayName(Day(mondayFirst), asking.Lang);

    private static DayOfWeek Day(int mondayFirst) => (DayOfWeek)((mondayFirst + 1) % 7);
}
