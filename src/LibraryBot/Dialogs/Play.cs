using LibraryBot.Dialogs.Kinds;

namespace LibraryBot.Dialogs;

/// <summary>One turn of one dialog: which step comes next, and with which answers.</summary>
internal sealed class Play(DialogBook book, Flow flow, DialogScene scene)
{
    private readonly StepTalk talk = new(book, flow, scene);
    private readonly StepFinder finder = new(book, flow);

    public Outcome Begin(Given given, string? atStep)
    {
        if (atStep is not null && flow.Step(atStep) is { } step)
            return At(step, given, editing: !step.IsConfirm && Missing(given) is null);
        return Forward(given, editing: false, talk.Begin());
    }

    public Outcome AskAgain(DialogState state) =>
        StepOf(state) is { } step ? Say(state, talk.Ask(step, state)) : StartKindlyAgain(state);

    public Outcome Take(DialogState state, Heard heard)
    {
        var aside = Asides.Read(heard.Text, book.Words);
        if (aside == Aside.Cancel)
            return new Outcome(null, [new Said(talk.Common("cancelled"))], new DialogEnd.Cancelled(flow));
        if (StepOf(state) is not { } step)
            return StartKindlyAgain(state);
        return aside switch
        {
            Aside.Back => Back(state, step),
            Aside.Help => Say(state, talk.Ask(step, state, before: talk.Help(step, state))),
            Aside.Skip => Skip(state, step),
            Aside.Finish when step.Finish => Finish(state, step),
            _ => Answer(state, step, heard),
        };
    }

    /// <summary>The step that a saved state stands at; null when the flow has changed since.</summary>
    private Step? StepOf(DialogState state) => state.Version == flow.Version ? flow.Step(state.Step) : null;

    private Outcome StartKindlyAgain(DialogState old)
    {
        var kept = flow.Asked.Where(step => old.Given.Has(step.Name) && !StillFits(step, old.Given))
            .Aggregate(WithoutPartials(old.Given), (given, step) => given.Without(step.Name));
        var changed = talk.Common("flow_changed");
        return flow.Step(old.Step) is { IsConfirm: false } step && IsNeeded(step, kept)
            ? At(step, kept, old.Editing, changed)
            : Forward(kept, editing: false, changed);
    }

    private bool StillFits(Step step, Given given)
    {
        if (given[step.Name] is not { } value)
            return step.MayBeEmpty;
        var shown = Kind(step).Show(value, talk.Scene(step, given));
        return !shown.TryGetValue("", out var words) || words.Any(word => word.Length > 0);
    }

    private Outcome Back(DialogState state, Step step)
    {
        if (flow.Confirm is { } confirm && state.Editing && Missing(state.Given) is null)
            return At(confirm, WithoutPartial(state.Given, step), editing: false);
        var earlier = flow.Steps.TakeWhile(before => before.Name != step.Name).LastOrDefault(before => !before.OnRequest && IsNeeded(before, state.Given));
        return earlier is null
            ? Say(state, talk.Ask(step, state, before: talk.Common("nothing_to_go_back"), briefly: true))
            : At(earlier, WithoutPartial(state.Given, step), state.Editing);
    }

    private Outcome Skip(DialogState state, Step step)
    {
        if (step.IsConfirm)
            return AtPreview(state, step, new Heard(""));
        return step.MayBeEmpty
            ? Accept(state, step, new Reading.Accepted(""))
            : Say(state, talk.Ask(step, state, before: talk.Common("refused.not_optional"), briefly: true));
    }

    /// <summary>This and the questions that follow with the same offer are left empty.</summary>
    private Outcome Finish(DialogState state, Step step)
    {
        var rest = flow.Asked.SkipWhile(later => later.Name != step.Name).TakeWhile(later => later.Finish).Where(later => !state.Given.Has(later.Name) && IsNeeded(later, state.Given));
        return Forward(rest.Aggregate(WithoutPartial(state.Given, step), (given, later) => given.With(later.Name, "")), state.Editing);
    }

    private Outcome Answer(DialogState state, Step step, Heard heard)
    {
        if (heard.Pictures.Count > 0 && !TakesPictures(step) && flow.Picture is { } pictured)
            return KeepPictures(state, step, pictured, heard);
        if (step.IsConfirm)
            return AtPreview(state, step, heard);
        if (heard.Pictures.Count > 0 && !TakesPictures(step))
            return Refuse(state, step, heard, new Reading.Refused("picture_not_asked"));
        if (state.Given.Has(step.Name) && Asides.IsKeep(heard.Text, book.Words))
            return Forward(WithoutPartial(state.Given, step), state.Editing);
        if (finder.AskedToChange(heard.Text) is { } other && CanBeChanged(other, step, state.Given))
            return At(other, WithoutPartial(state.Given, step), editing: true);
        return Read(state, step, heard);
    }

    private Outcome Read(DialogState state, Step step, Heard heard) => Kind(step).Read(heard, talk.Scene(step, state.Given)) switch
    {
        Reading.Accepted accepted => Accept(state, step, accepted),
        Reading.Refused refused => Refuse(state, step, heard, refused),
        Reading.Partial partial => AskForTheRest(state, step, heard, partial),
        Reading.Unclear unclear => Say(state, talk.Choose(step, unclear.Offers)),
        var other => throw new InvalidOperationException($"The kind {step.Kind} answered with {other}."),
    };

