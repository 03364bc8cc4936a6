using Ical.Net;
using LibraryBot.Storage;

namespace LibraryBot.Knowledge.Import;

/// <summary>
/// An iCalendar file or link (Google Calendar, LibCal ...). Each event is read by itself, so that a broken one is skipped
/// and named while the others come in. A changed session of a series becomes an event of its own and leaves the series.
/// X-WR-TIMEZONE is passed over: LibCal writes a wrong one, and times in UTC or with a zone need none.
/// </summary>
public static class IcsFile
{
    private const int EventsAtMost = 20_000;

    /// <param name="fileOrLink">A path, or an http(s) link to a place on the open Internet. A link is a source of its own: events to come that it no longer lists are taken out.</param>
    /// <exception cref="ImportRefused">It cannot be read, or is not a calendar; nothing was changed.</exception>
    public static async Task<ImportRun> Import(string fileOrLink, Importing into)
    {
        if (ImportFile.IsLink(fileOrLink))
        {
            var fetched = await ImportFile.Fetch(fileOrLink, into.Outside);
            return await Import(() => new StringReader(fetched), fileOrLink, into with { Source = into.Source ?? SourceOf(fileOrLink) }, isLink: true);
        }

        return await Import(() => ImportFile.OpenText(fileOrLink), fileOrLink, into);
    }

    public static Task<ImportRun> ImportText(string text, string name, Importing into) => Import(() => new StringReader(text), name, into);

    /// <summary>The host, and a mark of the rest: two calendars of one host are two, and a secret address is not repeated.</summary>
    internal static string SourceOf(string link) => $"ics:{new Uri(link).Host}/{IcsEvent.Mark(new Uri(link).PathAndQuery)}";

    internal static async Task<ImportRun> Import(Func<TextReader> open, string name, Importing into, bool isLink = false)
    {
        RefuseTooMany(open, name);
        using var text = open();
        var (branches, zone) = await into.Store.Read(session => (session.All(Branch.Collection), Zones.Find(session.All(LibraryInfo.Collection).FirstOrDefault()?.TimeZone)));
        var batch = into.Begin("ics");
        var blocks = new IcsBlocks(text);
        var reader = new IcsEvent(branches, zone, blocks.Zones, into.Source);
        var calendar = new IcsCalendar(zone);
        foreach (var block in blocks.Read())
        {
            calendar.Add(block, reader, batch);
            if (calendar.Count > EventsAtMost)
                throw TooMany(name);
        }

        if (!blocks.IsCalendar)
            throw new ImportRefused($"{name} is not an iCalendar file.");
        var before = isLink && blocks.IsWhole ? await calendar.Vanished(into) : null;
        foreach (var found in calendar.Events())
            await batch.Add(LibraryEvent.Collection, found);
        if (before is not null)
            await TakeOut(before, batch);
        return await batch.End(blocks.IsWhole);
    }

    /// <summary>Counted first: reading an event is a hundred times the work of finding it.</summary>
    private static void RefuseTooMany(Func<TextReader> open, string name)
    {
        using var text = open();
        var lines = new IcsLines(text);
        for (var events = 0; lines.Next() is { } line;)
        {
            if (IcsBlocks.Begins(line, "VEVENT") && ++events > EventsAtMost)
                throw TooMany(name);
        }
    }

    private static ImportRefused TooMany(string name) => new($"{name} has more than {EventsAtMost} events.");

    /// <summary>A source that fails keeps what it had, also when it fails by an empty page.</summary>
    private static async Task TakeOut(IcsVanished vanished, ImportBatch batch)
    {
        if (vanished.Ids.Count * 2 > vanished.Expected)
            batch.Warn($"{vanished.Ids.Count} of {vanished.Expected} events to come are no longer in the calendar; that looks like a mistake of the calendar, and they are kept");
        else
            await batch.TakeOutUnseen(LibraryEvent.Collection, found => vanished.Ids.Contains(found.Id));
    }
}
