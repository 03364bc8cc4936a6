using System.Globalization;
using LibraryBot.CommandLine;

namespace LibraryBot.Bench.Kills;

/// <summary>Imports a small file again and again through the socket of the bot; each run changes the same books.</summary>
internal sealed class Importer(string dataFolder)
{
    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(100);
    public static readonly IReadOnlyList<string> Books = ["K1", "K2", "K3"];
    private readonly string file = Path.Combine(Path.GetDirectoryName(dataFolder)!, "changing.json");

    /// <summary>The last run that the bot said was done.</summary>
    public int Acknowledged { get; private set; }

    public static string TitleIn(int run) => string.Create(CultureInfo.InvariantCulture, $"Katalog Putaran {run}");

    /// <summary>Imports until the bot is gone. A run without an answer is done again.</summary>
    public async Task Import(Action acknowledged, CancellationToken gone)
    {
        while (!gone.IsCancellationRequested)
        {
            await File.WriteAllTextAsync(file, Content(Acknowledged + 1), CancellationToken.None);
            if (await Run() != 0)
                return;
            Acknowledged++;
            acknowledged();
            await Task.Delay(Pause, TimeProvider.System, gone).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }
    }

    private async Task<int?> Run()
    {
        try
        {
            return await BotSocket.Ask(dataFolder, new Typed(["import", "library", file, "--data", dataFolder], dataFolder), TextWriter.Null, TextWriter.Null);
        }
        catch (Exception cut) when (cut is IOException or System.Net.Sockets.SocketException)
        {
            return null;
        }
    }

    private static string Content(int run) =>
        $$"""{"books":[{{string.Join(',', Books.Select(id => $$"""{"id":"{{id}}","title":"{{TitleIn(run)}}","author":"Pustaka"}"""))}}]}""";
}
