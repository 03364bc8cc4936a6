using System.Text.Json.Nodes;

namespace LibraryBot.Tests.Support;

/// <summary>How much of what an app may do is used, in percent, and after how many minutes it may go on.</summary>
public sealed record GraphUsage(int Calls = 1, int Cpu = 1, int Time = 1, int MinutesToRegainAccess = 0)
{
    internal static GraphUsage Full(int minutes) => new(100, 100, 100, minutes);

    internal JsonObject App() => new() { ["call_count"] = Calls, ["total_cputime"] = Cpu, ["total_time"] = Time };

    internal JsonObject Business(string type)
    {
        var usage = App();
        usage.Insert(0, "type", type);
        usage["estimated_time_to_regain_access"] = MinutesToRegainAccess;
        return usage;
    }
}
