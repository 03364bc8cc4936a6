using System.Text;
using System.Xml;
using LibraryBot.Knowledge.Import;
using LibraryBot.Knowledge.Import.Marc;

namespace LibraryBot.Tests.Knowledge;

public sealed class MarcXmlTests
{
    private const string Slim = "http://www.loc.gov/MARC21/slim";

    [Theory]
    [InlineData("<collection>{0}</collection>", "")]
    [InlineData($"<collection xmlns='{Slim}'>{{0}}</collection>", "")]
    [InlineData($"<marc:collection xmlns:marc='{Slim}'>{{0}}</marc:collection>", "marc:")]
    [InlineData("{0}", "")]
    [InlineData("<OAI-PMH><ListRecords><record><header><identifier>x</identifier></header><metadata>{0}</metadata></record></ListRecords></OAI-PMH>", "")]
    [InlineData($"<s:Envelope xmlns:s='urn:s' xmlns:m='{Slim}'><s:Body>{{0}}</s:Body></s:Envelope>", "m:")]
    [InlineData(" \r\n<?xml version='1.0'?>{0}", "")]
    [InlineData("\uFEFF<?xml version='1.0' encoding='utf-8'?><collection>{0}</collection>", "")]
    public async Task A_record_is_found_whatever_is_around_it(string around, string prefix)
    {
        var came = await MarcTestimony.OfXml(around.Replace("{0}", Record("1", "Judul", prefix), StringComparison.Ordinal));
        Assert.Equal("Judul", came.Only.Title);
        Assert.Equal("seen 1, new 1, changed 0, skipped 0, warnings 0", came.Run.Summary);
    }

    [Fact]
    public async Task What_INLISLite_writes_for_a_blank_and_for_a_missing_code_is_read_as_that()
    {
        var came = await MarcTestimony.OfXml("""
            <record><leader>00000nam a2200000 a 4500</leader><controlfield tag="001">INLIS1</controlfield>
            <datafield tag="245" ind1="#" ind2="#"><subfield code="$">Laskar pelangi /</subfield></datafield>
            <datafield tag="264" ind1="#" ind2="1"><subfield code="b">Bentang,</subfield></datafield></record>
            """);
        Assert.Equal(("Laskar pelangi", "Bentang", "marc-INLIS1"), (came.Only.Title, came.Only.Publisher, came.Only.Id));
    }

    [Theory]
    [InlineData("<datafield ind1=' ' ind2=' '><subfield code='a'>x</subfield></datafield>", "it has a field without a tag")]
    [InlineData("<datafield tag='2 45' ind1=' ' ind2=' '><subfield code='a'>x</subfield></datafield>", "it has a field with the tag \"2 45\"")]
    [InlineData("<datafield tag='100' ind1=' ' ind2=' '><subfield code='a'>x</subfield></datafield>", "it has no title (245)")]
    public async Task A_broken_record_is_named_and_the_next_one_is_read(string fields, string why)
    {
        var came = await MarcTestimony.OfXml($"<collection>{Record("1", "Satu")}<record><leader/>{fields}</record>{Record("3", "Tiga")}</collection>");
        Assert.Equal(["Satu", "Tiga"], came.Books.Select(book => book.Title).Order(StringComparer.Ordinal));
        Assert.Equal($"record 2: {why}; skipped", Assert.Single(came.Run.Problems));
    }

    [Theory]
    [InlineData("<record><leader>00000nam", "line 3")]
    [InlineData("<record></datafield>", "line 3")]
    [InlineData("\n&nbsp;", "line 4")]
    public async Task Where_the_XML_breaks_off_the_import_ends_and_keeps_what_came_before(string broken, string line)
    {
        var came = await MarcTestimony.OfXml($"<collection>\n{Record("1", "Satu")}\n{broken}");
        Assert.Equal("Satu", came.Only.Title);
        Assert.StartsWith($"{line}: ", Assert.Single(came.Run.Problems), StringComparison.Ordinal);
        Assert.Equal("seen 2, new 1, changed 0, skipped 1, warnings 0", came.Run.Summary);
    }

    [Theory]
    [InlineData("<!DOCTYPE r [<!ENTITY a 'ha'><!ENTITY b '&a;&a;&a;&a;'>]><r>&b;</r>")]
    [InlineData("<!DOCTYPE r SYSTEM 'http://example.org/x.dtd'><r/>")]
    [InlineData("<!DOCTYPE r [<!ENTITY x SYSTEM 'file:///etc/passwd'>]><collection><record>&x;</record></collection>")]
    public async Task A_document_type_is_refused_before_anything_behind_it_is_read(string xml)
    {
        var stream = new CountingStream(Encoding.UTF8.GetBytes(xml + new string(' ', 10 << 20)));
        var refused = await Assert.ThrowsAsync<ImportRefused>(() => MarcTestimony.OfXml(stream));
        Assert.Equal("x.xml is not well-formed XML: line 1: a document type is never read", refused.Message);
        Assert.True(stream.Given < 64 << 10, $"{stream.Given} bytes were read");
    }

    [Fact]
    public async Task A_document_type_behind_the_first_record_ends_the_import()
    {
        var came = await MarcTestimony.OfXml($"<collection>{Record("1", "Satu")}<!DOCTYPE r [<!ENTITY a 'ha'>]>");
        Assert.Equal(("Satu", 1), (came.Only.Title, came.Run.Skipped));
    }

