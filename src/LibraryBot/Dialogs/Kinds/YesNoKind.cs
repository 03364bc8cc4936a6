using LibraryBot.Language;

namespace LibraryBot.Dialogs.Kinds;

/// <summary>Yes or no; kept as "yes" or "no".</summary>
internal sealed class YesNoKind : IAnswerKind
{
    private const string Yes = "yes";
    private const string No = "no";

    public Reading Read(Heard heard, StepScene at)
    {
        if (AnswerWords.IsYes(heard.Text) || IsButton(heard.Text, Yes, at))
            return new Reading.Accepted(Yes);
        if (AnswerWords.IsNo(heard.Text) || IsButton(heard.Text, No, at))
            return new Reading.Accepted(No);
        return new Reading.Refused("not_yes_or_no");
    }

    public IReadOnlyList<string> Offers(StepScene at) => [Button(Yes, at, at.Lang), Button(No, at, at.Lang)];

    public IReadOnlyDictionary<string, IReadOnlyList<string>> Show(string value, StepScene at) =>
        value is Yes or No ? Shown.As(Button(value, at, at.Lang)) : Shown.Nothing;

    private static bool IsButton(string said, string value, StepScene at) =>
        Enum.GetValues<Lang>().Any(lang => AnswerWords.Same(said, Button(value, at, lang)));

    private static string Button(string value, StepScene at, Lang lang) => at.Words.Say(lang, Words.Common, $"buttons.{value}");
}
