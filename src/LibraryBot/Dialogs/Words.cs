using LibraryBot.Language;

namespace LibraryBot.Dialogs;

/// <summary>Every text that the bot says, by dialog and key, in both languages. Librarians edit the files; code only names the keys.</summary>
/// <param name="shares">For a dialog, the folder whose texts serve where it has none of its own.</param>
public sealed class Words(IReadOnlyDictionary<(string Dialog, string Key, Lang Lang), string> texts, IReadOnlyDictionary<string, string>? shares = null)
{
    /// <summary>The folder of the texts that belong to no dialog.</summary>
    public const string Common = "common";

    public static readonly Words Empty = new(new Dictionary<(string, string, Lang), string>());

    public bool Has(string dialog, string key, Lang lang) => Find(dialog, key, lang) is not null;

    /// <summary>A text without placeholders, in Indonesian and in English: the two ways that people may say it.</summary>
    public IReadOnlyList<string> InBoth(string key) => [Say(Lang.Id, Common, key).Trim(), Say(Lang.En, Common, key).Trim()];

    /// <summary>A text with its placeholders filled. Values are put in as they are and never read as a template again.</summary>
    public string Say(Lang lang, string dialog, string key, params (string Name, string Value)[] values)
    {
        if (Find(dialog, key, lang) is not { } text)
            throw new KeyNotFoundException($"dialogs/{dialog}/{lang.Code()}.yaml has no text {key}.");
        return Template.Fill(text, values);
    }

    private string? Find(string dialog, string key, Lang lang) => texts.GetValueOrDefault((dialog, key, lang))
        ?? (shares is not null && shares.TryGetValue(dialog, out var shared) ? texts.GetValueOrDefault((shared, key, lang)) : null);
}
