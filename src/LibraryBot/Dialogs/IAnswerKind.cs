using LibraryBot.Language;

namespace LibraryBot.Dialogs;

/// <summary>
/// A kind of answer that a step can ask for: code, never data. Values are kept as short canonical text
/// (a date_time as ISO 8601 with offset, a choice as its key, books as ids joined by commas).
/// </summary>
public interface IAnswerKind
{
    /// <summary>Reads what a person said. Wrong input is a value, not an exception.</summary>
    Reading Read(Heard heard, StepScene at);

    /// <summary>Visible words of the answers to offer as buttons; each, when said, must be read by <see cref="Read"/>.</summary>
    IReadOnlyList<string> Offers(StepScene at) => [];

    /// <summary>
    /// The placeholders that a value fills in templates, by their name after the step's ("" is the step itself):
    /// a date_time gives "", "day", "hour"; books give "title", "author" ... one entry a book.
    /// </summary>
    IReadOnlyDictionary<string, IReadOnlyList<string>> Show(string value, StepScene at);

    /// <summary>Whether an optional step shows the button that skips it; false where an offer of its own says the same.</summary>
    bool OffersSkip => true;

    /// <summary>Whether a picture can be the answer. Where it cannot, pictures are kept for the dialog's picture step.</summary>
    bool TakesPictures => false;

    /// <summary>Whether the step is asked at all, given the answers so far.</summary>
    bool IsNeeded(StepScene at) => true;
}

/// <summary>What a person said: words, pictures (media ids) or both.</summary>
public sealed record Heard(string Text)
{
    public IReadOnlyList<string> Pictures { get; init; } = [];
}

/// <summary>Where a kind is asked: the step of which dialog, the answers so far, the language and the library's clock.</summary>
public sealed record StepScene(string Dialog, Step Step, Given Given, Lang Lang, DateTimeOffset Now, Words Words)
{
    /// <summary>What this step already understood of an answer that came in parts (see <see cref="Reading.Partial"/>), or null.</summary>
    public string? Partial => Given[PartialName(Step.Name)];

    /// <summary>A partial answer is kept beside the answers under a name that no step can have.</summary>
    internal static string PartialName(string step) => step + "?";

    internal static bool IsPartialName(string name) => name.EndsWith('?');

    /// <summary>The text "{step}.{key}" of the dialog when it has one, else common's "{key}".</summary>
    public string Say(string key, params (string Name, string Value)[] values) => Words.Has(Dialog, $"{Step.Name}.{key}", Lang)
        ? Words.Say(Lang, Dialog, $"{Step.Name}.{key}", values)
        : Words.Say(Lang, Words.Common, key, values);
}

/// <summary>What came of reading an answer.</summary>
public abstract record Reading
{
    /// <summary>
    /// Understood. <c>Echo</c> is said back when the person should see how they were understood (an absolute date).
    /// <c>Also</c> are answers to other steps of the same dialog that it brings along (the place of a picked event).
    /// </summary>
    public sealed record Accepted(string Value, string? Echo = null) : Reading
    {
        public IReadOnlyDictionary<string, string> Also { get; init; } = new Dictionary<string, string>();
    }

    /// <summary>Will not do. <c>Key</c> names the reason's text: "{step}.{key}" when the dialog has it, else common's "refused.{key}".</summary>
    public sealed record Refused(string Key, params (string Name, string Value)[] Values) : Reading;

    /// <summary>
    /// Understood in part (a day without its hour): asks for the rest with the text that <c>Key</c> names, as for a refusal,
    /// and keeps <c>Value</c> for the next reading.
    /// </summary>
    public sealed record Partial(string Value, string Key, params (string Name, string Value)[] Values) : Reading;

    /// <summary>Could mean several things; <c>Offers</c> are the visible words to choose from.</summary>
    public sealed record Unclear(IReadOnlyList<string> Offers) : Reading;
}

/// <summary>The answers of a dialog so far: step name to canonical text. A skipped step has an empty text.</summary>
public sealed record Given(IReadOnlyDictionary<string, string> Values)
{
    public static readonly Given None = new(new Dictionary<string, string>());

    public string? this[string step] => Values.TryGetValue(step, out var value) && value.Length > 0 ? value : null;

    public bool Has(string step) => Values.ContainsKey(step);

    public Given With(string step, string value) => new(new Dictionary<string, string>(Values) { [step] = value });

    public Given Without(string step) => new(Values.Where(kept => kept.Key != step).ToDictionary());
}
