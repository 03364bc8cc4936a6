namespace LibraryBot.Tests.Support;

/// <summary>What `fields=` asks for: names, each perhaps with a limit and fields of its own: "id,comments.limit(5){id,from}".</summary>
internal sealed class GraphFields
{
    private readonly List<GraphField> fields = [];

    public IReadOnlyList<GraphField> All => fields;

    public static GraphFields Of(params IEnumerable<string> names)
    {
        var all = new GraphFields();
        all.fields.AddRange(names.Select(name => new GraphField(name, null, null)));
        return all;
    }

    public static GraphFields? Parse(string? text)
    {
        if (string.IsNullOrWhiteSpace(text))
            return null;
        var at = 0;
        return Parse(text, ref at);
    }

    private static GraphFields Parse(string text, ref int at)
    {
        var all = new GraphFields();
        while (at < text.Length && text[at] != '}')
        {
            var start = at;
            var depth = 0;
            while (at < text.Length && (depth > 0 || text[at] is not (',' or '{' or '}')))
                depth += text[at++] switch { '(' => 1, ')' => -1, _ => 0 };
            var name = text[start..at].Trim();
            GraphFields? inner = null;
            if (at < text.Length && text[at] == '{')
            {
                at++;
                inner = Parse(text, ref at);
                at++;
            }

            if (at < text.Length && text[at] == ',')
                at++;
            if (name.Length > 0)
                all.fields.Add(new GraphField(name.Split('.')[0], Limit(name), inner));
        }

        return all;
    }

    private static int? Limit(string name)
    {
        var start = name.IndexOf(".limit(", StringComparison.Ordinal);
        return start < 0 ? null : int.Parse(name[(start + 7)..name.IndexOf(')', start)], System.Globalization.CultureInfo.InvariantCulture);
    }
}

internal sealed record GraphField(string Name, int? Limit, GraphFields? Inner);
