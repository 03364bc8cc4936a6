namespace LibraryBot.Language;

/// <summary>Days that some tokens name.</summary>
internal sealed record DaysFound(int At, int Length, DateOnly From, DateOnly To)
{
    public DateOnly? Alternative { get; init; }
    public bool NamesYear { get; init; } = true;
}

/// <summary>
/// The grammar of days, in Indonesian and English. The first place that can be read wins, and there the longest reading.
/// "minggu" is Sunday or a week; "Sabtu depan" is next week's Saturday for most people and the coming one for some.
/// </summary>
internal sealed partial class DayGrammar(IReadOnlyList<DateToken> tokens, DateOnly today)
{
    private static readonly HashSet<string> This = ["ini", "this"];
    private static readonly HashSet<string> Next = ["depan", "berikutnya", "mendatang", "selanjutnya", "next"];
    private static readonly HashSet<string> Last = ["lalu", "kemarin", "kemaren", "kmrn", "last", "terakhir", "previous", "past"];
    private static readonly HashSet<string> RangeWords = ["sampai", "hingga", "to", "until", "till", "through", "sampe", "smp"];
    private static readonly HashSet<string> Dashes = ["-", "–", "—"];
    private static readonly HashSet<string> DayUnits = ["hari", "day", "days", "hr"];
    private static readonly HashSet<string> WeekUnits = ["minggu", "pekan", "week", "weeks", "mggu"];
    private static readonly HashSet<string> MonthUnits = ["bulan", "month", "months", "bln"];
    private static readonly HashSet<string> YearUnits = ["tahun", "year", "years", "thn"];
    private static readonly HashSet<string> NotSundayAfter = ["per", "tiap", "setiap", "berapa", "satu", "se", "beberapa", "dalam", "akhir", "tengah", "selama"];

    private delegate DaysFound? Reading(int at);

    public DaysFound? First()
    {
        for (var at = 0; at < tokens.Count; at++)
        {
            if (ReadRange(at) is { } found)
                return found;
        }

        return null;
    }

    private string Word(int at) => at >= 0 && at < tokens.Count ? tokens[at].Text : "";

    private int? Digits(int at) => at >= 0 && at < tokens.Count ? tokens[at].Number : null;

    private DaysFound? ReadRange(int at)
    {
        var start = Word(at) is "dari" or "from" or "between" or "antara" or "mulai" ? at + 1 : at;
        if (Read(start) is not { } first)
            return Word(at) is "sejak" or "since" && Read(at + 1) is { } since ? Since(at, since) : null;
        first = first with { At = at, Length = first.Length + start - at };
        var after = at + first.Length;
        var joined = RangeWords.Contains(Word(after)) || Dashes.Contains(Word(after)) || (Word(at) is "between" or "antara" && Word(after) is "and" or "dan");
        if (!joined)
            return Word(after) is "dan" or "and" or "&" && Read(after + 1) is { } neighbour && first.From == first.To && neighbour.From == first.From.AddDays(1)
                ? first with { Length = first.Length + 1 + neighbour.Length, To = neighbour.To }
                : first;
        if (Read(after + 1) is not { } last)
            return first;
        var to = last.To;
        while (to < first.From)
            to = to.AddDays(7);
        return to.DayNumber - first.From.DayNumber > 366 ? first : first with { Length = first.Length + 1 + last.Length, To = to, Alternative = null };
    }

    // "since Monday", "sejak Januari": the one behind us.
    private DaysFound Since(int at, DaysFound since)
    {
        var from = since.From <= today ? since.From : since.Length <= 2 && since.From.DayNumber - today.DayNumber < 7 ? since.From.AddDays(-7) : since.From.AddYears(-1);
        return new DaysFound(at, since.Length + 1, from, today);
    }

    private DaysFound? Read(int at)
    {
        if (at >= tokens.Count)
            return null;
        DaysFound? longest = null;
        foreach (var reading in (Reading[])[NearDay, Counted, Span, Weekend, Week, MonthOrYear, PartOfMonth, NumericDate, WrittenDate, DayOfMonth, WholeMonth, Weekday])
        {
            if (reading(at) is { } found && (longest is null || found.Length > longest.Length))
                longest = found;
        }

        return longest;
    }

