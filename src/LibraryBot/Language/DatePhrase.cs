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

    /// <summary>The first date phrase of a text, in either language. Null when there is none. Pure.</summary>
    /// <param name="text">What a person wrote.</param>
    /// <param name="now">The library's clock, in the library's zone.</param>
    public static DatePhrase? Find(string text, DateTimeOffset now)
    {
        var tokens = DateTokens.Of(text.Length > 2000 ? text[..2000] : text);
        var day = new DayGrammar(tokens, DateOnly.FromDateTime(now.DateTime)).First();
        var clock = ClockGrammar.First(tokens, day);
        if (day is null && clock is null)
            return null;

        var places = new List<(int Start, int End)>();
        if (day is not null)
            places.Add((tokens[day.At].Start, tokens[day.At + day.Length - 1].End));
        if (clock is not null)
            places.Add((tokens[clock.At].Start, tokens[clock.At + clock.Length - 1].End));
        places.Sort();
        var today = DateOnly.FromDateTime(now.DateTime);
        return new DatePhrase(day?.From ?? today, day?.To ?? today, clock?.Hour, clock?.Until,
            string.Join(' ', places.Select(place => text[place.Start..place.End])), day?.Alternative)
        {
            NamesDay = day is not null,
            NamesYear = day?.NamesYear ?? true,
            Places = places,
        };
    }
}
