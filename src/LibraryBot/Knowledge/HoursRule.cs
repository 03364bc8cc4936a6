using LibraryBot.Storage;

namespace LibraryBot.Knowledge;

/// <summary>A stretch of a day that a building is open.</summary>
public sealed record OpenSpan(TimeOnly From, TimeOnly To);

/// <summary>Opening hours of one branch or of all, always or for some days. See <see cref="OpeningHours"/> for which rule wins.</summary>
public sealed record HoursRule(string Id) : KnowledgeRecord(Id)
{
    public const string AllBranches = "*";
    public static readonly Collection<HoursRule> Collection = new("hours", rule => rule.Id);

    public string Branch { get; init; } = AllBranches;

    /// <summary>Both null: always. Both ends included.</summary>
    public DateOnly? From { get; init; }
    public DateOnly? To { get; init; }

    /// <summary>Monday first; a day without spans is closed, a null day is not told by this rule.</summary>
    public IReadOnlyList<IReadOnlyList<OpenSpan>?> Week { get; init; } = [];

    /// <summary>Closed on all its days, for <c>Reason</c>.</summary>
    public bool Closed { get; init; }
    public string? Reason { get; init; }

    public bool IsAlways => From is null && To is null;

    public bool Covers(DateOnly day) => (From is null || From <= day) && (To is null || day <= To);

    public IReadOnlyList<OpenSpan>? On(DayOfWeek day)
    {
        var index = ((int)day + 6) % 7;
        return Closed ? [] : index < Week.Count ? Week[index] : null;
    }
}
