namespace LibraryBot.Knowledge.Import.Marc;

/// <summary>Text of a record made fit to show: without the punctuation by which ISBD joins areas, and without sorting marks.</summary>
internal static class MarcTidy
{
    private static readonly char[] Joints = [.. " /:;,="];
    private static readonly HashSet<string> Shortened = new(StringComparer.OrdinalIgnoreCase)
    {
        "jr", "sr", "dr", "drs", "prof", "inc", "ltd", "co", "corp", "bros", "etc", "dkk", "dll", "ed", "no", "vol", "st", "tbk", "pt", "cv", "st",
    };

    public static string Line(string? text) => text is null ? "" : PlainText.Line(DoubleEncoding.Repair(WithoutSortingMarks(text)));

    /// <summary>Blanks and joints gone from both ends, and a last full stop unless it belongs to a shortened word.</summary>
    public static string Part(string? text) => WithoutFullStop(Line(text).Trim(Joints));

    /// <summary>The parts of a list, tidied, each once, at most a hundred.</summary>
    public static IReadOnlyList<string> List(IEnumerable<string> texts) => [.. texts.Where(text => text.Length > 0).Distinct(StringComparer.Ordinal).Take(100)];

    public static string? OrNull(string text) => text.Length > 0 ? text : null;

    /// <summary>"[Jakarta]" is Jakarta that the title page does not name; "[S.l.]" and "[Place of publication not identified]" are nowhere.</summary>
    public static string? WithoutBrackets(string text)
    {
        var bare = Part(text.Trim('[', ']', ' ', ',', ':', ';'));
        var isUnknown = bare is "S.l" or "s.l" or "s.n" or "S.n" or "S.l." or "s.l." or "s.n." or "S.n." || bare.EndsWith(" not identified", StringComparison.OrdinalIgnoreCase);
        return isUnknown || bare.Length == 0 ? null : bare.IndexOf('[') < 0 ? bare.TrimEnd(']') : bare;
    }

    private static string WithoutFullStop(string text)
    {
        if (!text.EndsWith('.') || text.EndsWith("..", StringComparison.Ordinal))
            return text;
        var word = text.AsSpan(text.LastIndexOfAny([' ', '-', '(']) + 1).TrimEnd('.');
        var isShortened = word is [] or [not (>= '0' and <= '9')] || word.Contains('.') || Shortened.GetAlternateLookup<ReadOnlySpan<char>>().Contains(word);
        return isShortened ? text : text[..^1].TrimEnd(Joints);
    }

    // U+0098 and U+009C of ANSEL, U+0088 and U+0089 of UNIMARC: between them stands what sorting passes over.
    private static string WithoutSortingMarks(string text) =>
        text.AsSpan().IndexOfAny("\u0088\u0089\u0098\u009C") < 0 ? text : string.Concat(text.Where(letter => letter is not ('\u0088' or '\u0089' or '\u0098' or '\u009C')));
}
