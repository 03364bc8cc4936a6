using System.Globalization;

namespace LibraryBot.Storage;

/// <summary>
/// Reads a journal from an entry on, for as far as each entry follows the one before it. What ends in the middle of an entry was
/// never acknowledged, when nothing comes behind it; anything else that cannot be read is damage.
/// </summary>
internal sealed class JournalReading(string folder, long after)
{
    private (string Path, long Length)? torn;

    /// <summary>The number of the last entry that was read.</summary>
    public long Last { get; private set; } = after;

    /// <summary>What is wrong with the journal and where; null as long as nothing was found. To be asked after the entries.</summary>
    public string? Damage { get; private set; }

    /// <summary>The number of the newest entry that was ever written, as far as it can be told behind the damage.</summary>
    public long Highest { get; private set; } = after;

    /// <summary>The entries, in their order.</summary>
    public IEnumerable<JournalEntry> Entries() => Lines().Select(JournalEntry.Of);

    /// <summary>Reads all of it without opening the entries.</summary>
    public JournalReading Verify()
    {
        foreach (var _ in Lines())
        {
        }

        return this;
    }

    /// <summary>Cuts off the half entry at the end that was found, if one was.</summary>
    public void CutTorn()
    {
        if (torn is not { } found)
            return;
        using var segment = File.OpenHandle(found.Path, FileMode.Open, FileAccess.Write);
        RandomAccess.SetLength(segment, found.Length);
        RandomAccess.FlushToDisk(segment);
    }

    private IEnumerable<JournalLine> Lines()
    {
        var segments = JournalSegment.In(folder);
        for (var at = 0; at < segments.Count && Damage is null; at++)
        {
            var isNewest = at == segments.Count - 1;
            if (!isNewest && segments[at + 1].First <= Last + 1)
                continue;
            foreach (var line in LinesOf(segments[at], isNewest))
                yield return line;
        }
    }

    private IEnumerable<JournalLine> LinesOf(JournalSegment segment, bool isNewest)
    {
        var bytes = File.ReadAllBytes(segment.Path);
        for (var position = 0; position < bytes.Length;)
        {
            if (!JournalEntry.TryRead(bytes.AsMemory(position), out var line))
            {
                // Every entry ends in a line feed and holds no other.
                if (isNewest && !bytes.AsSpan(position).Contains((byte)'\n'))
                    torn = (segment.Path, position);
                else
                    FindDamage(segment, bytes.AsMemory(position));
                yield break;
            }

            position += line.Length;
            if (line.Number <= Last)
                continue;
            if (line.Number != Last + 1)
            {
                Damage = string.Create(CultureInfo.InvariantCulture, $"the journal lacks the entries between {Last} and {line.Number}");
                Highest = line.Number;
                yield break;
            }

            Highest = Last = line.Number;
            yield return line;
        }
    }

    /// <summary>An entry that cannot be read was one all the same; those behind it can be counted.</summary>
    private void FindDamage(JournalSegment segment, ReadOnlyMemory<byte> rest)
    {
        Damage = string.Create(CultureInfo.InvariantCulture, $"{segment.Path} cannot be read behind entry {Last}");
        Highest = Last + 1;
        while (rest.Span.IndexOf((byte)'\n') is var end and >= 0)
        {
            rest = rest[(end + 1)..];
            if (JournalEntry.TryRead(rest, out var line))
                Highest = Math.Max(Highest, line.Number);
        }
    }
}
