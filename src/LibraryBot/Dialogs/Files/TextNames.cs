namespace LibraryBot.Dialogs.Files;

/// <summary>The one place that declares which {{ names }} a step's texts may use. dialogs/README.md explains them to librarians.</summary>
internal static class TextNames
{
    /// <summary>In every text of a step.</summary>
    public static readonly IReadOnlyList<string> OfStep = ["name", "at_most", "at_least"];

    /// <summary>Also in the texts that refuse an answer or ask for the rest of it; the kind of answer gives them.</summary>
    public static readonly IReadOnlyList<string> OfRefusal = [.. OfStep, "said", "now", "count", "choices", "when", "day", "hour", "zone", "title"];

    /// <summary>The texts that ask or name, by what stands after the step; any other refuses.</summary>
    private static readonly string[] Asking = ["ask", "help", "name", "intro", "submit", "change"];

    private const string ChoicePrefix = "choice.";

    public static bool Refuses(string suffix) => !Asking.Contains(suffix) && !suffix.StartsWith(ChoicePrefix, StringComparison.Ordinal);

    /// <summary>Questions and help may also repeat earlier answers.</summary>
    public static bool MayRepeatAnswers(string suffix) => suffix is "ask" or "help" or "intro";

    public static string Choice(string step, string choice) => $"{step}.{ChoicePrefix}{choice}";
}
