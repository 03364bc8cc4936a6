using System.Text;

namespace LibraryBot.Knowledge.Import.Marc;

/// <summary>
/// MARC-8 made Unicode (MARC 21 Specifications for Record Structure, Character Sets, part 2): marks go behind their letter,
/// escape sequences change the lower and the upper set until the subfield ends, and the text is composed. East Asian
/// characters (EACC, three bytes each) become U+FFFD.
/// </summary>
internal sealed class Marc8Text
{
    private const byte Escape = 0x1B;
    private const byte Delimiter = 0x1F;
    private const char EastAsian = '1';
    private readonly StringBuilder text = new();
    private readonly StringBuilder marks = new();
    private char lower;
    private char upper;

    /// <summary>East Asian characters were met, which are not known here.</summary>
    public bool HadEastAsian { get; private set; }

    /// <summary>An escape sequence was met that calls no set of MARC 21.</summary>
    public bool HadUnknownEscape { get; private set; }

    public string Decode(ReadOnlySpan<byte> bytes)
    {
        text.Clear();
        marks.Clear();
        Reset();
        for (var at = 0; at < bytes.Length;)
            at += Take(bytes[at..]);
        text.Append(marks);
        return Composed(text.ToString());
    }

    private void Reset() => (lower, upper) = (Marc8Sets.Ascii, Marc8Sets.Ansel);

    private int Take(ReadOnlySpan<byte> bytes)
    {
        var code = bytes[0];
        if (code == Escape)
            return Switch(bytes);
        if (code == Delimiter)
        {
            Reset();
            return Append((char)code);
        }

        if (code <= 0x20)
            return Append((char)code);
        var set = code < 0x80 ? lower : upper;
        return set == EastAsian ? AppendEastAsian(bytes) : AppendFrom(Marc8Sets.Find(set)!, code);
    }

    private int AppendFrom(Marc8Set set, byte code)
    {
        if (!set.IsMark(code))
            return Append(set.Has(code) ? set[code] : '\uFFFD');
        if (set[code] != '\0')
            marks.Append(set[code]);
        return 1;
    }

    private int AppendEastAsian(ReadOnlySpan<byte> bytes)
    {
        HadEastAsian = true;
        Append('\uFFFD');
        var length = 1;
        while (length < 3 && length < bytes.Length && bytes[length] > 0x20)
            length++;
        return length;
    }

    private int Append(char letter)
    {
        text.Append(letter).Append(marks);
        marks.Clear();
        return 1;
    }

    /// <summary>How long the escape sequence is; what it calls counts from its end.</summary>
    private int Switch(ReadOnlySpan<byte> bytes)
    {
        var at = 1;
        var isMultiByte = at < bytes.Length && bytes[at] == '$';
        if (isMultiByte)
            at++;
        var half = at < bytes.Length ? (char)bytes[at] : '\0';
        if (half is '(' or ',' or ')' or '-')
            at++;
        else if (!isMultiByte)
            return Single(half);
        if (at < bytes.Length && bytes[at] == '!')
            at++;
        var final = at < bytes.Length ? (char)bytes[at] : '\0';
        if (isMultiByte ? final != EastAsian : Marc8Sets.Find(final) is null)
            return Unknown();
        if (half is ')' or '-')
            upper = final;
        else
            lower = final;
        return at + 1;
    }

    /// <summary>The older, shorter sequences: Greek symbols, subscripts, superscripts, and back.</summary>
    private int Single(char final)
    {
        if (final is not ('g' or 'b' or 'p' or 's'))
            return Unknown();
        lower = final == 's' ? Marc8Sets.Ascii : final;
        return 2;
    }

    private int Unknown()
    {
        HadUnknownEscape = true;
        return 1;
    }

    private static string Composed(string text)
    {
        try
        {
            return text.Normalize(NormalizationForm.FormC);
        }
        catch (ArgumentException)
        {
            return text;
        }
    }
}
