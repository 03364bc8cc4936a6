using LibraryBot.People;

namespace LibraryBot.Posts;

/// <summary>One round of review: any one of its members, or all of them.</summary>
/// <param name="Members">Names of people, or roles: "approver" means everyone who has at least that role.</param>
public sealed record ReviewRound(bool NeedsAll, IReadOnlyList<string> Members)
{
    private static readonly Dictionary<string, Role> Roles = new(StringComparer.OrdinalIgnoreCase)
    {
        ["librarian"] = Role.Librarian,
        ["approver"] = Role.Approver,
        ["owner"] = Role.Owner,
    };

    public bool Includes(Person person) => person.IsStaff && Members.Any(member => Roles.TryGetValue(member, out var role) ? person.May(role) : member.Equals(person.Name, StringComparison.OrdinalIgnoreCase));

    /// <summary>Reads "any approver" or "all Sari Dewi, Budi; any owner"; null when it cannot be read.</summary>
    public static IReadOnlyList<ReviewRound>? ReadAll(string text)
    {
        var rounds = text.Split(';', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries).Select(ReadOne).ToList();
        return rounds.Count is 0 or > 5 || rounds.Contains(null) ? null : [.. rounds.OfType<ReviewRound>()];
    }

    private static ReviewRound? ReadOne(string text)
    {
        var parts = text.Split(' ', 2, StringSplitOptions.TrimEntries);
        if (parts.Length < 2 || parts[0].ToLowerInvariant() is not ("any" or "all"))
            return null;
        var members = parts[1].Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries);
        return members.Length == 0 ? null : new ReviewRound(parts[0].Equals("all", StringComparison.OrdinalIgnoreCase), members);
    }
}

/// <summary>How posts are reviewed: the usual rounds, and those of kinds that have their own.</summary>
public sealed record ReviewRules
{
    public IReadOnlyList<ReviewRound> Usual { get; init; } = [new ReviewRound(NeedsAll: false, ["approver"])];

    /// <summary>By the name of the kind: "new-books".</summary>
    public IReadOnlyDictionary<string, IReadOnlyList<ReviewRound>> ByKind { get; init; } = new Dictionary<string, IReadOnlyList<ReviewRound>>();

    /// <summary>When those who have not decided are reminded.</summary>
    public TimeSpan RemindAfter { get; init; } = TimeSpan.FromHours(24);

    /// <summary>How long after its time an approved post may still go out; after that it expires.</summary>
    public TimeSpan Window { get; init; } = TimeSpan.FromHours(48);

    public IReadOnlyList<ReviewRound> For(string kind) => ByKind.GetValueOrDefault(kind) ?? Usual;
}
