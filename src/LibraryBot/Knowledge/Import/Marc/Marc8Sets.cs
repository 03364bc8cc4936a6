using System.Globalization;

namespace LibraryBot.Knowledge.Import.Marc;

/// <summary>The character sets of MARC-8 by the last byte of their escape sequence, from the embedded marc8.txt; EACC is not among them.</summary>
internal static class Marc8Sets
{
    public const char Ascii = 'B';
    public const char Ansel = 'E';
    private static readonly Dictionary<char, Marc8Set> All = Read();

    public static Marc8Set? Find(char final) => All.GetValueOrDefault(final);

    private static Dictionary<char, Marc8Set> Read()
    {
        using var stream = typeof(Marc8Sets).Assembly.GetManifestResourceStream("marc8.txt")!;
        using var reader = new StreamReader(stream);
        var sets = new Dictionary<char, Marc8Set>();
        Marc8Set? set = null;
        while (reader.ReadLine() is { } line)
        {
            if (line.StartsWith("set ", StringComparison.Ordinal))
                sets[(char)Hex(line.AsSpan(4, 2))] = set = new Marc8Set();
            else if (!line.StartsWith('#'))
                set!.Take(line);
        }

        return sets;
    }

    internal static int Hex(ReadOnlySpan<char> digits) => int.Parse(digits, NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture);
}

/// <summary>One set of at most 128 characters; the same whether it is called into the lower or the upper half.</summary>
internal sealed class Marc8Set
{
    private readonly char[] letters = new char[128];
    private readonly bool[] marks = new bool[128];

    /// <summary>The character of a byte, or NUL when the set has none there, or none of its own (the second half of a mark over two letters).</summary>
    public char this[byte code] => letters[code & 0x7F];

    /// <summary>Stands before the letter it belongs to.</summary>
    public bool IsMark(byte code) => marks[code & 0x7F];

    public bool Has(byte code) => letters[code & 0x7F] != '\0' || marks[code & 0x7F];

    public void Take(string line)
    {
        foreach (var pair in line.Split("  ", StringSplitOptions.RemoveEmptyEntries))
        {
            var code = Marc8Sets.Hex(pair.AsSpan(0, 2)) & 0x7F;
            marks[code] = pair[3] == '+';
            letters[code] = (char)Marc8Sets.Hex(pair.AsSpan(marks[code] ? 4 : 3));
        }
    }
}
