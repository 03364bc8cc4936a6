using System.Text;
using LibraryBot.Knowledge.Import;
using LibraryBot.Knowledge.Import.Marc;

namespace LibraryBot.Tests.Knowledge;

/// <summary>What a broken file of ISO 2709 still gives, and what is said about the rest.</summary>
public sealed class MarcRecoveryTests
{
    private static readonly byte[] One = MarcDraft.Titled("One");
    private static readonly byte[] Two = MarcDraft.Titled("Two");
    private static readonly byte[] Three = MarcDraft.Titled("Three");

    [Theory]
    [InlineData("00000")]
    [InlineData("99999")]
    [InlineData("00030")]
    [InlineData("     ")]
    public async Task A_record_length_that_lies_costs_nothing(string length)
    {
        var came = await MarcTestimony.OfMarc([.. One, .. With(Two, 0, length), .. Three]);
        Assert.Equal(["One", "Three", "Two"], Titles(came));
        Assert.Empty(came.Run.Problems);
    }

    [Theory]
    [InlineData(12, "00000")]
    [InlineData(12, "99999")]
    [InlineData(12, "x0y37")]
    public async Task A_base_address_that_lies_costs_nothing(int at, string address) =>
        Assert.Equal(["One", "Two"], Titles(await MarcTestimony.OfMarc([.. With(One, at, address), .. Two])));

    [Theory]
    [InlineData(27, "9999", "a length")]
    [InlineData(31, "99999", "a start")]
    [InlineData(39, "00017", "a length that is no more than a guess")]
    [InlineData(27, "\u00C3\u00B900", "a length that is no number")]
    public async Task A_directory_that_lies_is_mended_by_the_terminators(int at, string lie, string _)
    {
        var came = await MarcTestimony.OfMarc([.. With(One, at, lie), .. Two]);
        Assert.Equal(["One", "Two"], Titles(came));
        Assert.Equal("record 1: the directory does not fit; the fields were found by their ends", Assert.Single(came.Run.Problems));
    }

    [Fact]
    public async Task Where_fields_and_directory_differ_in_number_the_fields_that_fit_are_kept()
    {
        var draft = new MarcDraft().Control("001", "x").Data("245", "10", "$aFits").Data("500", "  ", "$aends too\u001Eearly").Bytes();
        var came = await MarcTestimony.OfMarc(draft);
        Assert.Equal("Fits", came.Only.Title);
        Assert.Equal("record 1: the directory does not fit; 1 of 3 fields were lost", Assert.Single(came.Run.Problems));
    }

    [Fact]
    public async Task Fields_in_another_order_than_their_directory_are_told_apart_by_their_starts()
    {
        var bytes = One.ToArray();
        var (first, second) = (bytes[24..36], bytes[36..48]);
        second.CopyTo(bytes, 24);
        first.CopyTo(bytes, 36);
        Assert.Equal("One", (await MarcTestimony.OfMarc(bytes)).Only.Title);
        Assert.Equal("One", (await MarcTestimony.OfMarc(With(bytes, 27, "9999"))).Only.Title);
    }

    [Theory]
    [InlineData("00026     2200025   4500\u001E\u001D", "it has no fields")]
    [InlineData("garbage\u001D", "it is shorter than a leader")]
    [InlineData("00100nam a2200037   4500 no directory at all here\u001D", "it has no fields")]
    public async Task A_record_that_cannot_be_read_is_named_and_the_next_one_is_read(string broken, string why)
    {
        var came = await MarcTestimony.OfMarc([.. One, .. Encoding.Latin1.GetBytes(broken), .. Three]);
        Assert.Equal(["One", "Three"], Titles(came));
        Assert.Equal($"record 2: {why}; skipped", Assert.Single(came.Run.Problems));
        Assert.Equal("seen 3, new 2, changed 0, skipped 1, warnings 0", came.Run.Summary);
    }

    [Theory]
    [InlineData("\r\n")]
    [InlineData("\n\n")]
    [InlineData("   \0\0 ")]
    [InlineData("\u001A")]
    public async Task Line_breaks_and_blanks_between_records_are_passed_over(string between)
    {
        byte[] blanks = Encoding.Latin1.GetBytes(between);
        var came = await MarcTestimony.OfMarc([.. blanks, .. One, .. blanks, .. Two, .. blanks]);
        Assert.Equal("seen 2, new 2, changed 0, skipped 0, warnings 0", came.Run.Summary);
    }

