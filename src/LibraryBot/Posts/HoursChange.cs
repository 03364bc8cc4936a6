using System.Globalization;
using System.Text.RegularExpressions;
using LibraryBot.Dialogs;
using LibraryBot.Knowledge;
using LibraryBot.Language;

namespace LibraryBot.Posts;

/// <summary>
/// Closures and opening hours in words, a line each: "tutup 24-26 Desember", "Senin-Jumat 08.00-20.00 mulai 1 Januari". Kept as lines
/// of "closed|from|to||" and "open|from|to|days|hours", Monday is day 0; an end that is not said stays empty.
/// </summary>
internal sealed partial class HoursChange : IAnswerKind
{
    private const int MostLines = 7;
    private const string Iso = "yyyy-MM-dd";

    public Reading Read(Heard heard, StepScene at)
    {
        if (at.Step.Optional && AnswerWords.IsNothing(heard.Text))
            return new Reading.Accepted("");
        var read = new List<Line>();
        foreach (var text in ReadableText.Of(heard.Text, true).Split(['\n', ';'], StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries).Take(MostLines + 1))
        {
            if (ReadLine(text, at.Now) is not { } line || read.Count == MostLines)
                return new Reading.Refused("hours_not_understood", ("said", text));
            if (line.To < DateOnly.FromDateTime(at.Now.DateTime))
                return new Reading.Refused("hours_in_the_past", ("when", SayTime.Days(line.From ?? line.To.Value, line.To.Value, at.Lang)));
            read.Add(line);
        }

        return read.Count == 0 ? new Reading.Refused("nothing_readable")
            : new Reading.Accepted(string.Join('\n', read.Select(line => line.Write())), string.Join("; ", read.Select(line => line.Say(at))));
    }

    public IReadOnlyDictionary<string, IReadOnlyList<string>> Show(string value, StepScene at) =>
        new Dictionary<string, IReadOnlyList<string>> { [""] = [.. Lines(value).Select(line => line.Say(at))] };

    /// <summary>The rules that a value asks for, under ids of its own.</summary>
    public static IEnumerable<HoursRule> Rules(string? value, string id, string reason) =>
        Lines(value).Select((line, at) => line.Rule(string.Create(CultureInfo.InvariantCulture, $"{id}-{at + 1}"), reason));

    private static IEnumerable<Line> Lines(string? value) => (value ?? "").Split('\n', StringSplitOptions.RemoveEmptyEntries).Select(Line.Read).OfType<Line>();

    private static Line? ReadLine(string text, DateTimeOffset now)
    {
        if (Closing().Match(text) is { Success: true } closing)
            return DatePhrase.Find(text[(closing.Index + closing.Length)..], now) is { NamesDay: true } phrase ? new Line(true, phrase.From, phrase.To, [], null) : null;
        if (Opening().Match(text) is not { Success: true } opening || Hours(opening) is not { } hours || Days(opening.Groups["first"].Value, opening.Groups["last"].Value) is not { } days)
            return null;
        var rest = text[(opening.Index + opening.Length)..];
        var from = Since().Match(rest) is { Success: true } since ? DatePhrase.Find(rest[since.Index..], now) : null;
        var until = Until().Match(rest) is { Success: true } end ? DatePhrase.Find(rest[end.Index..], now) : null;
        return new Line(false, from?.From ?? DateOnly.FromDateTime(now.DateTime), until?.To, days, hours);
    }

    private static OpenSpan? Hours(Match opening) =>
        Hour(opening.Groups["from"].Value) is { } from && Hour(opening.Groups["to"].Value) is { } to && from < to ? new OpenSpan(from, to) : null;

    private static TimeOnly? Hour(string text) =>
        TimeOnly.TryParseExact(text.Replace('.', ':'), ["H:mm", "HH:mm", "%H"], CultureInfo.InvariantCulture, DateTimeStyles.None, out var hour) ? hour : null;

