using LibraryBot.Storage;

namespace LibraryBot.Knowledge;

/// <summary>How one takes part in an event. <c>NotTold</c>: the library has not said.</summary>
public enum Registration
{
    NotTold,
    None,
    Required,
    Form,
    Full,
    Closed,
}

/// <summary>
/// An event, or a series of them. An all-day event starts at the midnight its first day begins and ends at the
/// midnight its last day begins (the last day belongs to it).
/// </summary>
public sealed record LibraryEvent(string Id, string Title, DateTimeOffset Start, DateTimeOffset End) : KnowledgeRecord(Id)
{
    public static readonly Collection<LibraryEvent> Collection = new("events", found => found.Id);

    public string Type { get; init; } = "";
    public bool AllDay { get; init; }

    /// <summary>An iCalendar rule ("FREQ=WEEKLY;BYDAY=SA"), and the days it skips.</summary>
    public string? Rrule { get; init; }
    public IReadOnlyList<DateOnly> ExDates { get; init; } = [];
    public string? Branch { get; init; }
    public string? Room { get; init; }
    public bool Online { get; init; }
    public string? Link { get; init; }
    public string? Speaker { get; init; }
    public string? Audience { get; init; }
    public string? Description { get; init; }
    public Registration Registration { get; init; }
    public int? Quota { get; init; }
    public int? Taken { get; init; }
    public bool Waitlist { get; init; }
    public bool Cancelled { get; init; }

    /// <summary>For staff only: never shown to patrons, not in the index, not in any list.</summary>
    public bool Internal { get; init; }

    /// <summary>Ids of the books it is about.</summary>
    public IReadOnlyList<string> Books { get; init; } = [];

    public int? SeatsLeft => Quota is { } quota && Taken is { } taken ? Math.Max(0, quota - taken) : null;

    public bool IsFull => Registration == Registration.Full || SeatsLeft == 0;
}

/// <summary>One time that an event takes place, in the library's zone. On an all-day event only the days count.</summary>
public sealed record Occurrence(LibraryEvent Event, DateTimeOffset Start, DateTimeOffset End)
{
    public DateOnly Day => DateOnly.FromDateTime(Start.DateTime);

    public DateOnly LastDay => DateOnly.FromDateTime(End > Start && End.TimeOfDay == TimeSpan.Zero && !Event.AllDay ? End.DateTime.AddTicks(-1) : End.DateTime);

    public bool IsOver(DateTimeOffset now) => Event.AllDay ? LastDay < DateOnly.FromDateTime(now.DateTime) : End < now;
}
