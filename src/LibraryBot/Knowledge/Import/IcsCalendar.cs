using Ical.Net;
using Ical.Net.CalendarComponents;
using LibraryBot.Storage;

namespace LibraryBot.Knowledge.Import;

/// <summary>How many events to come a source had, and which of them it no longer lists.</summary>
internal sealed record IcsVanished(int Expected, IReadOnlySet<string> Ids);

/// <summary>The events of one calendar while it is read: a session may be changed before or after its series is met.</summary>
internal sealed class IcsCalendar(TimeZoneInfo zone)
{
    private const int DaysAhead = 370;
    private readonly List<LibraryEvent> read = [];
    private readonly List<LibraryEvent> added = [];
    private readonly HashSet<string> unreadable = new(StringComparer.Ordinal);

    /// <summary>How many events it has made until now.</summary>
    public int Count => read.Count + added.Count;

    public void Add(IcsBlock block, IcsEvent reader, ImportBatch batch)
    {
        try
        {
            if (block.Fault is not null)
                throw new BrokenRow(block.Fault);
            var found = reader.Read(Load(block), block, doubt => batch.Warn($"{block.Path}: {doubt}"));
            read.Add(found[0]);
            added.AddRange(found.Skip(1));
            return;
        }
        catch (BrokenRow broken)
        {
            batch.Skip(block.Path, broken.Message);
        }
        catch (Exception unknown) when (unknown is not OutOfMemoryException)
        {
            // The parser has no one kind of exception for a broken line.
            batch.Skip(block.Path, "it cannot be read");
        }

        if (block.Value("UID") is { } uid)
            unreadable.Add(reader.SeriesId(uid));
    }

    /// <summary>Each session that was changed leaves its series; what RDATE adds gives way to a change of the same day.</summary>
    public IEnumerable<LibraryEvent> Events()
    {
        var ids = read.Select(found => found.Id).ToHashSet(StringComparer.Ordinal);
        var all = read.Concat(added.Where(session => ids.Add(session.Id))).ToList();
        var changed = all.Where(found => IcsEvent.SeriesOf(found.Id) is not null).ToLookup(found => IcsEvent.SeriesOf(found.Id)!.Value.Uid, found => IcsEvent.SeriesOf(found.Id)!.Value.Day);
        return all.Select(found => found.Rrule is null || !changed.Contains(found.Id) ? found : found with { ExDates = [.. found.ExDates.Union(changed[found.Id])] });
    }

    /// <summary>What the store has of this source and this calendar has not, before anything of it is written. What could not be read has not vanished.</summary>
    public async Task<IcsVanished> Vanished(Importing into)
    {
        var here = Events().Select(found => found.Id).ToHashSet(StringComparer.Ordinal);
        var today = DateOnly.FromDateTime(TimeZoneInfo.ConvertTime(into.Clock.GetUtcNow(), zone).DateTime);
        var expected = await into.Store.Read(reader => reader.All(LibraryEvent.Collection).Where(found => found.Source == into.Source && IsToCome(found, today)).Select(found => found.Id).ToList());
        return new IcsVanished(expected.Count, expected.Where(id => !here.Contains(id) && !unreadable.Contains(IcsEvent.SeriesOf(id)?.Uid ?? id)).ToHashSet(StringComparer.Ordinal));
    }

    private bool IsToCome(LibraryEvent found, DateOnly today) => EventCalendar.Of(found, today, today.AddDays(found.Rrule is null ? DaysAhead * 10 : DaysAhead), zone).Any();

    private static CalendarEvent Load(IcsBlock block) =>
        Calendar.Load($"BEGIN:VCALENDAR\r\nVERSION:2.0\r\nBEGIN:VEVENT\r\n{string.Join("\r\n", block.Lines)}\r\nEND:VEVENT\r\nEND:VCALENDAR\r\n")?.Events.FirstOrDefault() ?? throw new BrokenRow("it cannot be read");
}