    /// <summary>Pictures may come at any question: they are kept for theirs, beside those that are there, and their caption answers this one.</summary>
    private Outcome KeepPictures(DialogState state, Step step, Step pictured, Heard heard)
    {
        var all = new Heard("") { Pictures = [.. PictureKind.Media(state.Given[pictured.Name]), .. heard.Pictures] };
        var reading = Kind(pictured).Read(all, talk.Scene(pictured, state.Given));
        if (reading is not Reading.Accepted kept)
            return Refuse(state, step, heard, (Reading.Refused)reading);
        var holding = state with { Given = state.Given.With(pictured.Name, kept.Value).Without(AltTextKind.Of(pictured.Name)).Without(CardKind.Of(pictured.Name)) };
        var told = talk.Common("pictures_kept", ("count", PictureKind.Media(kept.Value).Count.ToString(System.Globalization.CultureInfo.InvariantCulture)));
        if (step.IsConfirm)
            return Forward(holding.Given, editing: false, told);
        return heard.Text.Length > 0 && step.Kind != StaticKinds.AltText
            ? Answer(holding, step, new Heard(heard.Text))
            : Say(holding, talk.Ask(step, holding, before: told));
    }

    private Outcome Accept(DialogState state, Step step, Reading.Accepted accepted)
    {
        var given = accepted.Also.Aggregate(WithoutPartial(state.Given, step).With(step.Name, accepted.Value), (known, also) => known.With(also.Key, also.Value));
        // A new picture needs words of its own.
        if (state.Given[step.Name] != given[step.Name])
            given = given.Without(AltTextKind.Of(step.Name)).Without(CardKind.Of(step.Name));
        var understood = accepted.Echo is null ? null : talk.Common("understood", ("said", accepted.Echo));
        if (step.Derived || !flow.Asked.Any(other => other.Derived && given[other.Name] is not null))
            return Forward(given, state.Editing, understood);
        var afresh = flow.Asked.Where(other => other.Derived).Aggregate(given, (known, other) => known.Without(other.Name));
        return Forward(afresh, state.Editing, string.Join("\n\n", new[] { understood, talk.Common("derived_afresh") }.OfType<string>()));
    }

    private Outcome Refuse(DialogState state, Step step, Heard heard, Reading.Refused refused) =>
        Say(state, talk.Ask(step, state, before: talk.Refusal(step, refused.Key, refused.Values, heard), briefly: true));

    private Outcome AskForTheRest(DialogState state, Step step, Heard heard, Reading.Partial partial)
    {
        var kept = state with { Given = state.Given.With(StepScene.PartialName(step.Name), partial.Value) };
        return Say(kept, [new Said(talk.Refusal(step, partial.Key, partial.Values, heard)) { Buttons = talk.Buttons(step, kept.Given) }]);
    }

    private Outcome AtPreview(DialogState state, Step confirm, Heard heard)
    {
        var answer = heard.Pictures.Count > 0 ? PreviewAnswer.Unknown : finder.Read(heard.Text, confirm, choosing: state.Editing);
        if (finder.ToChange(heard.Text) is { } step && answer == PreviewAnswer.Unknown && heard.Pictures.Count == 0 && IsNeeded(step, state.Given))
            return At(step, state.Given, editing: true);
        return answer switch
        {
            PreviewAnswer.Submit when StepTalk.Problems(talk.PreviewOf(state.Given)) is { } problems => Say(state, [talk.PreviewQuestion(confirm, problems)]),
            PreviewAnswer.Submit => Forward(state.Given, editing: false, submitted: true),
            PreviewAnswer.Change => Choose(state),
            PreviewAnswer.Leave => At(confirm, state.Given, editing: false),
            _ when state.Editing => Choose(state, talk.Common("change.not_found")),
            _ => Say(state, [talk.PreviewQuestion(confirm, talk.Common("preview.not_understood"))]),
        };
    }

    private Outcome Choose(DialogState state, string? before = null)
    {
        var choosing = state with { Editing = true };
        return Say(choosing, [talk.WhatToChange(choosing.Given, before)]);
    }

    private bool CanBeChanged(Step step, Step current, Given given) =>
        step.Name != current.Name && (given.Has(step.Name) || step.OnRequest) && IsNeeded(step, given);

    /// <summary>On to the first step that is needed and unanswered; to the preview when there is none; then to the end.</summary>
    private Outcome Forward(Given given, bool editing, string? before = null, bool submitted = false)
    {
        if (Missing(given) is { } missing)
            return At(missing, given, editing, before);
        return flow.Confirm is { } confirm && !submitted
            ? At(confirm, given, editing: false, before)
            : new Outcome(null, before is null ? [] : [new Said(before)], new DialogEnd.Completed(flow, Needed(given)));
    }

    private Step? Missing(Given given) => flow.Asked.FirstOrDefault(step => !step.OnRequest && !given.Has(step.Name) && IsNeeded(step, given));

    private bool IsNeeded(Step step, Given given) => step.IsConfirm || Kind(step).IsNeeded(talk.Scene(step, given));

    /// <summary>Without answers to steps that are not needed after all. What the turn keeps under names of its own stays.</summary>
    private Given Needed(Given given) =>
        flow.Asked.Where(step => !IsNeeded(step, given)).Aggregate(WithoutPartials(given), (kept, step) => kept.Without(step.Name));

    private static Given WithoutPartials(Given given) =>
        new(given.Values.Where(value => !StepScene.IsPartialName(value.Key)).ToDictionary());

    private static Given WithoutPartial(Given given, Step step) => given.Without(StepScene.PartialName(step.Name));

    private bool TakesPictures(Step step) => !step.IsConfirm && Kind(step).TakesPictures;

    private IAnswerKind Kind(Step step) => scene.Kind(step.Kind);

    private Outcome At(Step step, Given given, bool editing, string? before = null)
    {
        var state = new DialogState(flow.Name, flow.Version, step.Name, given, editing);
        return Say(state, talk.Ask(step, state, before));
    }

    private static Outcome Say(DialogState state, IReadOnlyList<Said> says) => new(state, says);
}
