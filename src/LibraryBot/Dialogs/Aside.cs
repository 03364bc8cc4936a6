using LibraryBot.Language;

namespace LibraryBot.Dialogs;

/// <summary>What a person may say in every step of every dialog, in either language, with or without a slash.</summary>
internal enum Aside
{
    None,
    Cancel,
    Back,
    Help,
    Skip,

    /// <summary>Done with all optional questions, where that is offered.</summary>
    Finish,
}

internal static class Asides
{
    /// <summary>No dialog may begin with one of these.</summary>
    public static readonly IReadOnlyList<string> Commands = ["/batal", "/cancel", "/kembali", "/back", "/bantuan", "/help", "/lewati", "/skip"];

    public static Aside Read(string text, Words words)
    {
        if (AnswerWords.IsCancel(text) || IsButton(text, "buttons.cancel", words))
            return Aside.Cancel;
        if (AnswerWords.IsBack(text) || IsButton(text, "buttons.back", words))
            return Aside.Back;
        if (AnswerWords.IsHelp(text))
            return Aside.Help;
        if (AnswerWords.IsSkip(text) || IsButton(text, "buttons.skip", words))
            return Aside.Skip;
        return IsButton(text, "buttons.finish", words) ? Aside.Finish : Aside.None;
    }

    public static bool IsKeep(string text, Words words) => AnswerWords.IsKeep(text) || IsButton(text, "buttons.keep", words);

    // A librarian may have changed the words on a button; what it says must still work.
    private static bool IsButton(string text, string key, Words words) =>
        Enum.GetValues<Lang>().Any(lang => AnswerWords.Same(text, words.Say(lang, Words.Common, key)));
}
