using System.Text.Json.Nodes;
using LibraryBot.Tests.Support;

namespace LibraryBot.Tests.CommandLine;

/// <summary>One demo that the tests of a class share; its clock starts on a Wednesday morning in Jakarta.</summary>
public sealed class DemoProcess : IAsyncLifetime
{
    public const string Clock = "2026-03-11T10:00:00+07:00";
    private readonly TempFolder folder = new();
    private BotProcess? bot;

    /// <summary>Where it was started; its data lie in "demo" here.</summary>
    public string Folder => folder.Path;

    public string Data => folder.File("demo");

    public string Url { get; private set; } = "";

    public JsonNode DemoFile => JsonNode.Parse(File.ReadAllText(Path.Combine(Data, "demo.json")))!;

    public async Task InitializeAsync()
    {
        bot = BotProcess.Start(Folder, ["demo", "--urls", "http://127.0.0.1:0", "--data", "demo", "--clock", Clock]);
        Url = await bot.Listening();
    }

    public async Task DisposeAsync()
    {
        await bot!.DisposeAsync();
        folder.Dispose();
    }

    /// <summary>The code of the first person with a role.</summary>
    public static string CodeOf(JsonNode demo, string role) =>
        (string)demo["people"]!.AsArray().First(person => (string?)person!["role"] == role)!["signInCode"]!;
}
