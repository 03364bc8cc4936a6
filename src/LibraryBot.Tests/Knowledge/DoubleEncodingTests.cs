using LibraryBot.Knowledge.Import;

namespace LibraryBot.Tests.Knowledge;

public sealed class DoubleEncodingTests
{
    [Theory]
    [InlineData("CafÃ© Ã  Paris", "CafÃ© Ã  Paris", "Café Ã  Paris")]
    [InlineData("naÃ¯ve", "naÃ¯ve", "naïve")]
    [InlineData("Developerâ€™s Guide", "Developerâ€™s Guide", "Developer’s Guide")]
    [InlineData("the SLiMS sample", "DeveloperÃ¢â‚¬â„¢s", "Developer’s")]
    [InlineData("three times", "DeveloperÃƒÂ¢Ã¢â€šÂ¬Ã¢â€žÂ¢s", "Developer’s")]
    [InlineData("by Latin-1", "caf\u00C3\u00A9 \u00E2\u0080\u0093 bar", "café – bar")]
    [InlineData("at the start", "Ã–sterreich", "Österreich")]
    [InlineData("a capital before a small letter", "CÃ”TE", "CÔTE")]
    [InlineData("another alphabet", "ÐŸÑ€Ð¸Ð²ÐµÑ‚", "Привет")]
    [InlineData("beside a true letter", "façade of caféâ€™s", "façade of café’s")]
    [InlineData("an emoji", "ðŸ˜€", "😀")]
    public void Text_that_was_made_UTF_8_twice_is_put_back(string why, string broken, string whole) =>
        Assert.Equal((why, whole), (why, DoubleEncoding.Repair(broken)));

    [Theory]
    [InlineData("São Paulo")]
    [InlineData("Ã")]
    [InlineData("Ã alone")]
    [InlineData("Café «IRMÃ»")]
    [InlineData("“IRMÔ e “CAFÉ”")]
    [InlineData("CAFÉ–BAR")]
    [InlineData("“café”—")]
    [InlineData("L’été à la plage… Ça va ?")]
    [InlineData("Größe, Ärger, Übung")]
    [InlineData("Đặng Thai Mai")]
    [InlineData("Привет, 世界, שלום")]
    [InlineData("Pustaka, 1998 © ½ £5")]
    [InlineData("plain")]
    [InlineData("")]
    public void Text_that_is_right_is_let_be(string text) => Assert.Equal(text, DoubleEncoding.Repair(text));

    [Fact]
    public void What_is_repaired_is_not_repaired_again() =>
        Assert.All(["Developer’s", "Österreich", "Привет", "naïve"], text => Assert.Equal(text, DoubleEncoding.Repair(DoubleEncoding.Repair(text))));
}
