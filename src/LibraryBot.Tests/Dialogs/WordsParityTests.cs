using System.Text.RegularExpressions;
using LibraryBot.Language;
using LibraryBot.Tests.Support;

namespace LibraryBot.Tests.Dialogs;

/// <summary>What must hold for every text of the real dialogs, read from the files as they are.</summary>
public partial class WordsParityTests
{
    public static TheoryData<string> Folders() => [.. Directory.EnumerateDirectories(DialogFolders.RealFolder).Select(Path.GetFileName).OfType<string>().Order()];

    [Theory, MemberData(nameof(Folders))]
    public void Both_languages_have_the_same_texts_with_the_same_names(string folder)
    {
        var indonesian = Texts(folder, "id");
        var english = Texts(folder, "en");
        Assert.NotEmpty(indonesian);
        Assert.Equal(indonesian.Keys.Order(), english.Keys.Order());
        foreach (var (key, text) in indonesian)
            Assert.Equal(Names(text), Names(english[key]));
    }

    [Theory, MemberData(nameof(Folders))]
    public void Every_text_is_said_as_it_stands_in_the_file(string folder)
    {
        foreach (var lang in Enum.GetValues<Lang>())
        {
            foreach (var (key, text) in Texts(folder, lang.Code()))
                Assert.Equal(text, DialogFolders.Real.Words.Say(lang, folder, key));
        }
    }

    [Theory, MemberData(nameof(Folders))]
    public void A_button_is_short(string folder)
    {
        foreach (var lang in Enum.GetValues<Lang>())
        {
            foreach (var (key, text) in Texts(folder, lang.Code()).Where(text => text.Key.StartsWith("buttons.", StringComparison.Ordinal) || text.Key.EndsWith("_button", StringComparison.Ordinal) || text.Key.Contains(".choice.")))
                Assert.True(text.Length is > 0 and <= 30 && !text.Contains('\n'), $"{folder} {key}: {text}");
        }
    }

    private static Dictionary<string, string> Texts(string folder, string lang) =>
        Entry().Matches(File.ReadAllText(Path.Combine(DialogFolders.RealFolder, folder, $"{lang}.yaml")))
            .ToDictionary(match => match.Groups[1].Value, match => match.Groups[2].Value.Replace("\n  ", "\n").Trim());

    private static IEnumerable<string> Names(string text) => Name().Matches(text).Select(match => match.Value).Distinct().Order();

    [GeneratedRegex(@"^(\S+): \|\n((?:  .*\n|\n(?=  ))+)", RegexOptions.Multiline)]
    private static partial Regex Entry();

    [GeneratedRegex(@"\{\{ [a-z_.]+ \}\}")]
    private static partial Regex Name();
}
