using System.Globalization;
using System.Text;

namespace LibraryBot.Knowledge.Import.Marc;

/// <summary>
/// Reads the bytes of one record (ISO 2709; MARC 21 Specifications for Record Structure, Character Sets, and Exchange Media, part 1).
/// The directory is believed where a field ends as it says; otherwise the field terminators count.
/// </summary>
internal static class Iso2709Record
{
    public const byte FieldTerminator = 0x1E;
    private const int LeaderLength = 24;
    private const int EntryLength = 12;

    /// <summary>24 printable letters, of which the first five are the length.</summary>
    public static bool HasLeader(ReadOnlySpan<byte> bytes) =>
        bytes.Length > LeaderLength
        && bytes[..LeaderLength].IndexOfAnyExceptInRange((byte)0x20, (byte)0x7E) < 0
        && bytes[..5].IndexOfAnyExcept("0123456789 "u8) < 0;

    /// <exception cref="BrokenRow">It cannot be read; the message tells why.</exception>
    public static MarcRecord Read(Iso2709Piece piece)
    {
        var bytes = piece.Bytes.Span;
        if (bytes.Length <= LeaderLength)
            throw new BrokenRow(piece.IsCut ? "it is cut off" : "it is shorter than a leader");
        var directoryEnd = bytes[LeaderLength..].IndexOf(FieldTerminator);
        if (directoryEnd < 0)
            throw new BrokenRow(piece.IsCut ? "it is cut off" : "it has no fields");
        var doubts = new List<string>();
        var fields = Located(bytes.Slice(LeaderLength, directoryEnd), bytes[(LeaderLength + directoryEnd + 1)..], piece.IsCut, doubts);
        var leader = Encoding.Latin1.GetString(bytes[..LeaderLength]);
        return new MarcRecord(leader, Decoded(fields, bytes, leader[9] == 'a', doubts)) { Doubts = doubts };
    }

    private static List<Iso2709Field> Located(ReadOnlySpan<byte> directory, ReadOnlySpan<byte> data, bool isCut, List<string> doubts)
    {
        var entries = Entries(directory);
        if (entries.Count == 0)
            throw new BrokenRow("it has no fields");
        var fitting = Fitting(entries, data);
        if (fitting.Count == entries.Count)
            return fitting;
        if (isCut)
            throw new BrokenRow("it is cut off");
        var pieces = Pieces(data);
        if (pieces.Count == entries.Count)
        {
            doubts.Add("the directory does not fit; the fields were found by their ends");
            return InOrder(entries, pieces);
        }

        if (fitting.Count == 0)
            throw new BrokenRow($"its directory names {entries.Count} fields, but there are {pieces.Count}");
        doubts.Add($"the directory does not fit; {entries.Count - fitting.Count} of {entries.Count} fields were lost");
        return fitting;
    }

    private static List<Iso2709Field> Entries(ReadOnlySpan<byte> directory)
    {
        var entries = new List<Iso2709Field>(directory.Length / EntryLength);
        for (; directory.Length >= EntryLength; directory = directory[EntryLength..])
            entries.Add(new Iso2709Field(Encoding.Latin1.GetString(directory[..3]), Number(directory[7..12]), Number(directory[3..7])));
        return entries;
    }

    private static int Number(ReadOnlySpan<byte> digits) => int.TryParse(digits, NumberStyles.None, CultureInfo.InvariantCulture, out var number) ? number : -1;

    /// <summary>
    /// The entries whose field begins behind a terminator and ends with the next; their length without it. Fields that hold more than there
    /// is lie on one another: a thousand entries that name the same long field would make a thousand of it.
    /// </summary>
    private static List<Iso2709Field> Fitting(List<Iso2709Field> entries, ReadOnlySpan<byte> data)
    {
        var fitting = new List<Iso2709Field>(entries.Count);
        var room = data.Length;
        foreach (var entry in entries)
        {
            if (entry.Start < 0 || entry.Length < 1 || entry.Start + entry.Length > data.Length || (entry.Start > 0 && data[entry.Start - 1] != FieldTerminator))
                continue;
            if ((room -= entry.Length) < 0)
                break;
            if (data.Slice(entry.Start, entry.Length).IndexOf(FieldTerminator) == entry.Length - 1)
                fitting.Add(entry with { Length = entry.Length - 1 });
        }

        return fitting;
    }

    private static List<(int Start, int Length)> Pieces(ReadOnlySpan<byte> data)
    {
        var pieces = new List<(int, int)>();
        for (var start = 0; start < data.Length;)
        {
            var length = data[start..].IndexOf(FieldTerminator);
            length = length < 0 ? data.Length - start : length;
            pieces.Add((start, length));
            start += length + 1;
        }

        return pieces;
    }

    /// <summary>Entries need not stand in the order of their fields; where all starts can be, the starts tell it.</summary>
    private static List<Iso2709Field> InOrder(List<Iso2709Field> entries, List<(int Start, int Length)> pieces)
    {
        var starts = entries.Select(entry => entry.Start).ToHashSet();
        var end = pieces[^1].Start;
        var order = starts.Count == entries.Count && starts.All(start => start >= 0 && start <= end) ? entries.OrderBy(entry => entry.Start) : entries.AsEnumerable();
        return [.. order.Zip(pieces, (entry, piece) => entry with { Start = piece.Start, Length = piece.Length })];
    }

    private static List<MarcField> Decoded(List<Iso2709Field> fields, ReadOnlySpan<byte> record, bool saysUtf8, List<string> doubts)
    {
        var data = record[(LeaderLength + record[LeaderLength..].IndexOf(FieldTerminator) + 1)..];
        var text = new MarcText(MarcCharsets.Of(saysUtf8, data, out var doubt));
        if (doubt is not null)
            doubts.Add(doubt);
        var decoded = new List<MarcField>(fields.Count);
        foreach (var field in fields)
            decoded.Add(MarcFieldText.Read(field.Tag, text.Decode(data.Slice(field.Start, field.Length))));
        doubts.AddRange(text.Doubts);
        return decoded;
    }

    /// <summary>An entry of the directory; its start counts from the end of the directory.</summary>
    private readonly record struct Iso2709Field(string Tag, int Start, int Length);
}
