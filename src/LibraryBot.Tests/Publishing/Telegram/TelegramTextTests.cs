using System.Globalization;
using CsCheck;
using LibraryBot.Publishing.Telegram;
using LibraryBot.Tests.Support;

namespace LibraryBot.Tests.Publishing.Telegram;

public sealed class TelegramTextTests
{
    private static readonly string[] Awkward =
    [
        "<b>", "</b>", "<a href=\"x\">", "&lt;", "&amp;lt;", "&#60;", "<", ">", "&", "\"", "'", "😀", "👩‍👩‍👧", "é",
        "\uD83D", "\uDE00", "\r\n", "\0", "{{ title }}", "*_`[", " ",
    ];

    private static readonly Gen<string> Letters = Gen.OneOf(
        Gen.String,
        Gen.Char.Array[0, 40].Select(letters => new string(letters)),
        Gen.Int[0, Awkward.Length - 1].Select(i => Awkward[i]));

    private static readonly Gen<string> Text = Letters.Array[0, 12].Select(string.Concat);

    [Fact]
    public void Any_text_reads_back_as_itself_through_Telegrams_HTML() => Text.Sample(text =>
    {
        var clean = TelegramText.Clean(text);
        var (read, entities) = TelegramHtml.Parse(TelegramText.Escape(clean));
        Assert.Equal(clean, read);
        Assert.Empty(entities);
    });

    [Fact]
    public void Clean_text_loses_nothing_that_people_see() => Text.Sample(text =>
    {
        var clean = TelegramText.Clean(text);
        Assert.Equal(clean, TelegramText.Clean(clean));
        var visible = string.Concat(text.ReplaceLineEndings("\n").EnumerateRunes().Where(rune => !System.Text.Rune.IsControl(rune) || rune.Value is '\n' or '\t')).Trim();
        Assert.Equal(visible, clean);
    });

    [Fact]
    public void Parts_fit_and_together_say_everything() => Gen.Select(Text.Array[0, 30], Gen.Int[8, 60]).Sample((texts, atMost) =>
    {
        var text = TelegramText.Clean(string.Concat(texts));
        var parts = TelegramText.Split(text, atMost);
        Assert.All(parts, part => Assert.InRange(part.EnumerateRunes().Count(), 1, atMost));
        Assert.Equal(WithoutBlanks(text), WithoutBlanks(string.Concat(parts)));
        Assert.All(parts, part => Assert.Equal(part, TelegramText.Clean(part)));
    });

    [Theory]
    [InlineData("satu dua\ntiga empat", 12, "satu dua|tiga empat")]
    [InlineData("satu dua tiga empat", 14, "satu dua tiga|empat")]
    [InlineData("satu\ndua\n\ntiga\nempat", 16, "satu\ndua|tiga\nempat")]
    [InlineData("satuduatigaempat", 6, "satudu|atigae|mpat")]
    [InlineData("aaaa😀😀😀", 5, "aaaa😀|😀😀")]
    [InlineData("muat", 4, "muat")]
    public void Long_text_is_cut_between_paragraphs_lines_words_and_only_then_letters(string text, int atMost, string parts) =>
        Assert.Equal(parts.Split('|'), TelegramText.Split(text, atMost));

    [Theory]
    [InlineData("-1001234567890/42", -1001234567890, 42)]
    [InlineData("7", 7, null)]
    public void An_address_is_a_chat_or_a_topic_of_one(string text, long chat, int? thread)
    {
        var address = TelegramAddress.Read(text);
        Assert.Equal(new TelegramAddress(chat, thread), address);
        Assert.Equal(text, address.ToString());
    }

    [Theory]
    [InlineData("")]
    [InlineData("0")]
    [InlineData("papan")]
    [InlineData("7/")]
    [InlineData("7/8/9")]
    [InlineData("7/-1")]
    public void Anything_else_is_no_address(string text) => Assert.Null(TelegramAddress.Read(text));

    private static string WithoutBlanks(string text) =>
        string.Concat(text.Where(letter => !char.IsWhiteSpace(letter) && CharUnicodeInfo.GetUnicodeCategory(letter) != UnicodeCategory.Surrogate));
}
