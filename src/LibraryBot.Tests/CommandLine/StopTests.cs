using System.Diagnostics;
using LibraryBot.Tests.Support;

namespace LibraryBot.Tests.CommandLine;

[Collection(BotProcesses.Name)]
public sealed class StopTests : IDisposable
{
    private readonly TempFolder folder = new();

    [Theory]
    [InlineData(BotProcess.Terminate)]
    [InlineData(BotProcess.Interrupt)]
    public async Task The_bot_stops_cleanly_when_asked_to_though_a_page_is_open(int signal)
    {
        await using var bot = BotProcess.Start(folder.Path, ["serve", "--urls", "http://127.0.0.1:0"]);
        using var patron = await Guest.Arrive(await bot.Listening());
        await patron.Says("halo");
        using var page = await patron.Watch();
        var stopping = Stopwatch.StartNew();

        bot.Send(signal);
        var ended = await bot.End();

        Assert.Equal((0, ""), (ended.Exit, ended.Errors));
        Assert.InRange(stopping.Elapsed, TimeSpan.Zero, TimeSpan.FromSeconds(5));
        Assert.False(File.Exists(folder.File("data/librarybot.sock")));
        Assert.Equal(0, (await BotProcess.Run(folder.Path, ["ask", "halo"])).Exit);
    }

    [Fact]
    public async Task A_folder_far_down_has_a_socket_all_the_same()
    {
        var far = folder.File(string.Join('/', Enumerable.Repeat("perpustakaan-daerah", 8)));
        await using var bot = BotProcess.Start(folder.Path, ["serve", "--urls", "http://127.0.0.1:0", "--data", far]);
        await bot.Listening();

        var invited = await BotProcess.Run(folder.Path, ["invite", "--role", "owner", "--data", far]);

        Assert.Equal((0, ""), (invited.Exit, invited.Errors));
        Assert.True(File.Exists(Path.Combine(far, "librarybot.sock")));
    }

    [Fact]
    public async Task Numbers_and_hours_are_read_the_same_in_every_language_of_the_machine()
    {
        await using var bot = BotProcess.Start(folder.Path, ["serve", "--urls", "http://127.0.0.1:0"], "LC_ALL=id_ID.UTF-8", "Publishing__QuietHours=20:30-06:15");

        Assert.StartsWith("http://127.0.0.1:", await bot.Listening());
    }

    public void Dispose() => folder.Dispose();
}
