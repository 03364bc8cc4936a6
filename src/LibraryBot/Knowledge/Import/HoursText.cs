using System.Globalization;

namespace LibraryBot.Knowledge.Import;

/// <summary>Opening hours as the native file writes them: "mon_thu": "08:00-11:30,13:00-16:30", "sun": "closed", "all": "closed".</summary>
internal static class HoursText
{
    private static readonly string[] DayNames = ["mon", "tue", "wed", "thu", "fri", "sat", "sun"];

    /// <summary>"2026-02-18..2026-03-17", one day, or an end left open.</summary>
    public static (DateOnly? From, DateOnly? To)? Period(string text)
    {
        var ends = text.Split("..");
        if (ends.Length > 2)
            return null;
        if (!Day(ends[0], out var from) || !Day(ends[^1], out var to) || (from is null && to is null) || from > to)
            return null;
        return (from, to);
    }

    public static (IReadOnlyList<IReadOnlyList<OpenSpan>?> Week, bool Closed) Week(NativeRow row)
    {
        var week = new IReadOnlyList<OpenSpan>?[7];
        var told = false;
        foreach (var (name, value) in row.Texts())
        {
            if (DaysOf(name) is not { } days)
                continue;
            var spans = Spans(value) ?? throw new BrokenRow($"{name} \"{value}\" are not hours (08:00-16:00, or closed)");
            foreach (var day in days)
                week[day] = spans;
            told = true;
        }

        if (!told)
            throw new BrokenRow("it names no day of the week");
        return (week, week.All(spans => spans is { Count: 0 }));
    }

    private static IEnumerable<int>? DaysOf(string name)
    {
        if (name is "all" or "daily")
            return Enumerable.Range(0, 7);
        var ends = name.Split('_');
        var (first, last) = (Array.IndexOf(DayNames, ends[0]), Array.IndexOf(DayNames, ends[^1]));
        if (ends.Length > 2 || first < 0 || last < 0)
            return null;
        return Enumerable.Range(0, (last - first + 7) % 7 + 1).Select(step => (first + step) % 7);
    }

    private static IReadOnlyList<OpenSpan>? Spans(string text)
    {
        if (text is "closed" or "tutup" or "")
            return [];
        var spans = new List<OpenSpan>();
        foreach (var part in text.Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries))
        {
            var hours = part.Split('-', '–');
            if (hours.Length != 2 || !Hour(hours[0], out var from) || !Hour(hours[1], out var to) || to <= from)
                return null;
            spans.Add(new OpenSpan(from, to));
        }

        return spans;
    }

    private static bool Day(string text, out DateOnly? day)
    {
        day = null;
        if (text.Trim().Length == 0)
            return true;
        if (!DateOnly.TryParseExact(text.Trim(), "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var read))
            return false;
        day = read;
        return true;
    }

    // "24:00" is how people write the end of a day.
    private static bool Hour(string text, out TimeOnly hour)
    {
        var written = text.Trim().Replace('.', ':');
        hour = TimeOnly.MaxValue;
        return written == "24:00" || TimeOnly.TryParseExact(written, ["HH:mm", "H:mm"], CultureInfo.InvariantCulture, DateTimeStyles.None, out hour);
    }
}