    private DaysFound One(int at, int length, DateOnly day) => new(at, length, day, day);

    private DaysFound? NearDay(int at)
    {
        switch (Word(at))
        {
            case "hari" or "hr" when This.Contains(Word(at + 1)):
            case "malam" or "pagi" or "siang" or "sore" when Word(at + 1) == "ini":
            case "nanti" when Word(at + 1) is "malam" or "sore" or "siang" or "pagi":
                return One(at, 2, today);
            case "today" or "tonight":
                return One(at, 1, today);
            case "this" when Word(at + 1) is "morning" or "afternoon" or "evening":
                return One(at, 2, today);
            case "day" when Word(at + 1) == "after" && Word(at + 2) is "tomorrow":
                return One(at, 3, today.AddDays(2));
            case "the" when NearDay(at + 1) is { Length: 3 } later:
                return later with { At = at, Length = 4 };
            case "besok" when Word(at + 1) == "lusa":
                return One(at, 2, today.AddDays(2));
            case "besok" or "bsk" or "esok" or "besuk" or "tomorrow" or "tmrw" or "tmr" or "tomorow" or "tommorow" or "tommorrow":
                return Word(at + 1) is "hari" && Weekday(at + 2) is { } named ? named with { At = at, Length = named.Length + 2 } : One(at, 1, today.AddDays(1));
            case "lusa" or "overmorrow":
                return One(at, 1, today.AddDays(2));
            case "kemarin" or "kemaren" or "kmrn" when Word(at + 1) == "-" && Word(at + 2) == Word(at):
                return new DaysFound(at, 3, today.AddDays(-90), today.AddDays(-1));
            case "kemarin" or "kemaren" or "kmrn" when Word(at + 1) is "lusa" or "dulu":
                return One(at, 2, today.AddDays(-2));
            case "kemarin" or "kemaren" or "kmrn" or "kmren" or "yesterday":
                return One(at, 1, today.AddDays(-1));
            default:
                return null;
        }
    }

    /// <summary>"3 hari lagi", "two weeks ago", "seminggu lagi", "in 3 days".</summary>
    private DaysFound? Counted(int at)
    {
        var start = Word(at) is "in" or "dalam" ? at + 1 : at;
        if (Amount(start) is not { } amount)
            return null;
        var after = start + amount.Length;
        (int Sign, int Length)? direction = (Word(after), Word(after + 1)) switch
        {
            ("yang" or "yg", "lalu" or "lewat") => (-1, 2),
            ("ke", "belakang") => (-1, 2),
            ("dari" or "from", "sekarang" or "now" or "today") => (1, 2),
            ("lalu" or "ago" or "silam" or "sebelumnya", _) => (-1, 1),
            ("lagi" or "later", _) => (1, 1),
            _ when start > at && Word(at) == "in" => (1, 0),
            _ => null,
        };
        return direction is { } way ? One(at, after + way.Length - at, Shift(amount.Unit, way.Sign * amount.Count)) : null;
    }

    /// <summary>"7 hari ke depan", "next 3 days", "seminggu terakhir", "the past two weeks".</summary>
    private DaysFound? Span(int at)
    {
        if (Word(at) is "next" or "coming" or "last" or "past" && Amount(at + 1) is { } english)
        {
            var ahead = Word(at) is "next" or "coming";
            return Spanned(at, english.Length + 1, english.Unit, ahead ? english.Count : -english.Count);
        }

        if (Word(at) is "coming" && UnitOf(at + 1) is { } unit)
            return Spanned(at, 2, unit, 1);
        if (Amount(at) is not { } amount)
            return null;
        var after = at + amount.Length;
        return (Word(after), Word(after + 1)) switch
        {
            ("ke", "depan") => Spanned(at, amount.Length + 2, amount.Unit, amount.Count),
            ("kedepan" or "mendatang", _) => Spanned(at, amount.Length + 1, amount.Unit, amount.Count),
            ("terakhir" or "belakangan", _) => Spanned(at, amount.Length + 1, amount.Unit, -amount.Count),
            ("ini", _) when Word(at).StartsWith("se", StringComparison.Ordinal) => Spanned(at, amount.Length + 1, amount.Unit, -amount.Count),
            _ => null,
        };
    }

