using LibraryBot.Language;

namespace LibraryBot.Dialogs.Kinds;

/// <summary>
/// Several small answers in one message, a labelled line for each ("Pembicara: Rina"), in either language. The step's choices
/// name the steps that they answer; its own value holds which of them it filled.
/// </summary>
internal sealed class DetailsKind : IAnswerKind
{
    private const int UsualMost = 200;

    public Reading Read(Heard heard, StepScene at)
    {
        if (at.Step.Optional && AnswerWords.IsNothing(heard.Text))
            return new Reading.Accepted("");
        var found = new Dictionary<string, string>();
        var lines = heard.Text.Split(['\n', ';'], StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries);
        foreach (var line in lines)
        {
            // A single answer without a label is the first thing that was asked for; the echo shows it.
            if ((Labelled(line, at) ?? (lines.Length == 1 ? (at.Step.Choices[0], line) : null)) is not { } detail)
                return new Reading.Refused("no_label", ("said", line), ("choices", string.Join(", ", at.Step.Choices.Select(choice => ChoiceKind.Said(choice, at, at.Lang).Trim()))));
            var reading = TextKind.Words(detail.Words, at.Step, 1, at.Step.AtMost ?? UsualMost, "too_short");
            if (reading is not Reading.Accepted accepted)
                return reading;
            found[detail.Step] = accepted.Value;
        }

        return found.Count == 0
            ? new Reading.Refused("nothing_readable")
            : new Reading.Accepted(string.Join(',', found.Keys), string.Join("; ", found.Select(detail => $"{ChoiceKind.Said(detail.Key, at, at.Lang).Trim()}: {detail.Value}"))) { Also = found };
    }

    public IReadOnlyDictionary<string, IReadOnlyList<string>> Show(string value, StepScene at) => Shown.Nothing;

    private static (string Step, string Words)? Labelled(string line, StepScene at)
    {
        if (line.IndexOf(':') is not (> 0 and <= 40 and var colon))
            return null;
        var found = WordMatch.FindWords(AnswerWords.Normal(line[..colon]), [.. at.Step.Choices.Select(choice => ChoiceKind.AllWords(choice, at))]);
        return found is [var one] ? (at.Step.Choices[one], line[(colon + 1)..].Trim()) : null;
    }
}
