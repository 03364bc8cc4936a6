using LibraryBot.Tests.CommandLine;
using LibraryBot.Tests.Support;

namespace LibraryBot.Tests.OutsideWeb;

/// <summary>A proxy would look up the name and connect by itself, past every check.</summary>
[Collection(BotProcesses.Name)]
public sealed class NoProxyTests
{
    [Fact]
    public async Task A_proxy_of_the_environment_is_not_asked()
    {
        using var folder = new TempFolder();
        await using var proxy = new CountingSite();
        var address = $"http://127.0.0.1:{proxy.Port}";

        var ended = await BotProcess.Run(folder.Path, ["import", "ics", "http://10.0.0.1/agenda.ics"], "no_proxy=", "NO_PROXY=", $"http_proxy={address}", $"HTTP_PROXY={address}", $"all_proxy={address}");

        Assert.Equal("10.0.0.1 is not on the open Internet.", ended.Refusal);
        Assert.Equal(0, await proxy.Visits());
    }
}
