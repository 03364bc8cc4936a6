using System.Net.Sockets;
using System.Text.RegularExpressions;
using LibraryBot.Knowledge.Import;
using LibraryBot.Storage;

namespace LibraryBot.CommandLine;

/// <summary>What a verb that could not be done says: one line that a person can act on, never a stack trace.</summary>
internal static partial class Refusals
{
    public static string Of(Exception exception) => exception switch
    {
        // One line for each problem in dialogs/.
        DialogsRefused => exception.Message,
        SettingsRefused or StoreRefused or ImportRefused or IOException or UnauthorizedAccessException or SocketException => OneLine(exception.Message),
        OperationCanceledException => "Stopped before it was done.",
        _ => $"A fault in LibraryBot, not in what you typed: {exception.GetType().Name} in {exception.TargetSite?.DeclaringType?.Name}.{exception.TargetSite?.Name}: {OneLine(exception.Message)}",
    };

    /// <summary>The first thing that is wrong with what was typed.</summary>
    public static string OfTyped(System.CommandLine.ParseResult parsed) =>
        $"{OneLine(parsed.Errors[0].Message).TrimEnd('.')}. Add --help to see what there is.";

    private static string OneLine(string message) => Space().Replace(message, " ").Trim();

    [GeneratedRegex(@"\s+")]
    private static partial Regex Space();
}
