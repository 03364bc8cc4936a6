using LibraryBot.Channels.Telegram;
using LibraryBot.Publishing.Telegram;
using LibraryBot.Tests.Support;
using Microsoft.Extensions.Logging.Abstractions;

namespace LibraryBot.Tests.Channels.Telegram;

public sealed class FloodedLineTests
{
    [Fact]
    public async Task A_429_to_receiving_is_told_so_that_sending_rests_as_well()
    {
        await using var fake = await FakeTelegram.Start();
        using var wire = new TelegramWire(new TelegramOptions(FakeTelegram.Token, fake.BaseUrl));
        var told = new List<TimeSpan>();
        var line = new TelegramLine(wire, new SkippingTime(new DateTimeOffset(2026, 11, 22, 3, 0, 0, TimeSpan.Zero)), NullLogger.Instance) { WhenFlooded = told.Add };
        fake.Faults.Next("getMe", new Fault.Flood(20));
        fake.Faults.Next("getMe", new Fault.Refuses(FakeRefusal.Bad("later")));
        Assert.NotNull(await line.Ask("getMe", new { }, default));
        Assert.Equal([TimeSpan.FromSeconds(20)], told);
    }
}
