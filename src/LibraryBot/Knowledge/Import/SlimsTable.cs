namespace LibraryBot.Knowledge.Import;

/// <summary>One SLiMS export, read row by row, its fields found by the header's names, or by their usual order when it was written without one.</summary>
internal sealed record SlimsTable(IEnumerable<SlimsRow> Rows)
{
    private const int FewestColumns = 5;

    /// <param name="text">Is read on as long as rows are taken; they can be taken once.</param>
    public static SlimsTable Open(TextReader text, string path, IReadOnlyList<string> usual, string what, params string[] telling)
    {
        var rows = new DelimitedText(text).Rows().GetEnumerator();
        if (!rows.MoveNext())
            throw new ImportRefused($"{path} is empty.");
        var first = rows.Current;
        var header = first.Fields.Select(name => name.Trim().ToLowerInvariant()).ToList();
        var hasHeader = header.Contains("title") || header.Contains("item_code");
        if (hasHeader && telling.Any(name => !header.Contains(name)))
            throw new ImportRefused($"{path} is not the SLiMS export of {what}: it has no column {telling.First(name => !header.Contains(name))}.");
        if (!hasHeader && (first.Fields.Count < FewestColumns || Math.Abs(first.Fields.Count - usual.Count) > 1))
            throw new ImportRefused($"{path} is not the SLiMS export of {what}: it has {first.Fields.Count} columns and no header.");

        IReadOnlyList<string> names = hasHeader ? header : usual;
        // The header of the copies ends with a stray comma, and some exports end every row so.
        var width = names.Count(name => name.Length > 0);
        return new SlimsTable(Taken(rows, isFirstARow: !hasHeader).Select(row => Row(row, names, width)));
    }

    private static IEnumerable<DelimitedRow> Taken(IEnumerator<DelimitedRow> rows, bool isFirstARow)
    {
        if (isFirstARow)
            yield return rows.Current;
        while (rows.MoveNext())
            yield return rows.Current;
    }

    private static SlimsRow Row(DelimitedRow row, IReadOnlyList<string> names, int width)
    {
        var fault = row.Fault ?? (row.Fields.Count < width ? $"it has {row.Fields.Count} fields, not {width}"
            : row.Fields.Skip(names.Count).Any(field => field.Length > 0) ? $"it has {row.Fields.Count} fields, not {width}" : null);
        var fields = new Dictionary<string, string>(StringComparer.Ordinal);
        for (var i = 0; i < names.Count && i < row.Fields.Count; i++)
            fields[names[i]] = PlainText.Long(row.Fields[i].Replace("\\r\\n", " ", StringComparison.Ordinal).Replace("\\n", " ", StringComparison.Ordinal));
        return new SlimsRow(row.Line, fields, fault);
    }
}

internal sealed record SlimsRow(int Line, IReadOnlyDictionary<string, string> Fields, string? Fault)
{
    public string this[string name] => Fields.TryGetValue(name, out var text) ? text : "";

    public string? Text(string name) => this[name] is { Length: > 0 } text ? text : null;
}
