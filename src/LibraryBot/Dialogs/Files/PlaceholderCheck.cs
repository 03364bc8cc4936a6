using System.Text.RegularExpressions;

namespace LibraryBot.Dialogs.Files;

/// <summary>Finds names in {{ }} that nobody fills, and braces that are no placeholder at all.</summary>
internal sealed partial class PlaceholderCheck(DialogFile file, DialogProblems problems)
{
    /// <param name="firstLine">The file's line that the text begins in.</param>
    /// <param name="known">The names that may stand here; null when any may.</param>
    public void Check(string text, int firstLine, IReadOnlyCollection<string>? known)
    {
        foreach (var (line, number) in text.Split('\n').Select((line, index) => (line, firstLine + index)))
            CheckLine(line, number, known);
    }

    private void CheckLine(string line, int number, IReadOnlyCollection<string>? known)
    {
        foreach (var name in Template.Names(line).Where(name => known is not null && !known.Contains(name)))
            problems.Add(file, number, $"nothing fills {{{{ {name} }}}} here; {WhatMayStand(known!)}.");
        if (Braces().IsMatch(string.Concat(Template.Pieces(line).Where(piece => !piece.IsName).Select(piece => piece.Text))))
            problems.Add(file, number, "these braces are no placeholder; write {{ name }} with small letters and one space on each side.");
    }

    private static string WhatMayStand(IReadOnlyCollection<string> known) =>
        known.Count == 0 ? "this text has no placeholders" : $"known are {string.Join(", ", known.Order(StringComparer.Ordinal))}";

    [GeneratedRegex(@"\{\{|\}\}")]
    private static partial Regex Braces();
}
