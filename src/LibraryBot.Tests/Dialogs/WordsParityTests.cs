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
            foreach (var (key, text) in Texts(folder, lang.Code()).Where(text => (text.Key.StartsWith("buttons.", StringComparison.Ordinal) && text.Key != "buttons.expired") || text.Key.EndsWith("_button", StringComparison.Ordinal) || text.Key.Contains(".choice.")))
                Assert.True(text.Length is > 0 and <= 30 && !text.Contains('\n'), $"{folder} {key}: {text}");
        }
    }

    [Fact]
    public void Every_text_of_common_that_code_names_is_there()
    {
        var named = Directory.EnumerateFiles(SourceFolder(), "*.cs", SearchOption.AllDirectories)
            .SelectMany(file => NamedInCode().Matches(File.ReadAllText(file)))
            .Select(match => match.Groups["key"].Value).Distinct().ToList();
        Assert.Contains("our_fault", named);
        Assert.All(named, key => Assert.True(DialogFolders.Real.Words.Has("common", key, Lang.Id), key));
    }

    private static string SourceFolder()
    {
        var folder = new DirectoryInfo(AppContext.BaseDirectory);
        while (!File.Exists(Path.Combine(folder.FullName, "LibraryBot.sln")))
            folder = folder.Parent ?? throw new InvalidOperationException("The tests run outside the repository.");
        return Path.Combine(folder.FullName, "src", "LibraryBot");
    }

    private static Dictionary<string, string> Texts(string folder, string lang) =>
        Entry().Matches(File.ReadAllText(Path.Combine(DialogFolders.RealFolder, folder, $"{lang}.yaml")))
            .ToDictionary(match => match.Groups[1].Value, match => match.Groups[2].Value.Replace("\n  ", "\n").Trim());

    private static IEnumerable<string> Names(string text) => Name().Matches(text).Select(match => match.Value).Distinct().Order();

    [GeneratedRegex(@"^(\S+): \|\n((?:  .*\n|\n(?=  ))+)", RegexOptions.Multiline)]
    private static partial Regex Entry();

    [GeneratedRegex("""(turn\.(Say)?Text\(|"common", )"(?<key>[a-z_.]*[a-z])"[,)]""")]
    private static partial Regex NamedInCode();

    [GeneratedRegex(@"\{\{ [a-z_.]+ \}\}")]
    private static partial Regex Name();
}
