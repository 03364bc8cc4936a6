using System.Text;

namespace LibraryBot.CommandLine;

/// <summary>Where a person answers while a verb runs: a terminal, or a pipe that holds one answer.</summary>
public sealed class Keyboard(bool isTerminal, Func<string?> line, Func<string?> hidden)
{
    public static Keyboard Here { get; } = new(!Console.IsInputRedirected, Console.In.ReadLine, ReadHidden);

    /// <summary>Whether somebody sits there who can be asked.</summary>
    public bool IsTerminal => isTerminal;

    /// <summary>A line that is not shown while it is typed; null: nothing came.</summary>
    public string? Secret() => isTerminal ? hidden() : line();

    public string? Line() => line();

    private static string? ReadHidden()
    {
        var text = new StringBuilder();
        while (Console.ReadKey(intercept: true) is var key && key.Key != ConsoleKey.Enter)
        {
            if (key.Key == ConsoleKey.Backspace)
                text.Length = Math.Max(0, text.Length - 1);
            else if (!char.IsControl(key.KeyChar))
                text.Append(key.KeyChar);
        }

        Console.Error.WriteLine();
        return text.ToString();
    }
}
