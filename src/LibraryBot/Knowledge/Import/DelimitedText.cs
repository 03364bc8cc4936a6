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
        separator = Separators.MaxBy(candidate => Split(first, candidate, quote).Fields.Count);
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
        var row = new StringBuilder(ahead[0]);
        for (var taken = 1; ; taken++)
        {
            var (fields, isOpen) = Split(row.ToString(), separator, quote);
            if (row.Length >= LineAtMost)
                return (new DelimitedRow(number, fields, "it is too long"), taken);
            if (!isOpen)
                return (new DelimitedRow(number, fields), taken);
            if (taken == LinesInField || Line(taken) is not { } next || (fields.Count > width && width > 0))
                return (new DelimitedRow(number, fields, "a quotation mark is not closed"), 1);
            row.Append(' ').Append(next);
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
        for (int letter; (letter = text.Read()) is >= 0 and not '\n';)
        {
            if (line.Length < LineAtMost)
                line.Append((char)letter);
        }

        return line.ToString().TrimEnd('\r');
    }

    private static (List<string> Fields, bool IsOpen) Split(string line, char separator, char? quote)
    {
        var fields = new List<string>();
        var at = 0;
        while (true)
        {
            var start = at;
            while (start < line.Length && line[start] == ' ')
                start++;
            if (quote is { } mark && start < line.Length && line[start] == mark)
            {
                var (field, end) = Quoted(line, start + 1, separator, mark);
                fields.Add(field);
                if (end < 0)
                    return (fields, true);
                at = end;
            }
            else
            {
                var end = line.IndexOf(separator, at);
                fields.Add(line[at..(end < 0 ? line.Length : end)].Trim());
                at = end < 0 ? line.Length : end;
            }

            if (at >= line.Length)
                return (fields, false);
            at++;
        }
    }

    /// <summary>The field and the place of the separator after it; -1 when the mark never closes.</summary>
    private static (string Field, int End) Quoted(string line, int at, char separator, char mark)
    {
        var field = new StringBuilder();
        for (; at < line.Length; at++)
        {
            if (line[at] == '\\' && at + 1 < line.Length && line[at + 1] == mark && !Closes(line, at + 1, separator))
            {
                field.Append(mark);
                at++;
            }
            else if (line[at] == mark && Closes(line, at, separator))
            {
                return (field.ToString(), AfterSpaces(line, at + 1));
            }
            else
            {
                field.Append(line[at]);
                if (line[at] == mark && at + 1 < line.Length && line[at + 1] == mark)
                    at++;
            }
        }

        return (field.ToString(), -1);
    }

    private static bool Closes(string line, int at, char separator)
    {
        var after = AfterSpaces(line, at + 1);
        return after >= line.Length || line[after] == separator;
    }

    private static int AfterSpaces(string line, int at)
    {
        while (at < line.Length && line[at] == ' ')
            at++;
        return at;
    }
}
