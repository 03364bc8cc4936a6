using LibraryBot.Language;

namespace LibraryBot.Dialogs;

/// <summary>Every text that the bot says, by dialog and key, in both languages. Librarians edit the files; code only names the keys.</summary>
public sealed class Words(IReadOnlyDictionary<(string Dialog, string Key, Lang Lang), string> texts)
{
    /// <summary>The folder of the texts that belong to no dialog.</summary>
    public const string Common = "common";

    public static readonly Words Empty = new(new Dictionary<(string, string, Lang), string>());

    public bool Has(string dialog, string key, Lang lang) => texts.ContainsKey((dialog, key, lang));

    /// <summary>A text without placeholders, in Indonesian and in English: the two ways that people may say it.</summary>
    public IReadOnlyList<string> InBoth(string key) => [Say(Lang.Id, Common, key).Trim(), Say(Lang.En, Common, key).Trim()];

    /// <summary>A text with its placeholders filled. Values are put in as they are and never read as a template again.</summary>
    public string Say(Lang lang, string dialog, string key, params (string Name, string Value)[] values)
    {
        if (!texts.TryGetValue((dialog, key, lang), out var text))
            throw new KeyNotFoundException($"dialogs/{dialog}/{lang.Code()}.yaml has no text {key}.");
        return Template.Fill(text, values);
    }
}
