namespace LibraryBot.Dialogs.Files;

/// <summary>Everything wrong in a dialogs folder, each with its file and line.</summary>
internal sealed class DialogProblems
{
    private readonly HashSet<(string File, int Line, string Text)> found = [];

    public void Add(DialogFile file, int line, string text) => found.Add((file.Shown, Math.Max(line, 1), text));

    public bool Any(DialogFile file) => found.Any(problem => problem.File == file.Shown);

    public IReadOnlyList<string> Sorted() => [.. found
        .OrderBy(problem => problem.File, StringComparer.Ordinal)
        .ThenBy(problem => problem.Line)
        .ThenBy(problem => problem.Text, StringComparer.Ordinal)
        .Select(problem => $"{problem.File}:{problem.Line}: {problem.Text}")];
}
