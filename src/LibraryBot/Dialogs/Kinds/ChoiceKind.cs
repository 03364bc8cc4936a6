using LibraryBot.Dialogs.Files;
using LibraryBot.Language;

namespace LibraryBot.Dialogs.Kinds;

/// <summary>One of the choices of flow.yaml, read by number, words, how they begin or with a slip of the keys.</summary>
internal sealed class ChoiceKind : IAnswerKind
{
    public Reading Read(Heard heard, StepScene at)
    {
        var found = WordMatch.Find(heard.Text, [.. at.Step.Choices.Select(choice => AllWords(choice, at))]);
        return found switch
        {
            [var one] => new Reading.Accepted(at.Step.Choices[one]),
            [] => new Reading.Refused("not_a_choice", ("choices", string.Join(", ", Offers(at)))),
            _ => new Reading.Unclear([.. found.Select(choice => Offers(at)[choice])]),
        };
    }

    public IReadOnlyList<string> Offers(StepScene at) => [.. at.Step.Choices.Select(choice => Said(choice, at, at.Lang))];

    public IReadOnlyDictionary<string, IReadOnlyList<string>> Show(string value, StepScene at) =>
        at.Step.Choices.Contains(value) ? Shown.As(Said(value, at, at.Lang)) : Shown.Nothing;

    internal static IReadOnlyList<string> AllWords(string choice, StepScene at) =>
        [.. Enum.GetValues<Lang>().Select(lang => Said(choice, at, lang)), choice];

    internal static string Said(string choice, StepScene at, Lang lang) =>
        at.Words.Say(lang, at.Dialog, TextNames.Choice(at.Step.Name, choice));
}
