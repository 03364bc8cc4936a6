using System.Text.RegularExpressions;
using LibraryBot.Language;

namespace LibraryBot.Dialogs;

internal enum PreviewAnswer
{
    Unknown,
    Submit,
    Change,

    /// <summary>While choosing what to change: nothing after all.</summary>
    Leave,
}

/// <summary>Understands answers at the preview, and which step "ubah judul" or "change title" means, in either language.</summary>
internal sealed partial class StepFinder(DialogBook book, Flow flow)
{
    public PreviewAnswer Read(string text, Step confirm, bool choosing)
    {
        if (IsButton(text, $"{confirm.Name}.submit"))
            return PreviewAnswer.Submit;
        if (IsButton(text, $"{confirm.Name}.change") || ChangeAlone().IsMatch(AnswerWords.Normal(text)))
            return PreviewAnswer.Change;
        if (AnswerWords.IsNo(text))
            return choosing ? PreviewAnswer.Leave : PreviewAnswer.Change;
        // While choosing, "ya" would answer a question that was not asked.
        return !choosing && AnswerWords.IsYes(text) ? PreviewAnswer.Submit : PreviewAnswer.Unknown;
    }

    /// <summary>The step that "ubah judul" names; null for anything else, a bare "judul" too.</summary>
    public Step? AskedToChange(string text) =>
        Change().Match(AnswerWords.Normal(text)) is { Success: true } match ? Named(match.Groups["what"].Value) : null;

    /// <summary>At the preview a name alone is enough.</summary>
    public Step? ToChange(string text) => AskedToChange(text) ?? Named(text);

    private Step? Named(string name)
    {
        var steps = flow.Asked.Where(step => book.Words.Has(flow.Name, NameKey(step), Lang.Id)).ToList();
        var names = steps.Select(step => (IReadOnlyList<string>)[.. Enum.GetValues<Lang>().Select(lang => book.Words.Say(lang, flow.Name, NameKey(step)))]).ToList();
        var found = WordMatch.FindWords(name, names);
        if (found.Count == 0 && name.EndsWith("nya", StringComparison.Ordinal))
            found = WordMatch.FindWords(name[..^3], names);
        return found is [var one] ? steps[one] : null;
    }

    private bool IsButton(string text, string key) =>
        Enum.GetValues<Lang>().Any(lang => AnswerWords.Same(text, book.Words.Say(lang, flow.Name, key)));

    private static string NameKey(Step step) => $"{step.Name}.name";

    [GeneratedRegex("^(ubah|ganti|perbaiki|koreksi|edit|revisi|change|fix|correct|replace)( (saja|dulu|dong|ya))?$")]
    private static partial Regex ChangeAlone();

    [GeneratedRegex("^(tolong |mohon |please |i want to |saya mau |mau )?(ubah|ganti|perbaiki|koreksi|edit|revisi|change|fix|correct|replace)( the| my)? (?<what>.+?)( (dong|ya|saja|please))?$")]
    private static partial Regex Change();
}
