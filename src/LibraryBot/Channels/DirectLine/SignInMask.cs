using System.Text.RegularExpressions;
using LibraryBot.Activities;
using LibraryBot.Turns;

namespace LibraryBot.Channels.DirectLine;

/// <summary>Keeps a spoken sign-in code out of the transcript, which is stored and shown again.</summary>
internal static partial class SignInMask
{
    public const string Dots = "••••••";

    public static Activity Over(Activity heard)
    {
        var match = SignIn().Match(DeepLink.Typed(heard.Text ?? ""));
        return match.Success ? heard with { Text = $"{match.Groups["command"].Value} {Dots}", Value = null } : heard;
    }

    [GeneratedRegex(@"^\s*(?<command>/(masuk|signin))(@\w+)?\s+\S", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant)]
    private static partial Regex SignIn();
}
