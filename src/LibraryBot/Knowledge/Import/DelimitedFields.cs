using System.Text;

namespace LibraryBot.Knowledge.Import;

/// <summary>The fields of one row while its lines come in; each line is looked at once, however many the row runs over.</summary>
internal sealed class DelimitedFields(char separator, char? quote)
{
    private readonly List<string> fields = [];
    private StringBuilder? open;

    /// <summary>The one whose quotation mark is not closed yet among them.</summary>
    public IReadOnlyList<string> Fields => open is null ? fields : [.. fields, open.ToString()];

    public int Count => fields.Count + (IsOpen ? 1 : 0);

    public bool IsOpen => open is not null;

    public int Letters { get; private set; }

    /// <summary>Takes the row's next line.</summary>
    public DelimitedFields With(string line)
    {
        Letters += line.Length;
        for (var at = IsOpen ? Quoted(line, 0) : Field(line, 0); at < line.Length;)
            at = Field(line, at + 1);
        return this;
    }

    /// <summary>Takes the field that begins there; the place of the separator after it, or the line's end.</summary>
    private int Field(string line, int at)
    {
        var start = AfterSpaces(line, at);
        if (quote is { } mark && start < line.Length && line[start] == mark)
        {
            open = new StringBuilder();
            return Quoted(line, start + 1);
        }

        var end = line.IndexOf(separator, at) is >= 0 and var found ? found : line.Length;
        fields.Add(line[at..end].Trim());
        return end;
    }

    private int Quoted(string line, int at)
    {
        var (field, mark) = (open!, quote!.Value);
        for (; at < line.Length; at++)
        {
            if (line[at] == '\\' && at + 1 < line.Length && line[at + 1] == mark && !Closes(line, at + 1))
            {
                field.Append(mark);
                at++;
            }
            else if (line[at] == mark && Closes(line, at))
            {
                fields.Add(field.ToString());
                open = null;
                return AfterSpaces(line, at + 1);
            }
            else
            {
                field.Append(line[at]);
                if (line[at] == mark && at + 1 < line.Length && line[at + 1] == mark)
                    at++;
            }
        }

        return line.Length;
    }

    private bool Closes(string line, int at)
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