    private DaysFound Spanned(int at, int length, char unit, int count)
    {
        var end = Shift(unit, count);
        return count < 0 ? new DaysFound(at, length, end, today) : new DaysFound(at, length, today, end);
    }

    /// <summary>A count and its unit: "3 hari", "seminggu", "a week".</summary>
    private (int Count, char Unit, int Length)? Amount(int at)
    {
        switch (Word(at))
        {
            case "sehari":
                return (1, 'd', 1);
            case "seminggu" or "sepekan":
                return (1, 'w', 1);
            case "sebulan":
                return (1, 'm', 1);
            case "setahun":
                return (1, 'y', 1);
            case "a" or "an" when UnitOf(at + 1) is { } unit:
                return (1, unit, 2);
            default:
                return CalendarNames.Number(tokens, at) is { Value: <= 1000 } number && UnitOf(at + number.Length) is { } counted
                    ? (number.Value, counted, number.Length + 1)
                    : null;
        }
    }

    private char? UnitOf(int at) => Word(at) switch
    {
        var word when DayUnits.Contains(word) => 'd',
        var word when WeekUnits.Contains(word) => 'w',
        var word when MonthUnits.Contains(word) => 'm',
        var word when YearUnits.Contains(word) => 'y',
        _ => null,
    };

    private DateOnly Shift(char unit, int count) => unit switch
    {
        'd' => today.AddDays(count),
        'w' => today.AddDays(7 * count),
        'm' => today.AddMonths(count),
        _ => today.AddYears(count),
    };

    /// <summary>0 for "ini", 1 for "depan", -1 for "lalu", with the tokens it takes ("yang lalu" takes two).</summary>
    private (int Step, int Length)? Direction(int at)
    {
        if (Word(at) is "yang" or "yg" && Word(at + 1) is "lalu" or "akan")
            return Word(at + 1) == "lalu" ? (-1, 2) : (1, Word(at + 2) == "datang" ? 3 : 2);
        if (This.Contains(Word(at)))
            return (0, 1);
        if (Next.Contains(Word(at)))
            return (1, 1);
        return Last.Contains(Word(at)) ? (-1, 1) : null;
    }

    private (int Step, int Length)? Before(int at) => Word(at) switch
    {
        "this" when Word(at + 1) is "coming" or "upcoming" => (0, 2),
        "this" or "current" or "coming" or "upcoming" => (0, 1),
        "next" or "following" => (1, 1),
        "last" or "previous" or "past" => (-1, 1),
        "the" when Before(at + 1) is { } inner => (inner.Step, 2),
        _ => null,
    };

    private DateOnly Monday(int weeks) => today.AddDays(-(((int)today.DayOfWeek + 6) % 7) + 7 * weeks);

    private DaysFound? Weekend(int at)
    {
        DaysFound Of(int length, int weeks) => new(at, length, Monday(weeks).AddDays(5), Monday(weeks).AddDays(6));

        if (Before(at) is { } before && Word(at + before.Length) is "weekend" or "weekends")
            return Of(before.Length + 1, before.Step);
        var length = (Word(at), Word(at + 1)) switch
        {
            ("akhir", "pekan" or "minggu") => 2,
            ("week", "end") => 2,
            ("weekend" or "wiken" or "weekends", _) => 1,
            _ => 0,
        };
        if (length == 0)
            return null;
        return Direction(at + length) is { } after ? Of(length + after.Length, after.Step) : Of(length, 0);
    }

