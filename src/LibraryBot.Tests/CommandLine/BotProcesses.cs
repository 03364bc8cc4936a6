namespace LibraryBot.Tests.CommandLine;

/// <summary>Tests that start the program, one after another: started side by side they would only wait for each other.</summary>
[CollectionDefinition(Name)]
public sealed class BotProcesses
{
    public const string Name = "bot processes";
}
