using System.Text.RegularExpressions;

namespace LibraryBot.Dialogs;

/// <summary>Text with {{ name }} in it. No conditions, no loops, no expressions.</summary>
public static partial class Template
{
    /// <summary>The names that a template asks for.</summary>
    public static IEnumerable<string> Names(string template) =>
        HasNames(template) ? Placeholder().Matches(template).Select(match => match.Groups[1].Value) : [];

    /// <summary>Fills single values; an unknown name stays visible, and the check at start has already named it.</summary>
    public static string Fill(string template, params (string Name, string Value)[] values) =>
        values.Length == 0 || !HasNames(template) ? template : Placeholder().Replace(template, match =>
        {
            var name = match.Groups[1].Value;
            foreach (var value in values)
            {
                if (value.Name == name)
                    return value.Value;
            }

            return match.Value;
        });

    /// <summary>The text cut into its names and what stands between them.</summary>
    internal static IEnumerable<Piece> Pieces(string template)
    {
        var at = 0;
        foreach (Match match in Placeholder().Matches(template))
        {
            if (match.Index > at)
                yield return new Piece(template[at..match.Index], IsName: false);
            yield return new Piece(match.Groups[1].Value, IsName: true);
            at = match.Index + match.Length;
        }

        if (at < template.Length)
            yield return new Piece(template[at..], IsName: false);
    }

    private static bool HasNames(string template) => template.Contains("{{", StringComparison.Ordinal);

    [GeneratedRegex(@"\{\{ ?([a-z_][a-z0-9_.]*) ?\}\}")]
    private static partial Regex Placeholder();
}

/// <summary>A name between braces, or the words around it.</summary>
internal readonly record struct Piece(string Text, bool IsName);
