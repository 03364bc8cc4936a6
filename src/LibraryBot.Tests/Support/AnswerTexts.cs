using LibraryBot.Dialogs;
using LibraryBot.Language;
using YamlDotNet.Serialization;

namespace LibraryBot.Tests.Support;

/// <summary>The words of dialogs/answers alone, for tests of answers.</summary>
public static class AnswerTexts
{
    public static readonly Words Words = new(Read(Lang.Id).Concat(Read(Lang.En)).ToDictionary());

    public static IReadOnlyCollection<string> Keys(Lang lang) => [.. Read(lang).Select(text => text.Key.Key)];

    private static Dictionary<(string Dialog, string Key, Lang Lang), string> Read(Lang lang)
    {
        var path = Path.Combine(AppContext.BaseDirectory, "dialogs", "answers", $"{lang.Code()}.yaml");
        var texts = new DeserializerBuilder().Build().Deserialize<Dictionary<string, string>>(File.ReadAllText(path));
        return texts.ToDictionary(text => ("answers", text.Key, lang), text => text.Value);
    }
}
