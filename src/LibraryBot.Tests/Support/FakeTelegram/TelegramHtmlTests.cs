namespace LibraryBot.Tests.Support;

public sealed class TelegramHtmlTests
{
    [Theory]
    [InlineData("a < b", "Unclosed start tag at byte offset 2")]
    [InlineData("<h1>a</h1>", "Unsupported start tag \"h1\" at byte offset 0")]
    [InlineData("a<br/>", "Unsupported start tag \"br/\" at byte offset 1")]
    [InlineData("<b>a", "Can't find end tag corresponding to start tag \"b\"")]
    [InlineData("<b>é</i>", "Unmatched end tag at byte offset 5, expected \"</b>\", found \"</i>\"")]
    [InlineData("a</b>", "Unexpected end tag at byte offset 1")]
    [InlineData("<span>a</span>", "Tag \"span\" must have class \"tg-spoiler\"")]
    [InlineData("<tg-time>a</tg-time>", "must have attribute \"unix\"")]
    [InlineData("<tg-time unix=\"soon\">a</tg-time>", "must have attribute \"unix\"")]
    [InlineData("<tg-time unix=\"1\" format=\"td\">a</tg-time>", "invalid date-time format")]
    public void Refuses_what_Telegram_refuses(string html, string why)
    {
        var refused = Assert.Throws<FakeRefusal>(() => TelegramHtml.Parse(html));
        Assert.StartsWith("Bad Request: can't parse entities: ", refused.Message, StringComparison.Ordinal);
        Assert.Contains(why, refused.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("<B>a</B> &lt;&amp;&quot;&#33;&#x1F4DA; &nbsp;", "a <&\"!📚 &nbsp;", "bold 0 1")]
    [InlineData("😀<i>a<u>b</u></i>", "😀ab", "italic 2 2, underline 3 1")]
    [InlineData("<u><b>a</b></u>", "a", "underline 0 1, bold 0 1")]
    [InlineData("<span class=\"tg-spoiler\">a</span><tg-spoiler>b</tg-spoiler>", "ab", "spoiler 0 1, spoiler 1 1")]
    [InlineData("<blockquote expandable>a<b>b</b></blockquote><blockquote>c</blockquote>", "abc", "expandable_blockquote 0 2, bold 1 1, blockquote 2 1")]
    [InlineData("<blockquote>a<blockquote>b</blockquote></blockquote>", "ab", "blockquote 0 2")]
    [InlineData("<pre><b>a</b></pre><code><i>b</i></code>", "ab", "pre 0 1, code 1 1")]
    [InlineData("<b></b>a", "a", "")]
    [InlineData("<a href='https://a.example/?b=1&amp;c=2'>a</a>", "a", "text_link 0 1")]
    [InlineData("<a href=\"javascript:1\">a</a>", "a", "")]
    [InlineData("<a href=\"tg://user?id=7\">a</a>", "a", "text_mention 0 1")]
    public void Reads_the_text_and_its_marks_in_UTF16_units(string html, string text, string marks)
    {
        var (read, entities) = TelegramHtml.Parse(html);
        Assert.Equal(text, read);
        Assert.Equal(marks, string.Join(", ", entities.Select(entity => $"{entity!["type"]} {entity["offset"]} {entity["length"]}")));
    }

    [Fact]
    public void Code_names_its_language_and_a_moment_its_time()
    {
        Assert.Equal("csharp", (string?)TelegramHtml.Parse("<pre><code class=\"language-csharp\">var a;</code></pre>").Entities[0]!["language"]);
        Assert.Null(TelegramHtml.Parse("<code class=\"language-csharp\">var a;</code>").Entities[0]!["language"]);
        var moment = Assert.Single(TelegramHtml.Parse("<tg-time unix=\"1773280800\" format=\"wDT\">Kamis</tg-time>").Entities)!;
        Assert.Equal(("date_time", 1773280800, "wDT"), ((string)moment["type"]!, (long)moment["unix_time"]!, (string)moment["date_time_format"]!));
    }

    [Fact]
    public void An_older_server_knows_no_moments() =>
        Assert.Contains(
            "Unsupported start tag \"tg-time\" at byte offset 0",
            Assert.Throws<FakeRefusal>(() => TelegramHtml.Parse("<tg-time unix=\"1\">a</tg-time>", older: true)).Message,
            StringComparison.Ordinal);

    [Fact]
    public void What_is_trimmed_moves_the_marks_along()
    {
        var (text, entities) = FakeFormatting.Read("  \r\n<b>a\r\n</b> ", "HTML", null, FakeFormatting.TextAtMost, "", older: false);
        Assert.Equal("a", text);
        Assert.Equal((0, 1), ((int)entities[0]!["offset"]!, (int)entities[0]!["length"]!));
    }
}
