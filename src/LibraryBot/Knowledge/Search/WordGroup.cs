namespace LibraryBot.Knowledge.Search;

/// <summary>
/// One thing that is asked for, in all the words it may stand under: as said first, then synonyms, the other language,
/// a corrected spelling. A record has it when it has all the words of one of the phrases.
/// </summary>
public sealed record WordGroup(string Said, IReadOnlyList<IReadOnlyList<string>> Phrases, double Weight)
{
    private const double ByParts = 0.85;

    /// <summary>Only the author's name will do.</summary>
    public bool InAuthor { get; init; }

    /// <summary>People say it whatever they ask about; a record that lacks it may be the right one all the same.</summary>
    public bool IsEveryday { get; init; }

    /// <summary>Other words for it are known.</summary>
    public bool IsTerm => Phrases.Count > 1 && !IsGuessed;

    /// <summary>The phrases after the first are guesses at what was meant: spelled right, or spelled out.</summary>
    public bool IsGuessed { get; init; }

    /// <summary>Any word that begins so will do as well: the word may not be typed to its end.</summary>
    public string? Beginning { get; init; }

    /// <summary>The same words taken one by one, or by shorter phrases: a record that has them all has the thing, nearly as surely.</summary>
    public IReadOnlyList<WordGroup> Parts { get; init; } = [];

    /// <summary>How surely a record has it, 0 to 1.</summary>
    public double In(RecordWords record)
    {
        var best = 0.0;
        for (var i = 0; i < Phrases.Count && best < 1; i++)
            best = Math.Max(best, Phrases[i].Min(record.Has) * (i == 0 ? 1 : 0.95));
        if (best < ByParts && Parts.Count > 0)
            best = Math.Max(best, ByParts * (0.7 * Parts.Min(part => part.In(record)) + 0.3 * Parts.Average(part => part.In(record))));
        return best < 1 && Beginning is { } beginning && record.HasBeginning(beginning) ? Math.Max(best, 0.95) : best;
    }

    /// <summary>The share of the question's weight that a record answers: the evidence.</summary>
    public static double Evidence(IReadOnlyList<WordGroup> groups, RecordWords record)
    {
        var asked = groups.Sum(group => group.Weight);
        return asked <= 0 ? 0 : groups.Sum(group => group.Weight * group.In(record)) / asked;
    }
}