    [Theory]
    [InlineData("a text without end", "<collection><record><leader>", "x", "", "there is a tag or a text longer than half a megabyte")]
    [InlineData("an attribute without end", "<collection a='", "x", "", "there is a tag or a text longer than half a megabyte")]
    [InlineData("a tag in a tag in a tag", "", "<a>", "", "elements are nested more than 100 deep")]
    public async Task XML_that_would_take_all_memory_is_refused_after_a_megabyte(string bomb, string begin, string again, string end, string why)
    {
        var stream = new CountingStream(Encoding.UTF8.GetBytes(begin + string.Concat(Enumerable.Repeat(again, (24 << 20) / again.Length)) + end));
        var refused = await Assert.ThrowsAsync<ImportRefused>(() => MarcTestimony.OfXml(stream));
        Assert.EndsWith(why, refused.Message, StringComparison.Ordinal);
        Assert.True(stream.Given < 1 << 20, $"{bomb}: {stream.Given} bytes were read");
    }

    [Fact]
    public async Task A_record_of_more_than_1_MB_is_skipped_and_the_next_one_is_read()
    {
        var many = string.Concat(Enumerable.Repeat($"<datafield tag='500' ind1=' ' ind2=' '><subfield code='a'>{new string('x', 1000)}</subfield></datafield>", 1100));
        var came = await MarcTestimony.OfXml($"<collection><record><leader/><datafield tag='245' ind1=' ' ind2=' '><subfield code='a'>Besar</subfield></datafield>{many}</record>{Record("2", "Dua")}</collection>");
        Assert.Equal("Dua", came.Only.Title);
        Assert.Equal("record 1: it is larger than 1 MB; skipped", Assert.Single(came.Run.Problems));
    }

    [Theory]
    [InlineData("<html><body>Sign in</body></html>", "x.xml has no record of MARC.")]
    [InlineData("<OAI-PMH><record><metadata><dc/></metadata></record></OAI-PMH>", "x.xml has no record of MARC.")]
    [InlineData("no xml", "x.xml is not well-formed XML: line 1: here it breaks off or is malformed")]
    [InlineData("", "x.xml is not well-formed XML: line 1: here it breaks off or is malformed")]
    public async Task A_document_without_MARC_is_refused_in_one_line(string xml, string refusal) =>
        Assert.Equal(refusal, (await Assert.ThrowsAsync<ImportRefused>(() => MarcTestimony.OfXml(xml))).Message);

    [Fact]
    public async Task Control_letters_which_XML_forbids_become_blanks() =>
        Assert.Equal("Satu dua", (await MarcTestimony.OfXml($"<collection>{Record("1", "Satu\u001Fdua")}</collection>")).Only.Title);

    [Theory]
    [InlineData("utf-16", "utf-16")]
    [InlineData("utf-16BE", "utf-16BE")]
    [InlineData("iso-8859-1", "iso-8859-1")]
    [InlineData("utf-8", "utf-8")]
    public async Task The_character_set_is_the_one_that_the_declaration_names(string written, string named)
    {
        var encoding = Encoding.GetEncoding(written);
        byte[] xml = [.. encoding.GetPreamble(), .. encoding.GetBytes($"<?xml version='1.0' encoding='{named}'?>{Record("1", "Pramödya")}")];
        Assert.Equal("Pramödya", (await MarcTestimony.OfXml(new MemoryStream(xml))).Only.Title);
    }

    [Fact]
    public async Task Bytes_that_are_in_no_character_set_are_refused_in_one_line() =>
        Assert.Equal("x.xml is not well-formed XML: line 1: here it breaks off or is malformed",
            (await Assert.ThrowsAsync<ImportRefused>(() => MarcTestimony.OfXml(new MemoryStream(Convert.FromHexString("0000FFFE3C003F0078006D006C002000760065007200"))))).Message);

    [Fact]
    public async Task An_empty_collection_is_a_catalogue_without_books() =>
        Assert.Equal("seen 0, new 0, changed 0, skipped 0, warnings 0", (await MarcTestimony.OfXml("<collection/>")).Run.Summary);

    [Fact]
    public void A_reader_of_somebody_else_gives_one_record_and_stands_on_its_end()
    {
        using var reader = XmlReader.Create(new StringReader($"<all>{Record("1", "Satu")}<next/></all>"));
        Assert.True(reader.ReadToFollowing("record"));
        var record = MarcXmlRecord.Read(reader);
        Assert.Equal("Satu", MarcBook.Of(record!, new BranchPlaces([], _ => { }), "oai:opac.example.org", "oai-x-1").Title);
        Assert.Equal((XmlNodeType.EndElement, "record"), (reader.NodeType, reader.LocalName));
        Assert.True(reader.Read() && reader.LocalName == "next");
    }

    internal static string Record(string id, string title, string prefix = "") =>
        $"<{prefix}record><{prefix}leader>00000nam a2200000 a 4500</{prefix}leader><{prefix}controlfield tag=\"001\">{id}</{prefix}controlfield><{prefix}datafield tag=\"245\" ind1=\"1\" ind2=\"0\"><{prefix}subfield code=\"a\">{title}</{prefix}subfield></{prefix}datafield></{prefix}record>";
}
