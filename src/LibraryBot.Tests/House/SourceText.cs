using System.Text;
using System.Text.RegularExpressions;

namespace LibraryBot.Tests.House;

/// <summary>
/// A C# file read as text: which of it is code, which literal and which comment. It knows no types; what it
/// tells is where names are called and with what words between the brackets.
/// </summary>
internal sealed class SourceText
{
    private readonly string path;

    public SourceText(string path, string source)
    {
        this.path = path;
        var code = new StringBuilder(source);
        var bare = new StringBuilder(source);
        for (var at = 0; at < source.Length;)
        {
            var (end, isComment) = PartAt(source, at);
            for (var letter = at; letter < end && end > at + 1; letter++)
            {
                if (source[letter] == '\n')
                    continue;
                bare[letter] = ' ';
                if (isComment)
                    code[letter] = ' ';
            }

            at = end;
        }

        Code = code.ToString();
        Bare = bare.ToString();
    }

    /// <summary>The file without its comments; every letter is at its old place.</summary>
    public string Code { get; }

    /// <summary>The file without comments and without the insides of its texts.</summary>
    public string Bare { get; }

    /// <summary>Every file of the program, as it lies in the repository.</summary>
    public static IReadOnlyList<SourceText> OfTheProgram()
    {
        var folder = Folder();
        return [.. Directory.EnumerateFiles(folder, "*.cs", SearchOption.AllDirectories)
            .Select(file => (Name: Path.GetRelativePath(folder, file).Replace('\\', '/'), File: file))
            .Where(found => !found.Name.StartsWith("bin/", StringComparison.Ordinal) && !found.Name.StartsWith("obj/", StringComparison.Ordinal))
            .OrderBy(found => found.Name, StringComparer.Ordinal)
            .Select(found => new SourceText(found.Name, File.ReadAllText(found.File)))];
    }

    public bool IsUnder(string folder) => path.StartsWith(folder + '/', StringComparison.Ordinal);

    /// <summary>"Turns/Inbox.cs:12", for the reader of a failed test.</summary>
    public string At(int letter) => $"{path}:{Bare.AsSpan(0, letter).Count('\n') + 1}";

    /// <summary>The calls of what this pattern names, with their arguments as they are written.</summary>
    public IEnumerable<Call> Calls(string name)
    {
        foreach (Match match in Regex.Matches(Bare, name + @"\s*(?:<[\w\s,.?<>\[\]]*>)?\s*\("))
        {
            var arguments = Arguments(match.Index + match.Length);
            yield return new Call(At(match.Index), arguments);
        }
    }

    internal sealed record Call(string At, IReadOnlyList<string> Arguments);

    private List<string> Arguments(int from)
    {
        var arguments = new List<string>();
        var depth = 0;
        for (var at = from; at < Bare.Length; at++)
        {
            if (Bare[at] is '(' or '[' or '{')
                depth++;
            else if (Bare[at] is ')' or ']' or '}' && --depth < 0)
                return Add(at);
            else if (Bare[at] == ',' && depth == 0)
            {
                Add(at);
                from = at + 1;
            }
        }

        return arguments;

        List<string> Add(int end)
        {
            if (Code[from..end].Trim() is { Length: > 0 } argument)
                arguments.Add(argument);
            return arguments;
        }
    }

    /// <summary>Where the comment or literal at this place ends; the next letter when it is plain code.</summary>
    private static (int End, bool IsComment) PartAt(string source, int at)
    {
        if (Follows(source, at, "//"))
            return (Behind(source, at, "\n", 0), true);
        if (Follows(source, at, "/*"))
            return (Behind(source, at + 2, "*/", 2), true);
        if (source[at] == '\'')
            return (EndOfText(source, at + 1, '\'', false, false), false);
        var opening = Regex.Match(source[at..Math.Min(source.Length, at + 12)], "^(\\$*@?\\$*)(\"+)");
        if (!opening.Success)
            return (at + 1, false);

        var quotes = opening.Groups[2].Value;
        var inside = at + opening.Length;
        if (quotes.Length >= 3)
            return (Behind(source, inside, quotes, quotes.Length), false);
        if (quotes.Length == 2)
            return (inside, false);
        return (EndOfText(source, inside, '"', opening.Value.Contains('@', StringComparison.Ordinal), opening.Value.Contains('$', StringComparison.Ordinal)), false);
    }

    private static int EndOfText(string source, int at, char quote, bool isVerbatim, bool hasHoles)
    {
        while (at < source.Length)
        {
            if (source[at] == '\\' && !isVerbatim)
                at += 2;
            else if (source[at] == quote && isVerbatim && Follows(source, at + 1, "\""))
                at += 2;
            else if (source[at] == quote)
                return at + 1;
            else if (hasHoles && Follows(source, at, "{{"))
                at += 2;
            else if (hasHoles && source[at] == '{')
                at = EndOfHole(source, at + 1);
            else
                at++;
        }

        return at;
    }

    private static int EndOfHole(string source, int at)
    {
        for (var depth = 1; at < source.Length;)
        {
            if (source[at] == '{')
                depth++;
            else if (source[at] == '}' && --depth == 0)
                return at + 1;
            at = PartAt(source, at).End;
        }

        return at;
    }

    private static int Behind(string source, int from, string what, int length) =>
        source.IndexOf(what, from, StringComparison.Ordinal) is >= 0 and var found ? found + length : source.Length;

    private static bool Follows(string source, int at, string what) => string.CompareOrdinal(source, at, what, 0, what.Length) == 0;

    private static string Folder()
    {
        for (var folder = new DirectoryInfo(AppContext.BaseDirectory); folder is not null; folder = folder.Parent)
        {
            if (File.Exists(Path.Combine(folder.FullName, "src", "LibraryBot", "LibraryBot.csproj")))
                return Path.Combine(folder.FullName, "src", "LibraryBot");
        }

        throw new DirectoryNotFoundException("The tests do not lie under the repository.");
    }
}
