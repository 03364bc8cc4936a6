namespace LibraryBot.Language;

/// <summary>
/// A day or days, and perhaps an hour, named in words. Days are the library's own, ends included.
/// <c>Hour</c> null: none was said. <c>Alternative</c>: the other day that the words may mean ("Sabtu depan").
/// </summary>
public sealed record DatePhrase(DateOnly From, DateOnly To, TimeOnly? Hour = null, TimeOnly? Until = null, string Words = "", DateOnly? Alternative = null)
{
    /// <summary>Whether a day was named at all; false when only an hour was ("jam 3 sore"), and From is then today.</summary>
    public bool NamesDay { get; init; } = true;

    /// <summary>Whether the year was said or follows from the words; false for "14 Maret", which may as well be last year's.</summary>
    public bool NamesYear { get; init; } = true;

    /// <summary>Where in the text the words stand, for taking them out of it.</summary>
    public IReadOnlyList<(int Start, int End)> Places { get; init; } = [];

    public Grain Grain { get; init; } = Grain.Day;

    /// <summary>"besok pagi", "habis magrib": about when, while no hour was said. With an hour, it has already told which half of the day.</summary>
    public DayPart? Part { get; init; }

    /// <summary>Which side of From and To is meant: "setelah tanggal 5", "until Friday". See <see cref="Meant"/>.</summary>
    public Edge Edge { get; init; }

    /// <summary>Which side of the hour is meant: "setelah jam 5", "before 10 am".</summary>
    public Edge HourEdge { get; init; }

    /// <summary>What else the words may mean, each with the reason. The phrase itself is the likelier reading.</summary>
    public IReadOnlyList<OtherReading> Others { get; init; } = [];

    /// <summary>The first date phrase of a text, in either language. Null when there is none. Pure.</summary>
    /// <param name="text">What a person wrote.</param>
    /// <param name="now">The library's clock, in the library's zone.</param>
    public static DatePhrase? Find(string text, DateTimeOffset now) => DatePhraseReader.Read(text, now, isAnswer: false);

    /// <summary>
    /// The date in an answer to a question for one. Says the whole text nothing but a time, it may be short: "sab", "15-2", "sore", "sekarang".
    /// In a question those words would mean something else.
    /// </summary>
    public static DatePhrase? InAnswer(string text, DateTimeOffset now) => DatePhraseReader.Read(text, now, isAnswer: true);

    /// <summary>The days that are meant, ends included; an end that stays open is null.</summary>
    public (DateOnly? From, DateOnly? To) Meant => Edge switch
    {
        Edge.Before => (null, From.AddDays(-1)),
        Edge.Until => (null, To),
        Edge.From => (From, null),
        Edge.After => (To.AddDays(1), null),
        _ => (From, To),
    };
}

/// <summary>Another reading of the same words, and why there is one.</summary>
public sealed record OtherReading(Doubt Why, DatePhrase Phrase);
