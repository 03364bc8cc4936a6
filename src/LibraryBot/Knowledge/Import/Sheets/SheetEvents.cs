using System.Globalization;
using LibraryBot.OutsideWeb;

namespace LibraryBot.Knowledge.Import.Sheets;

/// <summary>The rows of a table as events. Day and hours may stand in one cell or in several; an event without an hour takes whole days.</summary>
internal sealed class SheetEvents(SheetColumns columns, SheetPlaces places, string? source, Action<string> warn)
{
    /// <exception cref="BrokenRow">It has no title, or no day that can be read.</exception>
    public LibraryEvent Read(SheetRow row)
    {
        var title = columns.Text(row, "title") ?? throw new BrokenRow("it has no title");
        var (start, end, isAllDay) = Times(row);
        var room = columns.Text(row, "room");
        var branch = columns.Text(row, "branch");
        var link = WebLink.Of(columns.Text(row, "link")) ?? WebLink.Of(columns.Text(row, "registration"));
        return new LibraryEvent(SheetIds.Of(source, "event", columns.Text(row, "id"), title, start.ToString("o", CultureInfo.InvariantCulture)), title, start, end)
        {
            AllDay = isAllDay,
            Type = columns.Text(row, "type") ?? "",
            Branch = branch is not null ? places.Find(branch, warn) : room is null ? null : places.IfAny(room),
            Room = room,
            Online = Says(row, "online", "ya", "yes", "y", "daring", "online", "x") || IsOnline(room),
            Link = link?.AbsoluteUri,
            Speaker = columns.Text(row, "speaker"),
            Audience = columns.Text(row, "audience"),
            Description = columns.Long(row, "description"),
            Registration = Registered(row),
            Quota = Number(row, "quota"),
            Taken = Number(row, "taken"),
            Cancelled = Says(row, "status", "batal", "dibatalkan", "cancelled", "canceled"),
        };
    }

    private (DateTimeOffset Start, DateTimeOffset End, bool IsAllDay) Times(SheetRow row)
    {
        var (first, hours, last) = (columns[row, "day"], columns[row, "hours"], columns[row, "end"]);
        var begins = columns[row, "start"];
        var day = SheetDates.Day(first) ?? SheetDates.Day(begins) ?? throw new BrokenRow(first.Length + begins.Length == 0 ? "it has no date" : $"\"{PlainText.Line($"{first} {begins}")}\" is not a date");
        var lastDay = SheetDates.Day(last) ?? day;
        var starts = new[] { begins, hours, first }.SelectMany(text => SheetDates.Hours(SheetDates.WithoutDay(text))).Cast<TimeOnly?>().ToList();
        var ends = SheetDates.Hours(SheetDates.WithoutDay(last)).Cast<TimeOnly?>().FirstOrDefault() ?? starts.Skip(1).FirstOrDefault();
        if (lastDay < day)
            throw new BrokenRow("it ends before it starts");
        if (starts.Count == 0)
            return (Moment(day, default), Moment(lastDay, default), true);
        var (start, end) = (Moment(day, starts[0]!.Value), Moment(lastDay, ends ?? starts[0]!.Value));
        return end >= start ? (start, end, false) : throw new BrokenRow("it ends before it starts");
    }

    private DateTimeOffset Moment(DateOnly day, TimeOnly hour) => new(day.ToDateTime(hour), places.Zone.GetUtcOffset(day.ToDateTime(hour)));

    private Registration Registered(SheetRow row)
    {
        var said = columns[row, "registration"].ToLowerInvariant();
        return said switch
        {
            "" => Registration.NotTold,
            "tidak" or "tidak perlu" or "tanpa" or "tanpa pendaftaran" or "none" or "no" or "-" or "langsung datang" => Registration.None,
            "penuh" or "full" => Registration.Full,
            "tutup" or "ditutup" or "closed" => Registration.Closed,
            "formulir" or "form" => Registration.Form,
            _ when WebLink.Of(said) is not null => Registration.Form,
            "wajib" or "ya" or "yes" or "perlu" or "required" or "daftar" => Registration.Required,
            _ => Unsure(row, said),
        };
    }

    private Registration Unsure(SheetRow row, string said)
    {
        warn($"row {row.Line}: the registration \"{PlainText.Line(said)}\" is not known");
        return Registration.NotTold;
    }

    private int? Number(SheetRow row, string name) =>
        int.TryParse(columns[row, name].Split(' ')[0], NumberStyles.None, CultureInfo.InvariantCulture, out var number) && number < 1_000_000 ? number : null;

    private bool Says(SheetRow row, string name, params string[] words) => words.Contains(columns[row, name].ToLowerInvariant());

    private static bool IsOnline(string? room) => room is not null
        && new[] { "daring", "online", "zoom", "google meet", "youtube", "teams" }.Any(word => room.Contains(word, StringComparison.OrdinalIgnoreCase));
}