    /// <summary>The days from one name to another, round the end of the week; null when a name is no day.</summary>
    private static IReadOnlyList<int>? Days(string first, string last)
    {
        if (AnswerWords.Normal(first) is "setiap hari" or "tiap hari" or "every day" or "daily")
            return [.. Enumerable.Range(0, 7)];
        if (Day(first) is not { } from || (last.Length > 0 ? Day(last) : from) is not { } to)
            return null;
        return [.. Enumerable.Range(0, ((to - from + 7) % 7) + 1).Select(step => (from + step) % 7)];
    }

    private static int? Day(string word) => AnswerWords.Normal(word) is "minggu" ? 6
        : (CalendarNames.Day(AnswerWords.Normal(word)) ?? CalendarNames.ShortDay(AnswerWords.Normal(word))) is { } day ? ((int)day + 6) % 7 : null;

    private sealed record Line(bool IsClosed, DateOnly? From, DateOnly? To, IReadOnlyList<int> Days, OpenSpan? Hours)
    {
        public string Write() => string.Join('|', IsClosed ? "closed" : "open", From?.ToString(Iso, CultureInfo.InvariantCulture), To?.ToString(Iso, CultureInfo.InvariantCulture),
            string.Join(',', Days), Hours is null ? "" : $"{Hours.From:HH\\:mm}-{Hours.To:HH\\:mm}");

        public static Line? Read(string text) => text.Split('|') is [var kind, var from, var to, var days, var hours]
            ? new Line(kind == "closed", DayAnswer.Of(from), DayAnswer.Of(to), [.. days.Split(',', StringSplitOptions.RemoveEmptyEntries).Select(day => int.Parse(day, CultureInfo.InvariantCulture))],
                hours.Split('-') is [var opens, var closes] && Hour(opens) is { } first && Hour(closes) is { } last ? new OpenSpan(first, last) : null)
            : null;

        public string Say(StepScene at)
        {
            if (IsClosed)
                return at.Say("closed", ("when", SayTime.Days(From!.Value, To!.Value, at.Lang))).Trim();
            var days = Days.Count == 7 ? at.Say("every_day").Trim() : Days.Count == 1 ? Name(Days[0]) : $"{Name(Days[0])}-{Name(Days[^1])}";
            var until = To is { } last ? at.Say("until", ("when", SayTime.Date(last, at.Lang))).Trim() : "";
            return at.Say("open", ("day", days), ("hour", $"{SayTime.Hour(Hours!.From, at.Lang)}-{SayTime.Hour(Hours.To, at.Lang)}"), ("when", SayTime.Date(From!.Value, at.Lang)), ("title", until)).Trim();

            string Name(int day) => SayTime.DayName((DayOfWeek)((day + 1) % 7), at.Lang);
        }

        public HoursRule Rule(string id, string reason) => new(id)
        {
            Source = "typed",
            From = From,
            To = To,
            Closed = IsClosed,
            Reason = IsClosed ? reason : null,
            Week = IsClosed ? [.. Enumerable.Repeat<IReadOnlyList<OpenSpan>?>([], 7)] : [.. Enumerable.Range(0, 7).Select(day => Days.Contains(day) ? (IReadOnlyList<OpenSpan>?)[Hours!] : null)],
        };
    }

    [GeneratedRegex(@"^\s*(perpustakaan |the library (is )?)?(tutup|ditutup|libur|closed|closes)\b", RegexOptions.IgnoreCase)]
    private static partial Regex Closing();

    [GeneratedRegex(@"^\s*(buka |open )?(hari )?(?<first>(setiap|tiap) hari|every day|daily|\p{L}+)(\s*(-|–|sampai|sd|s\.d\.|s/d|to|until|hingga)\s*(?<last>\p{L}+))?\s*:?,?\s*(pukul |jam |at |from )?(?<from>\d{1,2}([.:]\d{2})?)\s*(-|–|sampai|to|until|hingga)\s*(?<to>\d{1,2}([.:]\d{2})?)", RegexOptions.IgnoreCase)]
    private static partial Regex Opening();

    [GeneratedRegex(@"\b(mulai|sejak|dari|from|starting|since)\b", RegexOptions.IgnoreCase)]
    private static partial Regex Since();

    [GeneratedRegex(@"\b(sampai|hingga|s\.d\.|until|till)\b", RegexOptions.IgnoreCase)]
    private static partial Regex Until();
}