    private DaysFound? Week(int at)
    {
        DaysFound Of(int length, int weeks) => new(at, length, Monday(weeks), Monday(weeks).AddDays(6));

        if (Before(at) is { } before && WeekUnits.Contains(Word(at + before.Length)))
            return Of(before.Length + 1, before.Step);
        if (!WeekUnits.Contains(Word(at)) || Word(at - 1) is "hari" or "akhir")
            return null;
        if (CalendarNames.Ordinal(Word(at + 1)) is { } place && MonthAt(at + 2) is { } month)
        {
            var first = month.From.AddDays(7 * (place - 1));
            return first > month.To ? null : new DaysFound(at, 2 + month.Length, first, Earlier(first.AddDays(6), month.To)) { NamesYear = month.NamesYear };
        }

        if (Direction(at + 1) is not { } after || CalendarNames.Number(tokens, at - 1) is not null)
            return null;
        return Of(1 + after.Length, after.Step);
    }

    private DaysFound? Weekday(int at)
    {
        if (Word(at) is "malam" or "malem" && Weekday(at + 1) is { } eve && Word(at + 1) is not "hari")
            return eve with { At = at, Length = eve.Length + 1, From = eve.From.AddDays(-1), To = eve.To.AddDays(-1), Alternative = null };
        var before = Before(at);
        var start = at + (before?.Length ?? 0);
        if (Word(start) is "hari" or "hr" or "on")
            start++;
        if (DayNameAt(start, hasCompany: start > at) is not { } name)
            return null;
        var next = start + 1;
        if (Word(next) == "." && next < tokens.Count && !tokens[next].AfterSpace && CalendarNames.ShortDay(Word(start)) is not null)
            next++;
        // "Sabtu, 14 Maret 2026": the date says which Saturday.
        var comma = Word(next) == "," ? 1 : 0;
        if (WrittenDate(next + comma) is { } dated)
            return dated with { At = at, Length = next + comma - at + dated.Length };
        if (NumericDate(next + comma) is { } numeric)
            return numeric with { At = at, Length = next + comma - at + numeric.Length };
        var after = Direction(next);
        if (after is null && Word(next) is "minggu" or "pekan" && Direction(next + 1) is { } ofWeek)
            return One(at, next + 1 + ofWeek.Length - at, Monday(ofWeek.Step).AddDays(((int)name + 6) % 7));
        if (after is null && Word(next) is "besok" or "bsk")
            after = (0, 1);
        return Which(at, next + (after?.Length ?? 0) - at, name, (before ?? after)?.Step);
    }

    private DaysFound Which(int at, int length, DayOfWeek name, int? step)
    {
        var ahead = ((int)name - (int)today.DayOfWeek + 7) % 7;
        var coming = today.AddDays(ahead);
        if (step is -1)
            return One(at, length, coming.AddDays(-7));
        if (step is not 1)
            return One(at, length, coming) with { NamesYear = step is not null };
        var nextWeeks = Monday(1).AddDays(((int)name + 6) % 7);
        return One(at, length, nextWeeks) with { Alternative = coming != nextWeeks && coming != today ? coming : null };
    }

    private DayOfWeek? DayNameAt(int at, bool hasCompany)
    {
        var word = Word(at);
        if (CalendarNames.Day(word) is { } name)
            return name;
        if (word == "minggu")
            return IsSunday(at, hasCompany) ? DayOfWeek.Sunday : null;
        if (CalendarNames.ShortDay(word) is not { } shortName)
            return null;
        var next = at + 1;
        var stands = hasCompany || Direction(next) is not null && word is not "min" || (Digits(next) is not null || Word(next) == ",") && WrittenDate(next + (Word(next) == "," ? 1 : 0)) is not null;
        return stands ? shortName : null;
    }

    // "hari Minggu", "Sabtu-Minggu" and a bare "minggu" are Sunday; "minggu ini", "2 minggu", "tiap minggu" are weeks.
    private bool IsSunday(int at, bool hasCompany)
    {
        if (hasCompany && Word(at - 1) is "hari" or "hr")
            return true;
        if (Direction(at + 1) is not null || CalendarNames.Ordinal(Word(at + 1)) is not null)
            return false;
        return CalendarNames.Number(tokens, at - 1) is null && !NotSundayAfter.Contains(Word(at - 1)) && Word(at + 1) != "-";
    }
}
