namespace LibraryBot.Dialogs.Files;

/// <summary>The names that a flow's answers fill in posts and questions: "title", "starts_at.day", "books.author".</summary>
internal static class FlowNames
{
    public static IReadOnlyCollection<string> All(Flow flow, DialogParts parts) => Of(flow.Asked, parts);

    /// <summary>Those of the steps before one, which is what its question can repeat.</summary>
    public static IReadOnlyCollection<string> Before(Flow flow, Step step, DialogParts parts) =>
        Of(flow.Asked.TakeWhile(earlier => earlier.Name != step.Name), parts);

    private static HashSet<string> Of(IEnumerable<Step> steps, DialogParts parts) =>
        [.. steps.SelectMany(step => parts.Placeholders.GetValueOrDefault(step.Kind, [""]).Select(name => Of(step.Name, name)))];

    public static string Of(string step, string name) => name.Length == 0 ? step : $"{step}.{name}";
}
