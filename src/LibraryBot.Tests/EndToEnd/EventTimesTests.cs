using LibraryBot.Tests.Support;

namespace LibraryBot.Tests.EndToEnd;

/// <summary>Hours of events on Telegram, for readers elsewhere.</summary>
public sealed class EventTimesTests
{
    [SkippableTheory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task An_answer_about_an_event_carries_its_moment_where_the_server_knows_moments(bool older)
    {
        var world = SharedData.Path("world/world.json");
        Skip.If(world is null, "The sample world (shared/data/world/world.json) is not here.");
        await using var library = await TelegramLibrary.Open(world);
        library.Fake.OlderServer = older;
        var dewi = library.Patron();
        dewi.Says("Kapan Bedah Buku: Laut Bercerita?");
        var answer = await dewi.Hears("Bedah Buku: Laut Bercerita");
        Assert.Equal(older ? 0 : 1, answer.Marked("date_time").Count);
        Assert.DoesNotContain("tg-time", answer.Text, StringComparison.Ordinal);
        Assert.All(answer.Marked("date_time"), words => Assert.Contains("WIB", words));
    }
}
