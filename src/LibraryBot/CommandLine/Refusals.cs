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

    /// <summary>The first thing that is wrong with what was typed. What connect was given too much may be a token, and is not repeated.</summary>
    public static string OfTyped(System.CommandLine.ParseResult parsed) => parsed.UnmatchedTokens.Count > 0 && IsConnect(parsed.CommandResult)
        ? "connect takes no token among its words: there it stands in the shell's history and in the list of processes. Leave it out, and connect asks for it; make a new token if one stood there. Add --help to see what there is."
        : $"{OneLine(parsed.Errors[0].Message).TrimEnd('.')}. Add --help to see what there is.";

    private static bool IsConnect(System.CommandLine.Parsing.SymbolResult? of) =>
        of is System.CommandLine.Parsing.CommandResult command && (command.Command.Name == ConnectVerbs.Name || IsConnect(command.Parent));

    private static string OneLine(string message) => Space().Replace(message, " ").Trim();

    [GeneratedRegex(@"\s+")]
    private static partial Regex Space();
}
