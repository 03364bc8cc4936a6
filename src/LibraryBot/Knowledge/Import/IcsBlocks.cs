namespace LibraryBot.Knowledge.Import;

/// <summary>One VEVENT: the lines that tell something here, or why they cannot be used.</summary>
internal sealed record IcsBlock(int Index, IReadOnlyList<string> Lines, string? Fault = null)
{
    public string Path => $"VEVENT[{Index}]";

    /// <summary>The value of the first line of this name, without its parameters.</summary>
    public string? Value(string name) => Line(name) is { } line && line.IndexOf(':', StringComparison.Ordinal) is var colon and > 0 ? line[(colon + 1)..].Trim() : null;

    public string? Line(string name) => Lines.FirstOrDefault(line => IcsBlocks.NameOf(line).Equals(name, StringComparison.OrdinalIgnoreCase));
}

/// <summary>
/// The events of a calendar one after another, however long it is. What hangs on an event - alarms, attached files, the guests - is passed
/// over, so that it costs nothing.
/// </summary>
internal sealed class IcsBlocks(TextReader text)
{
    private const int LettersAtMost = 1 << 18;

    /// <summary>Of days that are added to a series or left out of it: some eight hundred, more than anyone names one by one.</summary>
    private const int LettersOfDaysAtMost = 1 << 15;
    private static readonly HashSet<string> Telling = new(
        ["UID", "SUMMARY", "DTSTART", "DTEND", "DURATION", "DESCRIPTION", "LOCATION", "URL", "CATEGORIES", "STATUS", "CLASS", "RRULE", "RDATE", "EXDATE", "RECURRENCE-ID"],
        StringComparer.OrdinalIgnoreCase);
    private readonly IcsLines lines = new(text);
    private int index;

    /// <summary>The time zones met so far.</summary>
    public IcsZones Zones { get; } = new();

    public bool IsCalendar { get; private set; }

    /// <summary>Whether the last line was there: what was cut off on its way has none.</summary>
    public bool IsWhole { get; private set; }

    public IEnumerable<IcsBlock> Read()
    {
        while (lines.Next() is { } line)
        {
            switch (line.Trim().ToUpperInvariant())
            {
                case "BEGIN:VCALENDAR":
                    IsCalendar = true;
                    break;
                case "END:VCALENDAR":
                    IsWhole = true;
                    break;
                case "BEGIN:VTIMEZONE":
                    Zones.Add(Inside("VTIMEZONE", _ => true).Block.Lines);
                    break;
                case "BEGIN:VEVENT":
                    foreach (var block in Events())
                        yield return block;
                    break;
            }
        }
    }

    internal static bool Begins(string line, string component) =>
        line.AsSpan().Trim() is var word && word.StartsWith("BEGIN:", StringComparison.OrdinalIgnoreCase) && word["BEGIN:".Length..].Equals(component, StringComparison.OrdinalIgnoreCase);

    internal static string NameOf(string line) => line[..(line.IndexOfAny([':', ';']) is var end and >= 0 ? end : line.Length)].Trim();

    /// <summary>More than one where an event begins before the one before has ended.</summary>
    private IEnumerable<IcsBlock> Events()
    {
        for (var begunAgain = true; begunAgain;)
        {
            (var block, begunAgain) = Inside("VEVENT", line => Telling.Contains(NameOf(line)));
            yield return block with { Index = index++ };
        }
    }

    private (IcsBlock Block, bool BegunAgain) Inside(string component, Func<string, bool> tells)
    {
        var kept = new List<string>();
        var (depth, letters, days) = (0, 0, 0);
        while (lines.Next() is { } line)
        {
            var word = line.Trim();
            if (Begins(line, component))
                return (new IcsBlock(index, kept, "it has no end"), true);
            if (word.Equals($"END:{component}", StringComparison.OrdinalIgnoreCase))
                return (new IcsBlock(index, kept, letters > LettersAtMost ? "it is too long" : days > LettersOfDaysAtMost ? "it names too many days" : null), false);
            if (word.StartsWith("BEGIN:", StringComparison.OrdinalIgnoreCase))
                depth++;
            else if (word.StartsWith("END:", StringComparison.OrdinalIgnoreCase))
                depth--;
            else if ((depth == 0 || component == "VTIMEZONE") && tells(line) && (letters += line.Length) <= LettersAtMost)
            {
                kept.Add(line);
                days += NameOf(line).ToUpperInvariant() is "RDATE" or "EXDATE" ? line.Length : 0;
            }
        }

        return (new IcsBlock(index, kept, "it has no end"), false);
    }
}
