using System.Text.RegularExpressions;
using Ical.Net;
using Ical.Net.CalendarComponents;
using LibraryBot.Storage;

namespace LibraryBot.Knowledge.Import;

/// <summary>
/// An iCalendar file or link (Google Calendar, LibCal ...). Each event is read by itself, so that a broken one is skipped
/// and named while the others come in. A changed session of a series becomes an event of its own and leaves the series.
/// </summary>
public static partial class IcsFile
{
    private const int EventsAtMost = 20_000;

    /// <param name="fileOrLink">A path, or an http(s) link to a place on the open Internet.</param>
    /// <exception cref="ImportRefused">It cannot be read, or is not a calendar; nothing was changed.</exception>
    public static async Task<ImportRun> Import(string fileOrLink, Importing into)
    {
        var isLink = fileOrLink.StartsWith("http://", StringComparison.OrdinalIgnoreCase) || fileOrLink.StartsWith("https://", StringComparison.OrdinalIgnoreCase);
        var text = isLink ? await ImportFile.Fetch(fileOrLink, into.Outside) : ImportFile.Read(fileOrLink);
        return await ImportText(text, fileOrLink, into);
    }

    public static async Task<ImportRun> ImportText(string text, string name, Importing into)
    {
        if (!text.Contains("BEGIN:VCALENDAR", StringComparison.OrdinalIgnoreCase))
            throw new ImportRefused($"{name} is not an iCalendar file.");
        var blocks = Event().Matches(text).Select(match => match.Value).ToList();
        if (blocks.Count > EventsAtMost)
            throw new ImportRefused($"{name} has more than {EventsAtMost} events.");
        var (branches, zone) = await into.Store.Read(session => (session.All(Branch.Collection), Zones.Find(session.All(LibraryInfo.Collection).FirstOrDefault()?.TimeZone)));
        var batch = into.Begin("ics");
        var zones = string.Join("\r\n", Zone().Matches(text).Select(match => match.Value));
        var read = blocks.Index().Select(block => Read(block.Item, zones, $"VEVENT[{block.Index}]", batch, new IcsEvent(branches, zone))).OfType<LibraryEvent>().ToList();
        foreach (var found in WithoutChangedSessions(read, zone))
            await batch.Add(LibraryEvent.Collection, found);
        return await batch.End();
    }

    private static LibraryEvent? Read(string block, string zones, string path, ImportBatch batch, IcsEvent reader)
    {
        try
        {
            var calendar = Calendar.Load($"BEGIN:VCALENDAR\r\nVERSION:2.0\r\n{zones}\r\n{block}\r\nEND:VCALENDAR\r\n");
            var component = calendar?.Events.FirstOrDefault() ?? throw new BrokenRow("it cannot be read");
            return reader.Read(component, Unfolded(block), doubt => batch.Warn($"{path}: {doubt}"));
        }
        catch (BrokenRow broken)
        {
            batch.Skip(path, broken.Message);
        }
        catch (Exception unreadable) when (unreadable is FormatException or ArgumentException or InvalidOperationException or OverflowException or System.Runtime.Serialization.SerializationException or IndexOutOfRangeException or NullReferenceException or NotSupportedException)
        {
            // The parser has no one kind of exception for a broken line.
            batch.Skip(path, "it cannot be read");
        }

        return null;
    }

    private static IEnumerable<LibraryEvent> WithoutChangedSessions(IReadOnlyList<LibraryEvent> read, TimeZoneInfo zone)
    {
        var changed = read.Where(found => IcsEvent.SeriesOf(found.Id) is not null).ToLookup(found => IcsEvent.SeriesOf(found.Id)!.Value.Uid, found => IcsEvent.SeriesOf(found.Id)!.Value.Day);
        return read.Select(found => found.Rrule is null || !changed.Contains(found.Id) ? found : found with { ExDates = [.. found.ExDates.Union(changed[found.Id])] });
    }

    private static string Unfolded(string block) => Fold().Replace(block, "");

    [GeneratedRegex(@"BEGIN:VEVENT.*?END:VEVENT", RegexOptions.Singleline | RegexOptions.IgnoreCase)]
    private static partial Regex Event();

    [GeneratedRegex(@"BEGIN:VTIMEZONE.*?END:VTIMEZONE", RegexOptions.Singleline | RegexOptions.IgnoreCase)]
    private static partial Regex Zone();

    [GeneratedRegex(@"\r?\n[ \t]")]
    private static partial Regex Fold();
}
