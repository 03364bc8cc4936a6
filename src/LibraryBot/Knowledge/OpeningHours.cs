namespace LibraryBot.Knowledge;

/// <summary>A branch on one day: the rule that wins and its open spans (none: closed).</summary>
public sealed record BranchDay(Branch? Branch, DateOnly Day, HoursRule Rule, IReadOnlyList<OpenSpan> Spans)
{
    public bool IsClosed => Spans.Count == 0;

    public bool IsOpenAt(TimeOnly hour) => Spans.Any(span => span.From <= hour && hour < span.To);
}

/// <summary>Which rule holds: a closure over a special period over the always rule; the shorter period over the longer; a branch's own over all's.</summary>
public sealed class OpeningHours(IReadOnlyList<HoursRule> rules, IReadOnlyList<Branch> branches)
{
    private const int LookAhead = 60;

    public IReadOnlyList<HoursRule> Rules => rules;

    /// <summary>The day at each branch that has hours, or at one. A library without branches answers once, with no branch.</summary>
    public IReadOnlyList<BranchDay> On(DateOnly day, Branch? only = null)
    {
        IReadOnlyList<Branch?> asked = only is null && branches.Count > 0 ? [.. branches] : [only];
        return [.. asked.Select(branch => Of(branch, day)).OfType<BranchDay>()];
    }

    public BranchDay? Of(Branch? branch, DateOnly day)
    {
        var winner = rules
            .Where(rule => (rule.Branch == HoursRule.AllBranches || branch is null || rule.Branch == branch.Id) && rule.Covers(day))
            .Where(rule => rule.On(day.DayOfWeek) is not null)
            .OrderByDescending(rule => rule.Closed && !rule.IsAlways)
            .ThenBy(Length)
            .ThenByDescending(rule => rule.Branch != HoursRule.AllBranches)
            .FirstOrDefault();
        return winner is null ? null : new BranchDay(branch, day, winner, winner.On(day.DayOfWeek)!);
    }

    /// <summary>Closures of the whole library, or of one branch, that touch these days.</summary>
    public IEnumerable<HoursRule> Closures(DateOnly from, DateOnly to, Branch? branch = null) => rules
        .Where(rule => rule is { Closed: true, IsAlways: false } && (rule.Branch == HoursRule.AllBranches || branch is null || rule.Branch == branch.Id))
        .Where(rule => (rule.From is null || rule.From <= to) && (rule.To is null || rule.To >= from))
        .OrderBy(rule => rule.From);

    /// <summary>The first day after this one that any asked branch opens.</summary>
    public DateOnly? OpensAgain(DateOnly after, Branch? branch = null) => Enumerable.Range(1, LookAhead)
        .Select(days => (DateOnly?)after.AddDays(days))
        .FirstOrDefault(day => On(day!.Value, branch).Any(found => !found.IsClosed));

    private static int Length(HoursRule rule) =>
        rule is { From: { } from, To: { } to } ? to.DayNumber - from.DayNumber : rule.IsAlways ? int.MaxValue : int.MaxValue - 1;
}
