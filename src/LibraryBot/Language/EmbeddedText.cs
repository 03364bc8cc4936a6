using System.Reflection;

namespace LibraryBot.Language;

/// <summary>Texts that ship inside the program: word lists and the sample library.</summary>
internal static class EmbeddedText
{
    public static string Read(string name)
    {
        using var stream = Assembly.GetExecutingAssembly().GetManifestResourceStream(name)
            ?? throw new InvalidOperationException($"The program was built without {name}.");
        using var reader = new StreamReader(stream);
        return reader.ReadToEnd();
    }

    /// <summary>The lines of a word list, without blank ones and those that begin with #.</summary>
    public static IEnumerable<string> Lines(string name) =>
        Read(name).Split('\n', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries).Where(line => line[0] != '#');
}
