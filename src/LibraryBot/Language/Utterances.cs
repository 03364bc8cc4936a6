namespace LibraryBot.Language;

/// <summary>
/// Labelled examples of what people say, in files that ship with the program: a label, a tab, the words. What is different in
/// every question stands in angle brackets ("who wrote &lt;title&gt;?").
/// </summary>
internal sealed class Utterances
{
    /// <summary>What stands for a title, a name, a topic; for a day or an hour; for a branch; for a number.</summary>
    public const string Thing = "<thing>";
    public const string Day = "<day>";
    public const string Place = "<place>";
    public const string Number = "<number>";
    private const int Everyday = 5;

    private static readonly Dictionary<string, string> Slots = new()
    {
        ["<topic>"] = Thing, ["<title>"] = Thing, ["<name>"] = Thing, ["<event>"] = Thing,
        ["<date>"] = Day, ["<hour>"] = Day, ["<branch>"] = Place, ["<number>"] = Number, ["<isbn>"] = Number, ["<class>"] = Number,
    };

    // A kind of event is a word like any other where it is asked, so the examples name real ones, each in its turn.
    private static readonly string[] Kinds =
        ["workshop", "bedah buku", "storytime", "seminar", "kelas", "pelatihan", "book club", "dongeng", "exhibition", "lomba", "webinar", "pameran", "training", "book discussion", "diskusi", "talk"];
    private static readonly Lazy<Utterances> OfQuestions = new(() => new Utterances("utterances.txt"));
    private static readonly Lazy<Utterances> OfRules = new(() => new Utterances("faq-topics.txt"));
    private readonly Dictionary<string, int> counts;

    private Utterances(string file)
    {
        Examples = [.. EmbeddedText.Lines(file).Select(line => line.Split('\t', 2)).Select((parts, at) => (parts[0], (IReadOnlyList<string>)[.. Words(parts[1], at)]))];
        counts = Examples.SelectMany(example => example.Words.Distinct()).CountBy(word => word).ToDictionary();
    }

    /// <summary>What patrons ask, labelled with what they want (utterances.txt).</summary>
    public static Utterances Questions => OfQuestions.Value;

    /// <summary>What is said on rules and services, labelled with the topic (faq-topics.txt).</summary>
    public static Utterances Rules => OfRules.Value;

    public IReadOnlyList<(string Label, IReadOnlyList<string> Words)> Examples { get; }

    /// <summary>Whether people use a word in asking, whatever they ask about: it tells little of a topic.</summary>
    public bool IsEveryday(string word) => counts.GetValueOrDefault(word) >= Everyday;

    /// <summary>A word as the examples have it: one number is as good as another.</summary>
    public static string WithoutNumber(string word) => word.All(char.IsDigit) ? Number : word;

    private static IEnumerable<string> Words(string text, int at)
    {
        var spaced = text.ToLowerInvariant().Replace("<kind>", Kinds[at % Kinds.Length], StringComparison.Ordinal).Replace("<", " <", StringComparison.Ordinal).Replace(">", "> ", StringComparison.Ordinal);
        foreach (var part in spaced.Split(' ', StringSplitOptions.RemoveEmptyEntries))
        {
            if (Slots.TryGetValue(part, out var slot))
                yield return slot;
            else
                foreach (var word in TextWords.Of(part).SelectMany(Slang.Formal))
                    yield return WithoutNumber(word);
        }
    }
}