    [Fact]
    public async Task A_last_record_that_is_cut_off_is_named()
    {
        for (var cut = 1; cut < Two.Length - 2; cut++)
        {
            var came = await MarcTestimony.OfMarc([.. One, .. Two.AsSpan(0, cut)]);
            Assert.Equal("One", came.Only.Title);
            Assert.Equal("record 2: it is cut off; skipped", Assert.Single(came.Run.Problems));
        }
    }

    [Fact]
    public async Task A_last_record_that_only_lacks_its_terminator_is_whole() =>
        Assert.Equal(["One", "Two"], Titles(await MarcTestimony.OfMarc([.. One, .. Two.AsSpan(0, Two.Length - 1)])));

    [Fact]
    public async Task A_record_longer_than_its_length_can_say_is_read_up_to_1_MB()
    {
        byte[] Long(int letters) => new MarcDraft().Control("001", "long").Data("245", "10", "$aLong").Data("500", "  ", "$a" + new string('x', letters)).Bytes();
        var came = await MarcTestimony.OfMarc([.. Long(300_000), .. One]);
        Assert.Equal(["Long", "One"], Titles(came));
        var tooLong = await MarcTestimony.OfMarc([.. Two, .. Long(3 << 20), .. One]);
        Assert.Equal(["One", "Two"], Titles(tooLong));
        Assert.Equal("record 2: it is larger than 1 MB, or its end is missing; skipped", Assert.Single(tooLong.Run.Problems));
    }

    [Fact]
    public async Task A_file_is_read_in_pieces_not_as_a_whole()
    {
        var stream = new CountingStream(Enumerable.Repeat(One, 100_000).SelectMany(record => record).ToArray());
        var pieces = new Iso2709Pieces(stream).Read().GetEnumerator();
        for (var i = 0; i < 10; i++)
            Assert.True(pieces.MoveNext());
        Assert.True(stream.Given <= 1 << 16, $"{stream.Given} bytes were read for ten records");
        await Task.CompletedTask;
    }

    [Theory]
    [InlineData("", "x.mrc is empty.")]
    [InlineData("hello world, this is no catalogue at all", "x.mrc is not MARC 21 in ISO 2709.")]
    [InlineData("\u00FF\u00D8\u00FF\u00E0\0\u0010JFIF\u001E\u001D\u001E\u001D and more of a picture than a leader has", "x.mrc is not MARC 21 in ISO 2709.")]
    [InlineData(" <?xml version=\"1.0\"?><collection/>", "x.mrc is not MARC in ISO 2709 but XML: import marcxml reads it if it is MARCXML.")]
    public async Task A_file_that_is_not_MARC_is_refused_in_one_line(string content, string refusal) =>
        Assert.Equal(refusal, (await Assert.ThrowsAsync<ImportRefused>(() => MarcTestimony.OfMarc(Encoding.Latin1.GetBytes(content)))).Message);

    [Fact]
    public async Task A_file_that_is_not_there_is_refused_in_one_line() =>
        Assert.Equal("There is no file /nowhere/x.mrc.", (await Assert.ThrowsAsync<ImportRefused>(() => MarcTestimony.OfFile("/nowhere/x.mrc"))).Message);

    [Theory]
    [InlineData("\u00E1", "a")]
    [InlineData("\u00E2\u00E2a", "a")]
    [InlineData("\u00E2a", "a")]
    public async Task A_subfield_code_with_a_broken_byte_before_it_is_still_read(string written, string _) =>
        Assert.Equal("Kept", (await MarcTestimony.OfMarc(new MarcDraft(isUtf8: written == "\u00E1").Data("245", "00", $"${written}Kept").Bytes())).Only.Title);

    private static byte[] With(byte[] record, int at, string text)
    {
        var changed = record.ToArray();
        Encoding.Latin1.GetBytes(text).CopyTo(changed, at);
        return changed;
    }

    private static IEnumerable<string> Titles(MarcTestimony came) => came.Books.Select(book => book.Title).Order(StringComparer.Ordinal);
}
