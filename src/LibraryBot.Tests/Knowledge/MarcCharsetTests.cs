using System.Text;

namespace LibraryBot.Tests.Knowledge;

/// <summary>MARC 21 Specifications for Record Structure, Character Sets, and Exchange Media: characters in a record, and what the bytes say.</summary>
public sealed class MarcCharsetTests
{
    private const string Esc = "\u001B";

    [Theory]
    [InlineData("a mark stands before its letter", "caf\u00E2e cr\u00E3epe", "café crêpe")]
    [InlineData("two marks on one letter", "Ti\u00E3\u00E2eng Vi\u00F2\u00E3et", "Tiếng Việt")]
    [InlineData("letters of their own", "\u00A2\u00B2 \u00B1\u00A1 \u00C7 \u00A5\u00B5", "Øø łŁ ß Ææ")]
    [InlineData("a mark over two letters", "po\u00EBt\u00ECsy", "pot͡sy")]
    [InlineData("superscripts and back", "x" + Esc + "p2" + Esc + "s y", "x² y")]
    [InlineData("subscripts and back", "H" + Esc + "b2" + Esc + "sO", "H₂O")]
    [InlineData("Greek symbols and back", Esc + "ga" + Esc + "s rays", "α rays")]
    [InlineData("Cyrillic in the lower half", Esc + "(NmOSKWA" + Esc + "(B!", "Москва!")]
    [InlineData("Cyrillic in the upper half", Esc + ")N" + "\u00ED\u00CF\u00D3\u00CB\u00D7\u00C1", "Москва")]
    [InlineData("Extended Cyrillic", Esc + "(NmOSKWA " + Esc + ")Q\u00C0", "Москва ґ")]
    [InlineData("Hebrew", Esc + "(2ylem" + Esc + "(B", "שלום")]
    [InlineData("Arabic", Esc + "(3cJGH" + Esc + "(B", "كتاب")]
    [InlineData("Greek", Esc + "(Sn\"rdrw" + Esc + "(B", "λόγος")]
    [InlineData("a set ends with its subfield", Esc + "(NmOSKWA$b rest", "Москва : rest")]
    [InlineData("ANSEL called by its long name", Esc + ")!Ecaf\u00E2e", "café")]
    [InlineData("what MARC-8 cannot write", "Rak &#x4E2D;&#x6587;", "Rak 中文")]
    public async Task Text_in_MARC_8_is_read_as_Unicode(string why, string written, string read)
    {
        var came = await MarcTestimony.OfMarc(new MarcDraft().Data("245", "00", "$a" + written).Bytes());
        Assert.Equal((why, read.Normalize()), (why, came.Only.Title));
        Assert.Equal(0, came.Run.Warnings);
    }

    [Fact]
    public async Task East_Asian_characters_in_MARC_8_become_a_sign_of_loss_and_one_warning_for_the_record()
    {
        var came = await MarcTestimony.OfMarc(new MarcDraft().Data("245", "00", $"$aHan {Esc}$1!0!!0\"{Esc}(B end").Data("246", "  ", $"$a{Esc}$1!0!{Esc}(B").Bytes());
        Assert.Equal("Han \uFFFD\uFFFD end", came.Only.Title);
        Assert.Equal("record 1: its East Asian characters in MARC-8 cannot be read here", Assert.Single(came.Run.Problems));
    }

    [Fact]
    public async Task An_unknown_escape_sequence_is_told_and_the_rest_is_read()
    {
        var came = await MarcTestimony.OfMarc(new MarcDraft().Data("245", "00", $"$aone {Esc}(ztwo").Bytes());
        Assert.StartsWith("one ", came.Only.Title, StringComparison.Ordinal);
        Assert.EndsWith("two", came.Only.Title, StringComparison.Ordinal);
        Assert.Equal("record 1: it has an escape sequence that MARC 21 does not know", Assert.Single(came.Run.Problems));
    }

    [Theory]
    [InlineData(false, "Pram&#xF6;dya", "Pramödya", null)]
    [InlineData(true, "Café – 東京", "Café – 東京", null)]
    public async Task A_leader_that_says_the_truth_is_believed_without_a_word(bool saysUtf8, string written, string read, string? doubt) =>
        await Reads(new MarcDraft(isUtf8: saysUtf8).Data("245", "00", "$a" + written).Bytes(), read, doubt);

    [Fact]
    public async Task A_record_flagged_MARC_8_that_is_UTF_8_is_read_as_UTF_8()
    {
        var bytes = new MarcDraft(isUtf8: true).Data("245", "00", "$aCafé – 東京").Bytes();
        bytes[9] = (byte)' ';
        await Reads(bytes, "Café – 東京", "the leader says MARC-8, but the bytes are UTF-8");
    }

    [Theory]
    [InlineData("caf\u00E2e cr\u00E3epe", "café crêpe", "the leader says UTF-8, but the bytes are MARC-8")]
    [InlineData("Garc\u00EDa M\u00E1rquez, caf\u00E9 noir", "García Márquez, café noir", "the leader says UTF-8, but the bytes are Windows-1252")]
    [InlineData("Ayah\u0092s \u0093kebun\u0094", "Ayah’s “kebun”", "the leader says UTF-8, but the bytes are Windows-1252")]
    [InlineData(Esc + "(NmOSKWA" + Esc + "(B", "Москва", "the leader says UTF-8, but it has the escape sequences of MARC-8")]
    public async Task A_record_flagged_UTF_8_that_is_not_is_read_as_what_its_bytes_are(string written, string read, string doubt)
    {
        var bytes = new MarcDraft().Data("245", "00", "$a" + written).Bytes();
        bytes[9] = (byte)'a';
        await Reads(bytes, read, doubt);
    }

    [Fact]
    public async Task A_broken_byte_among_UTF_8_is_lost_alone()
    {
        var bytes = new MarcDraft().Data("245", "00", "$a" + Encoding.Latin1.GetString(Encoding.UTF8.GetBytes("Čhamlō̜ng Phitsanākha")) + " \u00C3( end").Bytes();
        bytes[9] = (byte)'a';
        await Reads(bytes, "Čhamlō̜ng Phitsanākha \uFFFD( end", "1 bytes are not UTF-8 like the rest and were lost");
    }

    [Fact]
    public async Task A_record_in_another_alphabet_is_skipped_rather_than_shown_as_gibberish()
    {
        var came = await MarcTestimony.OfMarc([.. new MarcDraft().Data("245", "00", "$a\u00CE\u00F1\u00ED\u00EE\u00E2\u00FB \u00F0\u00E0\u00F1\u00F7\u00E5\u00F2\u00E0").Bytes(), .. MarcDraft.Titled("Next")]);
        Assert.Equal("Next", came.Only.Title);
        Assert.Equal("record 1: its letters are neither UTF-8 nor MARC-8 nor Windows-1252; skipped", Assert.Single(came.Run.Problems));
    }

    private static async Task Reads(byte[] bytes, string read, string? doubt)
    {
        var came = await MarcTestimony.OfMarc(bytes);
        Assert.Equal(read.Normalize(), came.Only.Title);
        Assert.Equal(doubt is null ? [] : [$"record 1: {doubt}"], came.Run.Problems);
    }
}
