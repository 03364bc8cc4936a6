using System.Text.RegularExpressions;

namespace LibraryBot.Tests.Support;

/// <summary>Which version answers.</summary>
internal static partial class GraphVersions
{
    public static bool IsOne(string text) => Shape().IsMatch(text);

    /// <summary>The one that serves a call: itself while it lives, the oldest living when it is over.</summary>
    public static string Serving(GraphCall call)
    {
        var habits = call.Graph.Habits;
        if (habits.Versions.Contains(call.Version))
            return call.Version;
        return habits.ExpiredVersions.Contains(call.Version) ? habits.Versions[0] : throw GraphRefusal.UnknownPath($"/{call.Version}{call.Path}");
    }

    [GeneratedRegex(@"^v\d+\.\d+$")]
    private static partial Regex Shape();
}
