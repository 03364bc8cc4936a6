using System.Globalization;
using LibraryBot.Dialogs.Files;
using LibraryBot.Dialogs.Kinds;

namespace LibraryBot.Dialogs;

/// <summary>What the bot says in a dialog: questions, refusals, help, the preview. Words come from the book, values from the answers.</summary>
internal sealed class StepTalk(DialogBook book, Flow flow, DialogScene scene)
{
    private const int QuoteAtMost = 60;

    public StepScene Scene(Step step, Given given) => new(flow.Name, step, given, scene.Lang, scene.Now, book.Words);

    public string Common(string key, params (string Name, string Value)[] values) => book.Words.Say(scene.Lang, Words.Common, key, values);

    public string? Begin() => Has("begin") ? Own("begin") : null;

    /// <summary>The question of a step, or the preview with its question.</summary>
    /// <param name="before">Said first in the same message: how the last answer was understood, or why it will not do.</param>
    /// <param name="briefly">Only the first line of the question, for one that was just asked.</param>
    public IReadOnlyList<Said> Ask(Step step, DialogState state, string? before = null, bool briefly = false)
    {
        if (step.IsConfirm)
            return state.Editing ? [WhatToChange(state.Given, before)] : Preview(step, state.Given, before);
        var question = Step(step, "ask", state.Given);
        if (step.Kind == StaticKinds.AltText && AltTextKind.Pictures(Scene(step, state.Given)) is > 1 and var pictures)
            question = Joined(question, Common("alt_for_each", ("count", Number(pictures))));
        var text = Joined(before, briefly ? question.Split('\n')[0] : question, briefly ? null : AnswerSoFar(step, state.Given));
        return [new Said(text) { Buttons = Buttons(step, state.Given) }];
    }

    public IReadOnlyList<string> Buttons(Step step, Given given)
    {
        var kind = scene.Kind(step.Kind);
        var buttons = kind.Offers(Scene(step, given)).ToList();
        if (step.MayBeEmpty && kind.OffersSkip)
            buttons.Add(Common("buttons.skip"));
        if (step.Finish)
            buttons.Add(Common("buttons.finish"));
        if (given.Has(step.Name))
            buttons.Add(Common("buttons.keep"));
        return buttons;
    }

    public string Refusal(Step step, string key, (string Name, string Value)[] values, Heard heard)
    {
        // What is quoted is quoted in short.
        (string, string)[] all = [.. values.Select(value => value.Name == "said" ? (value.Name, ReadableText.Shortened(value.Value, QuoteAtMost)) : value), .. OfStep(step), ("said", ReadableText.Shortened(ReadableText.Of(heard.Text), QuoteAtMost))];
        if (Has($"{step.Name}.{key}"))
            return Own($"{step.Name}.{key}", all);
        var common = book.Words.Has(Words.Common, $"refused.{key}", scene.Lang) ? $"refused.{key}" : "refused.not_understood";
        return Common(common, all);
    }

    public IReadOnlyList<Said> Choose(Step step, IReadOnlyList<string> offers)
    {
        IReadOnlyList<string> skip = step.MayBeEmpty ? [Common("buttons.skip")] : [];
        return [new Said(Common("unclear")) { Buttons = [.. offers, .. skip] }];
    }

    public string Help(Step step, DialogState state)
    {
        var own = Has($"{step.Name}.help") ? Step(step, "help", state.Given) : Common("help.step", ("name", NameOf(step)));
        return Joined(own, step.MayBeEmpty ? Common("help.skip") : null, Common("help.moves"));
    }

    public Said WhatToChange(Given given, string? before)
    {
        var names = flow.Asked.Where(step => scene.Kind(step.Kind).IsNeeded(Scene(step, given))).Select(NameOf);
        return new Said(Joined(before, Common("change.ask"))) { Buttons = [.. names, Common("buttons.back")] };
    }

    public Said PreviewQuestion(Step confirm, string? before = null) => new(Joined(before, Own($"{confirm.Name}.ask")))
    {
        Buttons = [Own($"{confirm.Name}.submit"), Own($"{confirm.Name}.change"), Common("buttons.cancel")],
    };

    public string Post(Given given, string variant = "", params IEnumerable<(string Name, string Value)> more)
    {
        var values = Values(given);
        foreach (var (name, value) in more)
            values[name] = [value];
        return book.Post(flow.Name, scene.Lang, values, variant);
    }

    // The post stands alone between two messages, so that what is shown is what will be sent.
    private IReadOnlyList<Said> Preview(Step confirm, Given given, string? before)
    {
        var preview = PreviewOf(given);
        return [new Said(Joined(before, Step(confirm, "intro", given))), .. preview.Shown, PreviewQuestion(confirm, Problems(preview) ?? string.Join("\n", preview.Notes))];
    }

    public Preview PreviewOf(Given given) => scene.Preview?.Invoke(flow, given) ?? new Preview([Plain(given)], []);

    public static string? Problems(Preview preview) => preview.Problems.Count == 0 ? null : string.Join("\n\n", preview.Problems);

    private Said Plain(Given given)
    {
        var post = new Said(Post(given));
        if (flow.Picture is not { } picture)
            return post;
        var words = AltTextKind.Lines(given[AltTextKind.Of(picture.Name)]);
        return post with { Pictures = [.. PictureKind.Media(given[picture.Name]).Select((media, at) => (media, words.ElementAtOrDefault(at) ?? ""))] };
    }

    private string? AnswerSoFar(Step step, Given given) =>
        given[step.Name] is not null && Values(given).TryGetValue(step.Name, out var words) && string.Join(", ", words) is { Length: > 0 } shown
            ? Common("answer.now", ("answer", shown))
            : null;

    // A question may repeat earlier answers; one that was skipped leaves nothing.
    private string Step(Step step, string suffix, Given given)
    {
        var key = $"{step.Name}.{suffix}";
        var names = Template.Names(Own(key)).Distinct().ToList();
        if (names.Count == 0)
            return Own(key);
        var known = OfStep(step).ToDictionary(value => value.Name, value => value.Value);
        foreach (var (name, words) in names.TrueForAll(known.ContainsKey) ? [] : Values(given))
            known.TryAdd(name, string.Join(", ", words));
        return Own(key, [.. names.Select(name => (name, known.GetValueOrDefault(name, "")))]);
    }

    private (string Name, string Value)[] OfStep(Step step) =>
        [("at_most", Number(step.AtMost)), ("at_least", Number(step.AtLeast)), ("name", NameOf(step))];

    public Dictionary<string, IReadOnlyList<string>> Values(Given given)
    {
        var values = new Dictionary<string, IReadOnlyList<string>>();
        foreach (var step in flow.Asked.Where(step => given[step.Name] is not null))
        {
            var at = Scene(step, given);
            var kind = scene.Kind(step.Kind);
            foreach (var (name, words) in kind.IsNeeded(at) ? kind.Show(given[step.Name]!, at) : Shown.Nothing)
                values[FlowNames.Of(step.Name, name)] = words;
        }

        return values;
    }

    private string NameOf(Step step) => Has($"{step.Name}.name") ? Own($"{step.Name}.name") : step.Name;

    private bool Has(string key) => book.Words.Has(flow.Name, key, scene.Lang);

    private string Own(string key, params (string Name, string Value)[] values) => book.Words.Say(scene.Lang, flow.Name, key, values);

    private static string Number(int? number) => number?.ToString(CultureInfo.InvariantCulture) ?? "";

    private static string Joined(params string?[] paragraphs) => string.Join("\n\n", paragraphs.Where(text => !string.IsNullOrEmpty(text)));
}
