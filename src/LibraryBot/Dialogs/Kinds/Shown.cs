namespace LibraryBot.Dialogs.Kinds;

/// <summary>What a value fills in templates, for kinds that fill one name or none.</summary>
internal static class Shown
{
    public static readonly IReadOnlyDictionary<string, IReadOnlyList<string>> Nothing = new Dictionary<string, IReadOnlyList<string>>();

    public static IReadOnlyDictionary<string, IReadOnlyList<string>> As(string words) =>
        new Dictionary<string, IReadOnlyList<string>> { [""] = [words] };
}
