using System.CommandLine;
using LibraryBot.Bench.Turns;

namespace LibraryBot.Bench;

/// <summary>What the bench can measure. Each verb prints a table and writes bench/results/VERB.json.</summary>
internal static class Verbs
{
    public static RootCommand Root() => new("Measures LibraryBot. Speeds mean something on a quiet machine and with -c Release only.")
    {
        Turns(),
    };

    private static Command Turns()
    {
        var conversations = new Option<int>("--conversations") { DefaultValueFactory = _ => 16, Description = "How many librarians talk at once." };
        var seconds = new Option<int>("--seconds") { DefaultValueFactory = _ => 10, Description = "How long, after the warm-up." };
        var verb = new Command("turns", "Durable turns of a dialog over HTTP: how many a second, and what they cost.") { conversations, seconds };
        verb.SetAction(parsed => new TurnsVerb(parsed.GetValue(conversations), TimeSpan.FromSeconds(parsed.GetValue(seconds))).Run());
        return verb;
    }
}
