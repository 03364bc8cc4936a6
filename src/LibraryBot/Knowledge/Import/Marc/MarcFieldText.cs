using System.Text;

namespace LibraryBot.Knowledge.Import.Marc;

/// <summary>Takes the text of one field of ISO 2709 apart: indicators, then a delimiter and a code before each subfield.</summary>
internal static class MarcFieldText
{
    private const char Delimiter = '\u001F';
    private const int CodeLookedFor = 4;
    private static readonly char[] Marks = [.. Enumerable.Range(0x300, 0x70).Select(code => (char)code)];

    public static MarcField Read(string tag, string text)
    {
        if (MarcField.IsControl(tag))
            return MarcField.OfControl(tag, text);
        var first = text.IndexOf(Delimiter);
        if (first < 0)
            return new MarcField(tag, ' ', ' ', null, []);
        return new MarcField(tag, Indicator(text, first, 0), Indicator(text, first, 1), null, Subfields(text, first + 1));
    }

    // Some writers leave indicators out, or write one too many: only two letters before the first delimiter are indicators.
    private static char Indicator(string text, int first, int which) => first == 2 && text[which] is > ' ' and <= '~' ? text[which] : ' ';

    private static List<MarcSubfield> Subfields(string text, int at)
    {
        var subfields = new List<MarcSubfield>(4);
        while (at <= text.Length)
        {
            var next = text.IndexOf(Delimiter, at);
            next = next < 0 ? text.Length : next;
            if (next > at)
                subfields.Add(Subfield(text, at, next));
            at = next + 1;
        }

        return subfields;
    }

    private static MarcSubfield Subfield(string text, int at, int end) =>
        text[at] is >= '!' and <= '~' ? new MarcSubfield(text[at], WithoutMarks(text[(at + 1)..end])) : WithStrangeCode(text[at..end]);

    /// <summary>An accent or a broken byte got between the delimiter and the code: the first plain letter close by is the code.</summary>
    private static MarcSubfield WithStrangeCode(string text)
    {
        var head = Math.Min(CodeLookedFor, text.Length);
        head -= char.IsHighSurrogate(text[head - 1]) ? 1 : 0;
        var decomposed = IsWhole(text.AsSpan(0, head)) ? text[..head].Normalize(NormalizationForm.FormD) + text[head..] : text;
        for (var at = 0; at < Math.Min(CodeLookedFor, decomposed.Length) && (decomposed[at] > '~' || char.IsAsciiLetterLower(decomposed[at])); at++)
        {
            if (char.IsAsciiLetterLower(decomposed[at]))
                return new MarcSubfield(decomposed[at], WithoutMarks(decomposed[(at + 1)..]));
        }

        return new MarcSubfield('?', text);
    }

    private static bool IsWhole(ReadOnlySpan<char> text)
    {
        foreach (var letter in text)
        {
            if (char.IsSurrogate(letter) || letter == '\uFFFF' || letter == '\uFFFE')
                return false;
        }

        return true;
    }

    // Accents that had stood before the code.
    private static string WithoutMarks(string text) => text.TrimStart(Marks);
}
