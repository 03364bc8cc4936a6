using System.Text;

namespace LibraryBot.Knowledge.Import;

/// <summary>A row of a delimited file: its line number and its fields, or why it cannot be read.</summary>
internal sealed record DelimitedRow(int Line, IReadOnlyList<string> Fields, string? Fault = null);

/// <summary>
/// Reads CSV as catalogues really write it, row by row: the separator and the quotation mark are found by looking, quotation marks
/// inside a field may be doubled, escaped with a backslash or not escaped at all (a mark closes a field only where a
/// separator or the line's end follows), and a field may run over lines. A file of any size needs the memory of some lines.
/// </summary>
internal sealed class DelimitedText
{
    private const int LinesInField = 20;
    private const int LinesLookedAt = 50;
    private const int LineAtMost = 1 << 17;
    private const int LettersAtMost = 1 << 22;
    private static readonly char[] Separators = [',', ';', '\t', '|'];
    private readonly TextReader text;
    private readonly List<string> ahead = [];
    private readonly char separator;
    private readonly char? quote;

    public DelimitedText(TextReader text)
    {
        this.text = text;
        var looked = Enumerable.Range(0, LinesLookedAt).Select(Line).TakeWhile(line => line is not null).Select(line => line!).SkipWhile(line => line.Trim().Length == 0).ToList();
        var first = looked.FirstOrDefault() ?? "";
        quote = first.TrimStart() is ['"', ..] ? '"' : first.TrimStart() is ['\'', ..] ? '\'' : null;
        separator = Separators.MaxBy(candidate => new DelimitedFields(candidate, quote).With(first).Count);
        quote ??= looked.Skip(1).Any(line => line.Contains($"{separator}\"", StringComparison.Ordinal) || line.StartsWith('"')) ? '"' : null;
    }

    /// <summary>Every row in turn, once, blank lines left out. The width is that of the first row.</summary>
    public IEnumerable<DelimitedRow> Rows()
    {
        int? width = null;
        for (var number = 1; Line(0) is { } line;)
        {
            var taken = 1;
            if (line.Trim().Length > 0)
            {
                (var row, taken) = ReadRow(number, width ?? 0);
                width ??= row.Fields.Count;
                yield return row;
            }

            ahead.RemoveRange(0, taken);
            number += taken;
        }
    }

    private (DelimitedRow Row, int Lines) ReadRow(int number, int width)
    {
        var row = new DelimitedFields(separator, quote).With(ahead[0]);
        for (var taken = 1; ; taken++)
        {
            if (row.Letters >= LineAtMost)
                return (new DelimitedRow(number, row.Fields, "it is too long"), taken);
            if (!row.IsOpen)
                return (new DelimitedRow(number, row.Fields), taken);
            if (taken == LinesInField || Line(taken) is not { } next || (row.Count > width && width > 0))
                return (new DelimitedRow(number, row.Fields, "a quotation mark is not closed"), 1);
            row.With($" {next}");
        }
    }

    /// <summary>A line ahead of the row that is read, or null behind the last.</summary>
    private string? Line(int at)
    {
        while (ahead.Count <= at && text.Peek() >= 0)
            ahead.Add(ReadLine());
        return at < ahead.Count ? ahead[at] : null;
    }

    private string ReadLine()
    {
        var line = new StringBuilder();
        var letters = 0;
        for (int letter; (letter = text.Read()) is >= 0 and not '\n';)
        {
            if (line.Length < LineAtMost)
                line.Append((char)letter);
            if (++letters > LettersAtMost)
                throw new ImportRefused("The table has a line that does not end; it is not read.");
        }

        return line.ToString().TrimEnd('\r');
    }
}
