namespace LibraryBot.Dialogs.Files;

/// <summary>Whether the words of one language hold what a flow says, and name only what it fills.</summary>
internal sealed class FlowTexts(Flow flow, ReadWords words, DialogParts parts, DialogProblems problems)
{
    public void Check()
    {
        foreach (var text in words.Texts.Values)
            CheckText(text);
    }

    /// <summary>The texts without which the flow cannot be played, and what for.</summary>
    public static IEnumerable<(string Key, string Why)> Needed(Flow flow)
    {
        foreach (var step in flow.Steps)
        {
            yield return ($"{step.Name}.ask", $"it asks the step '{step.Name}' of flow.yaml");
            if (!step.IsConfirm && flow.Confirm is not null)
                yield return ($"{step.Name}.name", "it is the button that corrects this answer from the preview");
            foreach (var choice in step.Choices)
                yield return (TextNames.Choice(step.Name, choice), "it is the button of this choice");
        }

        if (flow.Confirm is not { } confirm)
            yield break;
        yield return ($"{confirm.Name}.intro", "it is said before the preview");
        yield return ($"{confirm.Name}.submit", "it is the button that sends");
        yield return ($"{confirm.Name}.change", "it is the button that corrects");
    }

    private void CheckText(WordsText text)
    {
        var check = new PlaceholderCheck(words.File, problems);
        var dot = text.Key.IndexOf('.');
        if (dot < 0)
            check.Check(text.Text, text.TextLine, known: null);
        else if (flow.Step(text.Key[..dot]) is { } step)
            check.Check(text.Text, text.TextLine, Known(step, text.Key[(dot + 1)..]));
        else
            problems.Add(words.File, text.Line, $"the text '{text.Key}' belongs to no step: flow.yaml has {string.Join(", ", flow.Steps.Select(known => known.Name))}.");
    }

    private IReadOnlyCollection<string> Known(Step step, string suffix)
    {
        if (TextNames.Refuses(suffix))
            return TextNames.OfRefusal;
        return TextNames.MayRepeatAnswers(suffix) ? [.. TextNames.OfStep, .. FlowNames.Before(flow, step, parts)] : TextNames.OfStep;
    }
}
