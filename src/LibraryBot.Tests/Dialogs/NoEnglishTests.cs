using System.Text.RegularExpressions;
using LibraryBot.Language;
using LibraryBot.Tests.Support;

namespace LibraryBot.Tests.Dialogs;

/// <summary>The bot's Indonesian has no English in it: a word that both languages' texts use is a name, or on the list of words that both have.</summary>
public sealed partial class NoEnglishTests
{
    /// <summary>Names, and words that Indonesian has taken in (KBBI) or that the field uses as they are.</summary>
    private static readonly HashSet<string> InBoth =
    [
        "bot", "poster", "facebook", "instagram", "telegram", "pathfinder", "pathfinders", "album", "digital", "status", "online", "log", "server", "disk", "doctor", "email", "online", "isbn", "pdf", "qr", "jpeg", "png",
        "zoom", "internet", "data", "program", "media", "alternatif", "normal", "total", "pada", "ii", "iii", "wib", "wita", "wit", "a", "i", "ya", "min", "maret", "april", "september", "november", "laskar", "pelangi", "sari", "rina", "wulandari",
        "dr", "brin", "mendeley", "perpusnas", "iccri", "net", "https", "go", "id", "www", "catatan", "sungai", "dan", "kota", "pelita", "perkebunan", "perpustakaan", "salamliterasi", "rp25", "bank", "film", "forum", "grup",
        "instansi", "tere", "liye", "reading", "english", "bahasa", "indonesia", "halo", "github", "sic", "botfather", "token", "webhook", "inline", "ooo", "web", "rp", "mb", "meta", "publicurl",
        "slims", "json", "csv", "ics", "ical", "icalendar", "google", "calendar", "http", "biblio", "item", "set", "faq", "marc", "marcxml", "mrc", "xml", "oai", "pmh", "rss", "atom", "xlsx",
    ];

    /// <summary>Words people may say that mean a command: theirs, in whichever language.</summary>
    private const string SaidByPeople = "words.";

    public static TheoryData<string> Folders() => [.. Directory.EnumerateDirectories(DialogFolders.RealFolder).Select(Path.GetFileName).OfType<string>().Where(folder => folder != "answers").Order()];

    [Theory, MemberData(nameof(Folders))]
    public void No_English_word_stands_in_an_Indonesian_text(string folder)
    {
        var english = AllWords(Lang.En);
        var found = Texts(folder, Lang.Id).Where(text => !text.Key.StartsWith(SaidByPeople, StringComparison.Ordinal)).SelectMany(text => Spoken(text.Text).Where(word => english.Contains(word) && !InBoth.Contains(word)).Select(word => $"{text.Key}: {word}")).Distinct();
        Assert.Empty(found);
    }

    private static HashSet<string> AllWords(Lang lang) =>
        [.. Directory.EnumerateDirectories(DialogFolders.RealFolder).SelectMany(folder => Texts(Path.GetFileName(folder)!, lang)).SelectMany(text => Spoken(text.Text))];

    private static IEnumerable<(string Key, string Text)> Texts(string folder, Lang lang) =>
        Entry().Matches(File.ReadAllText(Path.Combine(DialogFolders.RealFolder, folder, $"{lang.Code()}.yaml"))).Select(match => (match.Groups[1].Value, match.Groups[2].Value));

    private static IEnumerable<string> Spoken(string text) => Word().Matches(NotSpoken().Replace(text, " ")).Select(match => match.Value.ToLowerInvariant());

    /// <summary>Values, commands, addresses and tags are no words of ours.</summary>
    [GeneratedRegex(@"#?\{\{[^}]*\}\}|/[a-z_]+|https?://\S+|#\S+|[A-Z]{4}-\d{4}|""[^""]*""")]
    private static partial Regex NotSpoken();

    [GeneratedRegex(@"\p{L}{2,}")]
    private static partial Regex Word();

    [GeneratedRegex(@"^(\S+): \|\n((?:  .*\n|\n(?=  ))+)", RegexOptions.Multiline)]
    private static partial Regex Entry();
}
