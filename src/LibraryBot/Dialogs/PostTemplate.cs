using System.Text;

namespace LibraryBot.Dialogs;

/// <summary>
/// A post with {{ name }} in it. A line whose values are all empty disappears, a line that names a list is said once an item,
/// and where one value of several is empty its brackets and the dash before it go too.
/// </summary>
internal static class PostTemplate
{
    private static readonly IReadOnlyList<string> Nothing = [];
    private static readonly char[] Separators = [.. " -–—·•|,;:/"];

    public static string Fill(string template, IReadOnlyDictionary<string, IReadOnlyList<string>> values)
    {
        var lines = template.ReplaceLineEndings("\n").Split('\n').SelectMany(line => Line(line, values));
        return JoinWithoutGaps(lines);
    }

    private static IEnumerable<string> Line(string line, IReadOnlyDictionary<string, IReadOnlyList<string>> values)
    {
        var pieces = Template.Pieces(line).ToList();
        var lists = pieces.Where(piece => piece.IsName).Select(piece => values.GetValueOrDefault(piece.Text, Nothing)).ToList();
        if (lists.Count == 0)
            return [line];

        return Enumerable.Range(0, lists.Max(list => list.Count))
            .Where(item => IsWorthSaying(lists, item))
            .Select(item => OneItem(pieces, name => At(values.GetValueOrDefault(name, Nothing), item)));
    }

    // An item of a list beside a single value ("{{ place }}: {{ books.title }}") is said for its own words, not for the single value.
    private static bool IsWorthSaying(IReadOnlyList<IReadOnlyList<string>> lists, int item)
    {
        var telling = lists.Any(list => list.Count > 1) ? lists.Where(list => list.Count > 1) : lists;
        return telling.Any(list => At(list, item).Length > 0);
    }

    private static string At(IReadOnlyList<string> list, int item) =>
        list.Count == 1 ? list[0].Trim() : item < list.Count ? list[item].Trim() : "";

    private static string OneItem(IReadOnlyList<Piece> pieces, Func<string, string> value)
    {
        var filled = pieces.Select(piece => piece.IsName ? new Filled(value(piece.Text), true) : new Filled(piece.Text, false)).ToList();
        for (var at = 0; at < filled.Count; at++)
        {
            if (filled[at] is { IsValue: true, Text.Length: 0 })
                CloseGap(filled, at);
        }

        var line = filled.Aggregate(new StringBuilder(), (line, part) => line.Append(part.Text)).ToString();
        return filled[^1] is { IsValue: true, Text.Length: 0 } ? line.TrimEnd(Separators) : line.TrimEnd();
    }

    private static void CloseGap(List<Filled> parts, int empty)
    {
        var before = Literal(parts, empty - 1);
        var after = Literal(parts, empty + 1);
        if (before is not null && after is not null && OpensAndCloses(before, after))
        {
            parts[empty - 1] = new Filled(before = before[..^1], false);
            parts[empty + 1] = new Filled(after = after[1..], false);
        }

        if (before is not null && SaysBefore(parts, empty - 1) && IsSeparator(before))
            parts[empty - 1] = new Filled("", false);
        else if (after is not null && !SaysBefore(parts, empty) && SaysAfter(parts, empty + 1) && IsSeparator(after))
            parts[empty + 1] = new Filled("", false);
    }

    private static string? Literal(List<Filled> parts, int at) => at >= 0 && at < parts.Count && !parts[at].IsValue ? parts[at].Text : null;

    private static bool OpensAndCloses(string before, string after) =>
        (before.EndsWith('(') && after.StartsWith(')')) || (before.EndsWith('[') && after.StartsWith(']'));

    private static bool SaysBefore(List<Filled> parts, int at) => parts.Take(at).Any(part => part.IsValue);

    private static bool SaysAfter(List<Filled> parts, int at) => parts.Skip(at).Any(part => part.IsValue);

    private static bool IsSeparator(string literal) => literal.All(Separators.Contains);

    private static string JoinWithoutGaps(IEnumerable<string> lines)
    {
        var kept = new List<string>();
        foreach (var line in lines)
        {
            if (line.Trim().Length > 0 || (kept.Count > 0 && kept[^1].Trim().Length > 0))
                kept.Add(line);
        }

        return string.Join('\n', kept).Trim();
    }

    private readonly record struct Filled(string Text, bool IsValue);
}
