namespace LibraryBot.Dialogs.Kinds;

/// <summary>What a picture shows, for people who do not see it. Asked only when the picture step before it has one.</summary>
internal sealed class AltTextKind : IAnswerKind
{
    private const string Suffix = "_alt";

    // The lengths that the library's promotion practice asks for.
    private const int Least = 20;
    private const int Most = 1000;

    /// <summary>The step that holds the words of a picture step.</summary>
    public static string Of(string pictureStep) => pictureStep + Suffix;

    public bool IsNeeded(StepScene at) => at.Given[at.Step.Name[..^Suffix.Length]] is not null;

    public Reading Read(Heard heard, StepScene at) =>
        TextKind.Words(heard.Text, at.Step, at.Step.AtLeast ?? Least, at.Step.AtMost ?? Most, "alt_too_short");

    public IReadOnlyDictionary<string, IReadOnlyList<string>> Show(string value, StepScene at) => Shown.As(value);
}
