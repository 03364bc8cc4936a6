using LibraryBot.Knowledge;
using LibraryBot.Language;

namespace LibraryBot.Answers;

/// <summary>One question on its way to an answer: what was read, what the library knows, and the words to answer in.</summary>
public sealed record Asking(Question Question, AskedText Asked, KnowledgeSnapshot Knowledge, Wording Wording)
{
    public const int ShownAtOnce = 5;

    /// <summary>A list that is no longer than this is shown whole.</summary>
    public const int ShownAtMost = ShownAtOnce;
    public const int RememberedAtMost = 50;

    /// <summary>The moments that have been put into words on the way to the answer.</summary>
    public List<NamedMoment> Moments { get; } = [];

    /// <summary>Where the library's pages are read; null: nobody outside would reach them.</summary>
    public string? Pages { get; init; }

    public DateTimeOffset Now => Asked.Now;
    public DateOnly Today => Asked.Today;
    public Lang Lang => Wording.Lang;

    public string Say(string key, params (string Name, string Value)[] values) => Wording.Say(key, values);

    public Answer Answer(string intent, string text, IReadOnlyList<string> ids, bool clarify = false, bool handoff = false) =>
        new(text, Lang, intent, ids, clarify, handoff);

    /// <summary>Nothing fits: says so, and offers the librarian.</summary>
    public Answer NotFound(string intent, string? what = null) => Offering(Answer(intent, Wording.Lines(what ?? Say("not_found"), Say("pass_on")), [], handoff: true));

    /// <summary>Adds the offer to pass the question on, with its buttons.</summary>
    public Answer Offering(Answer answer) => answer with { PassOn = Question.Text, Buttons = [Say("button.yes"), Say("button.no")] };

    public static int Shown(int count) => count <= ShownAtMost ? count : ShownAtOnce;
}
