namespace LibraryBot.Knowledge.Import.Marc;

/// <summary>The bytes of one record without its terminator; or, when <c>Fault</c> is told, why there are none.</summary>
internal readonly record struct Iso2709Piece(int Number, ReadOnlyMemory<byte> Bytes, bool IsCut, string? Fault);

/// <summary>
/// Cuts a stream of ISO 2709 into records at the record terminator (0x1D); the length in the leader is not asked, for it lies
/// too often. Holds one record at a time, at most 1 MB. A piece is good until the next is asked for.
/// </summary>
internal sealed class Iso2709Pieces(Stream stream)
{
    public const int RecordAtMost = 1 << 20;
    private const byte RecordTerminator = 0x1D;
    private byte[] buffer = new byte[1 << 16];
    private int start;
    private int end;
    private bool isAtEnd;

    /// <summary>Whether anything near the beginning looks like a record of MARC: a leader, and a field terminator after it.</summary>
    public bool LookLikeMarc()
    {
        Fill(RecordAtMost);
        var window = buffer.AsSpan(start, end - start);
        while (!window.IsEmpty)
        {
            window = window[Blanks(window)..];
            if (Iso2709Record.HasLeader(window) && window.Contains(Iso2709Record.FieldTerminator))
                return true;
            var next = window.IndexOf(RecordTerminator);
            window = next < 0 ? [] : window[(next + 1)..];
        }

        return false;
    }

    /// <summary>How the file begins, for whoever wants to say what it is instead.</summary>
    public ReadOnlySpan<byte> Beginning() => buffer.AsSpan(start, Math.Min(end - start, 64));

    public IEnumerable<Iso2709Piece> Read()
    {
        for (var number = 1; SkipBlanks(); number++)
        {
            var length = Find();
            if (length < 0)
            {
                yield return new Iso2709Piece(number, default, false, "it is larger than 1 MB, or its end is missing");
                SkipToEnd();
                continue;
            }

            var isCut = start + length == end;
            yield return new Iso2709Piece(number, buffer.AsMemory(start, length), isCut, null);
            start += length + (isCut ? 0 : 1);
        }
    }

    /// <summary>The length up to the terminator or the end of the stream; -1 when neither comes within the limit.</summary>
    private int Find()
    {
        for (var looked = 0; ;)
        {
            var at = buffer.AsSpan(start + looked, end - start - looked).IndexOf(RecordTerminator);
            if (at >= 0)
                return looked + at <= RecordAtMost ? looked + at : -1;
            looked = end - start;
            if (isAtEnd)
                return looked <= RecordAtMost ? looked : -1;
            if (looked > RecordAtMost)
                return -1;
            Fill(looked + 1);
        }
    }

    private void SkipToEnd()
    {
        while (buffer.AsSpan(start, end - start).IndexOf(RecordTerminator) is var at)
        {
            start = at < 0 ? end : start + at + 1;
            if (at >= 0 || isAtEnd)
                return;
            Fill(1);
        }
    }

    /// <summary>Line breaks, blanks and the byte order mark between records; false at the end of the stream.</summary>
    private bool SkipBlanks()
    {
        while (true)
        {
            Fill(3);
            var blanks = Blanks(buffer.AsSpan(start, end - start));
            start += blanks;
            if (start < end)
                return true;
            if (blanks == 0 && isAtEnd)
                return false;
        }
    }

    private static int Blanks(ReadOnlySpan<byte> bytes)
    {
        var at = bytes is [0xEF, 0xBB, 0xBF, ..] ? 3 : 0;
        var rest = bytes[at..].IndexOfAnyExcept("\r\n \0\t\u001A"u8);
        return rest < 0 ? bytes.Length : at + rest - BlanksOfLeader(bytes, at + rest);
    }

    /// <summary>A length of fewer than five digits has blanks before it, and those belong to the leader.</summary>
    private static int BlanksOfLeader(ReadOnlySpan<byte> bytes, int at)
    {
        var digits = Math.Max(0, bytes.Slice(at, Math.Min(5, bytes.Length - at)).IndexOfAnyExceptInRange((byte)'0', (byte)'9'));
        var before = Math.Min(at, 5 - digits);
        return bytes[at] is (>= (byte)'0' and <= (byte)'9') or (>= (byte)'a' and <= (byte)'z') && bytes.Slice(at - before, before).IndexOfAnyExcept((byte)' ') < 0 && before == 5 - digits
            ? before
            : 0;
    }

    private void Fill(int atLeast)
    {
        if (end - start >= atLeast || isAtEnd)
            return;
        if (buffer.Length - start < atLeast + 1)
            MakeRoom(atLeast);
        while (end - start < atLeast && !isAtEnd)
        {
            var read = stream.Read(buffer, end, buffer.Length - end);
            isAtEnd = read == 0;
            end += read;
        }
    }

    private void MakeRoom(int atLeast)
    {
        var target = buffer.Length > atLeast ? buffer : new byte[Math.Max(buffer.Length * 2, atLeast + 1)];
        buffer.AsSpan(start, end - start).CopyTo(target);
        (buffer, end, start) = (target, end - start, 0);
    }
}
