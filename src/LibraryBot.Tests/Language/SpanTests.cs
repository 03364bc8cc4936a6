using LibraryBot.Language;

namespace LibraryBot.Tests.Language;

public sealed class SpanTests
{
    [Theory]
    [InlineData(10, Lang.Id, "10 detik")]
    [InlineData(9.2, Lang.En, "10 seconds")]
    [InlineData(1, Lang.En, "1 second")]
    [InlineData(60, Lang.Id, "1 menit")]
    [InlineData(120, Lang.En, "2 minutes")]
    public void A_wait_is_said_in_the_unit_that_people_use(double seconds, Lang lang, string said) =>
        Assert.Equal(said, SayTime.Span(TimeSpan.FromSeconds(seconds), lang));
}
