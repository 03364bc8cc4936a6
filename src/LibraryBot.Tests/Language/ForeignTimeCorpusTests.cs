using System.Globalization;
using System.Text.Json;
using LibraryBot.Language;
using LibraryBot.Tests.Support;
using Xunit.Abstractions;

namespace LibraryBot.Tests.Language;

/// <summary>
/// Indonesian phrases of time that others collected, each against our grammar. Every row is asserted unless a careful speaker would call it wrong;
/// those rows and the reasons stand here. What we do not read is a miss, not a wrong row.
/// </summary>
public sealed class ForeignTimeCorpusTests(ITestOutputHelper output)
{
    private static readonly Dictionary<(string Phrase, string Start), string> Wrong = new()
    {
        [("hari ini", "2013-02-12T04:30:00")] = "the second row of the same words says the whole day, and that is what the words say",
        [("minggu depan", "2013-02-19T00:00:00")] = "one day, a week on; next week is Monday to Sunday, as the file's own \"bulan depan\" begins with its first day",
        [("minggu lalu", "2013-02-05T00:00:00")] = "one day, a week back; the same contradiction",
        [("minggu ini", "2013-01-01T00:00:00")] = "the whole of January for a week of February",
        [("awal bulan", "2013-01-01T00:00:00")] = "the whole of January for the first days of February",
        [("pagi", "2013-02-12T00:00:00")] = "from midnight on; the file's own \"besok pagi\" begins at six, and before dawn is \"dini hari\"",
        [("tahun baru", "2013-01-01T00:00:00")] = "gone by in February, when every other feast of the file is the one to come",
        [("tahun baru masehi", "2013-01-01T00:00:00")] = "gone by, the same",
    };

    // Two readings that a careful speaker would both accept: the file's must be among ours.
    private static readonly HashSet<string> Either = ["15 januari", "15 jan", "15.02", "hari ini jam 3", "selasa", "sel", "sel."];

    // The stretch begins as the file says. It ends now and not at the midnight before: what happened this morning is of the last two days.
    private static bool EndsToday(string phrase) => phrase.EndsWith("terakhir", StringComparison.Ordinal);

    [SkippableFact]
    public void At_least_95_percent_of_the_sound_rows_are_read_as_they_say()
    {
        var file = SharedData.Path("time/duckling-id-time.json");
        Skip.If(file is null, "shared data is not here");
        using var json = JsonDocument.Parse(File.ReadAllText(file!));
        var reference = DateTimeOffset.Parse(json.RootElement.GetProperty("reference").GetString()!, CultureInfo.InvariantCulture);
        var rows = json.RootElement.GetProperty("cases").EnumerateArray().Select(Row.Of).ToList();
        var sound = rows.Where(row => !Wrong.ContainsKey((row.Phrase, row.StartText))).ToList();
        Assert.Equal(Wrong.Count, rows.Count - sound.Count);

        var results = sound.Select(row => (row.Phrase, Fits(row, reference), row.ToString())).ToList();
        var second = sound.Count(row => Either.Contains(row.Phrase) && DatePhrase.InAnswer(row.Phrase, reference) is { } found && !Fits(row, found));
        results.AddRange(json.RootElement.GetProperty("negative").EnumerateArray().Select(text => text.GetString()!)
            .Select(text => (text, DatePhrase.InAnswer(text, reference) is null && DatePhrase.Find(text, reference) is null, $"{text}: no time")));
        results.AddRange(json.RootElement.GetProperty("dateparser_normal_form").EnumerateArray()
            .Select(pair => (Id: pair.GetProperty("phrase").GetString()!, En: pair.GetProperty("english").GetString()!))
            .Select(pair => (pair.Id, MeansThe(pair.En, pair.Id, reference), $"{pair.Id}: {pair.En}")));

        var misses = results.Where(result => !result.Item2).ToList();
        output.WriteLine($"{results.Count - misses.Count} of {results.Count} sound rows are right, {second} of them as our second reading; {Wrong.Count} rows are judged wrong");
        foreach (var miss in misses)
            output.WriteLine($"missed: {miss.Item3}, read as {Show(DatePhrase.InAnswer(miss.Phrase, reference))}");
        Assert.True(misses.Count + second <= results.Count * 0.05);
    }

    private static bool Fits(Row row, DateTimeOffset reference)
    {
        if (row.IsHoliday)
            return FixedHolidays.Named(TextWords.Of(row.Phrase), DateOnly.FromDateTime(reference.DateTime)) == DateOnly.FromDateTime(row.Start);
        if (DatePhrase.InAnswer(row.Phrase, reference) is not { } found)
            return false;
        return Fits(row, found) || (Either.Contains(row.Phrase) && found.Others.Any(other => Fits(row, other.Phrase)));
    }

    private static bool Fits(Row row, DatePhrase found) => (Begin(found), row.End) switch
    {
        var (begin, _) when begin != row.Start => false,
        (_, null) => true,
        _ when EndsToday(row.Phrase) => found.To.ToDateTime(TimeOnly.MinValue) == row.End,
        _ => End(found) == row.End,
    };

    private static DateTime Begin(DatePhrase found) => found.From.ToDateTime(found.Hour ?? found.Part?.From ?? TimeOnly.MinValue);

    private static DateTime End(DatePhrase found) => found.Part is { } part && part.Until != TimeOnly.MinValue
        ? found.To.ToDateTime(part.Until)
        : found.To.AddDays(1).ToDateTime(TimeOnly.MinValue);

    // The file's English is a normal form ("0 day ago"); it must mean what the Indonesian means, and a bare length ("5 week") must mean no time in either.
    private static bool MeansThe(string english, string indonesian, DateTimeOffset reference)
    {
        var (said, meant) = (DatePhrase.InAnswer(indonesian, reference), DatePhrase.InAnswer(english, reference));
        if (english == "5 week")
            return said is null && meant is null;
        return said is not null && meant is not null && (said.From, said.To, said.Hour) == (meant.From, meant.To, meant.Hour);
    }

    private static string Show(DatePhrase? found) => found is null ? "nothing" : $"{Begin(found):s} to {End(found):s}";

    private sealed record Row(string Phrase, string StartText, DateTime Start, DateTime? End, bool IsHoliday)
    {
        public static Row Of(JsonElement row) => new(row.GetProperty("phrase").GetString()!, row.GetProperty("start").GetString()!,
            row.GetProperty("start").GetDateTime(), row.GetProperty("end").ValueKind == JsonValueKind.Null ? null : row.GetProperty("end").GetDateTime(), row.TryGetProperty("holiday", out _));
    }
}
