using System.Text;

namespace LibraryBot.Dialogs.Files;

/// <summary>A file under dialogs/: where it is, and how problems name it ("dialogs/event/id.yaml").</summary>
internal sealed record DialogFile(string Path, string Shown)
{
    private static readonly UTF8Encoding Strict = new(encoderShouldEmitUTF8Identifier: false, throwOnInvalidBytes: true);

    public string Name => System.IO.Path.GetFileName(Path);

    public bool Exists => File.Exists(Path);

    public DialogFile In(string name) => new(System.IO.Path.Combine(Path, name), $"{Shown}/{name}");

    public IReadOnlyList<DialogFile> Folders(DialogProblems problems) => Inside(Directory.EnumerateDirectories, problems);

    public IReadOnlyList<DialogFile> Files(DialogProblems problems) => Inside(Directory.EnumerateFiles, problems);

    private List<DialogFile> Inside(Func<string, IEnumerable<string>> entries, DialogProblems problems)
    {
        try
        {
            return [.. entries(Path).Select(path => In(System.IO.Path.GetFileName(path))).OrderBy(inside => inside.Name, StringComparer.Ordinal)];
        }
        catch (Exception unreadable) when (unreadable is IOException or UnauthorizedAccessException)
        {
            problems.Add(this, 1, "this folder cannot be read; see whether the bot may read it.");
            return [];
        }
    }

    /// <summary>The text with "\n" line ends; null, and a problem, when it cannot be read.</summary>
    public string? Read(DialogProblems problems)
    {
        byte[] bytes;
        try
        {
            bytes = File.ReadAllBytes(Path);
        }
        catch (Exception unreadable) when (unreadable is IOException or UnauthorizedAccessException)
        {
            problems.Add(this, 1, "this file cannot be read; see whether it is a file and whether the bot may read it.");
            return null;
        }

        return Decode(bytes, problems);
    }

    private string? Decode(byte[] bytes, DialogProblems problems)
    {
        try
        {
            return Strict.GetString(bytes).TrimStart('\uFEFF').ReplaceLineEndings("\n");
        }
        catch (DecoderFallbackException invalid)
        {
            var line = 1 + bytes.Take(invalid.Index).Count(letter => letter == '\n');
            problems.Add(this, line, "this is not UTF-8 text; save the file again with the encoding UTF-8.");
            return null;
        }
    }
}
