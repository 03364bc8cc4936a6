using LibraryBot.Knowledge;
using LibraryBot.Language;

namespace LibraryBot.Answers;

/// <summary>One question on its way to an answer: what was read, what the library knows, and the words to answer in.</summary>
public sealed record Asking(Question Question, AskedText Asked, KnowledgeSnapshot Knowledge, Wording Wording)
{
    public const int ShownAtOnce = 5;

    /// <summary>A list a little longer than that is told whole by its ids, though the person sees five and a button.</summary>
    public const int ToldAtMost = 7;
    public const int RememberedAtMost = 50;

    /// <summary>What begins within so many days is soon.</summary>
    public const int DaysSoon = 60;

    /// <summary>The moments that have been put into words on the way to the answer.</summary>
    public List<NamedMoment> Moments { get; } = [];

    /// <summary>Where the library's pages are read; null: nobody outside would reach them.</summary>
    public string? Pages { get; init; }

    public DateTimeOffset Now => Asked.Now;
    public DateOnly Today => Asked.Today;
    public Lang Lang => Wording.Lang;

    public string Say(string key, params (string Name, string Value)[] values) => Wording.Say(key, values);

    /// <summary>What a next question may lean on after these events were told.</summary>
    internal AskedBefore Remembering(string intent, IReadOnlyList<EventFound> found, DateOnly? from, DateOnly? to) =>
        new(intent, [.. found.Take(RememberedAtMost).Select(candidate => candidate.Event.Id)])
        {
            From = from,
            To = to,
            Branch = Asked.Branch?.Id,
            Topic = Asked.Content.Count == 0 ? null : string.Join(' ', Asked.Content),
            Shown = found.Count,
        };

    public Answer Answer(string intent, string text, IReadOnlyList<string> ids, bool clarify = false, bool handoff = false) =>
        new(text, Lang, intent, ids, clarify, handoff);

    /// <summary>Nothing fits: says so, and offers the librarian.</summary>
    public Answer NotFound(string intent, string? what = null) => Offering(Answer(intent, Wording.Lines(what ?? Say("not_found"), Say("pass_on")), [], handoff: true)) with { Strength = 0.1 };

    /// <summary>Adds the offer to pass the question on, with its buttons.</summary>
    public Answer Offering(Answer answer) => answer with { PassOn = Question.Text, Buttons = [Say("button.yes"), Say("button.no")] };

    /// <summary>Asks which of two days was meant, after what is told of both.</summary>
    public Answer WhichDay(Answer answer, DateOnly first, DateOnly second)
    {
        var (one, other) = (SayTime.Date(first, Lang), SayTime.Date(second, Lang));
        return answer with { Text = Wording.Lines(answer.Text, Say("event.which_day", ("first", one), ("second", other))), Clarify = true, Buttons = [one, other] };
    }

    /// <summary>How many ids of a list go with the answer.</summary>
    public static int Told(int count) => count <= ToldAtMost ? count : ShownAtOnce;
}
