namespace LibraryBot.Language;

/// <summary>Puts days, hours and moments that the grammars find together into one phrase.</summary>
internal sealed class DatePhraseReader
{
    // What is longer is no question; the rest is not read.
    private const int LettersAtMost = 2000;
    private readonly string text;
    private readonly DateTimeOffset now;
    private readonly DateWords words;

    private DatePhraseReader(string text, DateTimeOffset now, bool isAnswer)
    {
        this.text = text.Length > LettersAtMost ? text[..LettersAtMost] : text;
        this.now = now;
        words = new DateWords(DateTokens.Of(this.text), isAnswer);
    }

    public static DatePhrase? Read(string text, DateTimeOffset now, bool isAnswer) => new DatePhraseReader(text, now, isAnswer).Phrase();

    private DateOnly Today => DateOnly.FromDateTime(now.DateTime);

    private DatePhrase? Phrase()
    {
        var day = new DayGrammar(words, Today).First();
        if (new Moments(words, now.DateTime).First() is { } moment && (day is null || moment.At <= day.At))
            return Of(moment);
        if (day is { IsMaybeHour: true } && MaybeHour(day) is { } hour)
            return hour;
        var prayer = AfterPrayer();
        var clock = new ClockGrammar(words, day, day?.Part ?? prayer?.Part, TimeOnly.FromDateTime(now.DateTime)).First();
        if (day is null && clock is null)
            return prayer;
        var places = PlacesOf(day, clock);
        return InLibraryZone(WithHours(Of(day, places), clock), clock?.Zone) is var phrase && clock?.Other is { } other
            ? phrase with { Others = [.. phrase.Others, new OtherReading(Doubt.HalfOfDay, InLibraryZone(WithHours(Of(day, places), clock with { Hour = other }), clock.Zone))] }
            : phrase;
    }

    private DatePhrase Of(MomentFound moment) => new(DateOnly.FromDateTime(moment.From), DateOnly.FromDateTime(moment.Until ?? moment.From),
        TimeOnly.FromDateTime(moment.From), moment.Until is { } until ? TimeOnly.FromDateTime(until) : null)
    {
        Words = Said([words.Place(moment.At, moment.Length)]),
        Places = [words.Place(moment.At, moment.Length)],
        Grain = moment.Grain,
    };

    /// <summary>"15.02": the hour first, as hours are written so in Indonesian, and the date as the other reading.</summary>
    private DatePhrase? MaybeHour(DaysFound day)
    {
        if (new ClockReading(words).At(day.At) is not { HasMinutes: true, Hour: { } hour })
            return null;
        var places = PlacesOf(day, null);
        return Of(null, places) with { Hour = hour, Grain = Grain.Minute, Others = [new OtherReading(Doubt.HourOrDate, Of(day, places))] };
    }

    /// <summary>"acara habis magrib": no day and no hour, but about when.</summary>
    private DatePhrase? AfterPrayer()
    {
        for (var at = 0; at < words.Count; at++)
        {
            if (DayParts.AfterPrayer(words, at) is { } prayer)
                return Of(null, [words.Place(at, prayer.Length)]) with { Part = prayer.Part, Grain = Grain.PartOfDay };
        }

        return null;
    }

    private IReadOnlyList<(int Start, int End)> PlacesOf(DaysFound? day, HoursFound? clock)
    {
        var places = new List<(int Start, int End)>();
        if (day is not null)
            places.Add(words.Place(day.At, day.Length));
        if (clock is not null)
            places.Add(words.Place(clock.At, clock.Length));
        places.Sort();
        return places;
    }

    private DatePhrase Of(DaysFound? day, IReadOnlyList<(int Start, int End)> places)
    {
        var phrase = new DatePhrase(day?.From ?? Today, day?.To ?? Today)
        {
            Words = Said(places),
            NamesDay = day is not null,
            NamesYear = day?.NamesYear ?? true,
            Places = places,
            Grain = day?.Grain ?? Grain.Day,
            Part = day?.Part,
            Edge = day?.Edge ?? Edge.Within,
        };
        return day is null ? phrase : WithOthers(phrase, day.Others);
    }

    private static DatePhrase WithOthers(DatePhrase phrase, IReadOnlyList<OtherDays> others) => phrase with
    {
        Alternative = others.FirstOrDefault(other => other.Why == Doubt.NextWeekday && other.From == other.To)?.From,
        Others = [.. others.Select(other => new OtherReading(other.Why, phrase with { From = other.From, To = other.To, Grain = other.Grain, NamesYear = true }))],
    };

    private static DatePhrase WithHours(DatePhrase phrase, HoursFound? clock) => clock is null ? phrase : phrase with
    {
        Hour = clock.Hour,
        Until = clock.Until,
        HourEdge = clock.Edge,
        Grain = clock.HasMinutes ? Grain.Minute : Grain.Hour,
        Others = [.. phrase.Others.Select(other => other with { Phrase = WithHours(other.Phrase, clock) })],
    };

    /// <summary>"jam 10 WITA" is nine in the west: hours are the library's own, and the day with them.</summary>
    private DatePhrase InLibraryZone(DatePhrase phrase, int? zone)
    {
        if (zone is not { } east || phrase.Hour is not { } hour)
            return phrase;
        var moved = hour.Add(now.Offset - TimeSpan.FromHours(east), out var days);
        return phrase with
        {
            From = phrase.From.AddDays(days),
            To = phrase.To.AddDays(days),
            Hour = moved,
            Until = phrase.Until?.Add(now.Offset - TimeSpan.FromHours(east)),
            Others = [.. phrase.Others.Select(other => other with { Phrase = InLibraryZone(other.Phrase, zone) })],
        };
    }

    private string Said(IReadOnlyList<(int Start, int End)> places) => string.Join(' ', places.Select(place => text[place.Start..place.End]));
}
