using System.Globalization;
using System.Text.Json;
using LibraryBot.Language;

namespace LibraryBot.Tests.Language;

/// <summary>
/// Questions with and without a time in them, as patrons write them: time-phrases.jsonl. What each means was worked out by hand and by a calendar, not by our grammar.
/// "also" is the day of another reading, "none" says that there is no time to be found.
/// </summary>
public sealed class TimePhrasesTests
{
    public static TheoryData<string> Rows() => [.. File.ReadLines(Path.Combine(AppContext.BaseDirectory, "Language", "time-phrases.jsonl"))];

    [Theory]
    [MemberData(nameof(Rows))]
    public void A_phrase_means_what_it_says(string line)
    {
        var row = JsonDocument.Parse(line).RootElement;
        var found = DatePhrase.Find(Text(row, "text")!, DateTimeOffset.Parse(Text(row, "now")!, CultureInfo.InvariantCulture));
        if (row.TryGetProperty("none", out _))
        {
            Assert.Null(found);
            return;
        }

        Assert.NotNull(found);
        Assert.Equal(Expected(row), Read(found));
        if (Text(row, "also") is { } also)
            Assert.Contains(also, found.Others.Select(other => Iso(other.Phrase.From)));
    }

    private static string Expected(JsonElement row) => string.Join(' ',
        Text(row, "from") is { } from ? $"{from}..{Text(row, "to")}" : "no day", Text(row, "hour"), Text(row, "until"), Text(row, "part"), Text(row, "edge") ?? "within", Text(row, "hour_edge") ?? "within");

    // An hour tells more than the part of the day that it was said with.
    private static string Read(DatePhrase found) => string.Join(' ',
        found.NamesDay ? $"{Iso(found.From)}..{Iso(found.To)}" : "no day", Hour(found.Hour), Hour(found.Until), found.Hour is null ? found.Part?.Indonesian : null,
        found.Edge.ToString().ToLowerInvariant(), found.HourEdge.ToString().ToLowerInvariant());

    private static string? Text(JsonElement row, string name) => row.TryGetProperty(name, out var value) ? value.GetString() : null;

    private static string Iso(DateOnly day) => day.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);

    private static string? Hour(TimeOnly? hour) => hour?.ToString("HH:mm", CultureInfo.InvariantCulture);
}
