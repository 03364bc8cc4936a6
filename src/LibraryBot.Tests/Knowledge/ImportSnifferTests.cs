using System.Text;
using LibraryBot.Knowledge.Import;
using LibraryBot.Tests.Support;

namespace LibraryBot.Tests.Knowledge;

public sealed class ImportSnifferTests
{
    [Theory]
    [InlineData("x.json", "{\"books\": []}", ImportKind.Library)]
    [InlineData("x", "\uFEFF\n {\"books\": []}", ImportKind.Library)]
    [InlineData("x.dat", "00714cam a2200205 a 4500001001300000", ImportKind.Marc)]
    [InlineData("x.xml", "<?xml version=\"1.0\"?><collection xmlns=\"http://www.loc.gov/MARC21/slim\"><record>", ImportKind.MarcXml)]
    [InlineData("x.xml", "<record><leader>00000nam</leader>", ImportKind.MarcXml)]
    [InlineData("x.txt", "BEGIN:VCALENDAR\r\nVERSION:2.0", ImportKind.Calendar)]
    [InlineData("export.csv", "\"title\",\"gmd_name\",\"edition\",\"item_code\"", ImportKind.SlimsTitles)]
    [InlineData("export.csv", "\"item_code\",\"call_number\",\"coll_type_name\"", ImportKind.SlimsCopies)]
    [InlineData("buku.csv", "Judul;Pengarang", ImportKind.Sheet)]
    [InlineData("buku.xlsx", "PK\u0003\u0004....", ImportKind.Sheet)]
    [InlineData("x.xml", "<?xml version=\"1.0\"?><rss version=\"2.0\">", ImportKind.Feed)]
    [InlineData("x.xml", "<feed xmlns=\"http://www.w3.org/2005/Atom\">", ImportKind.Feed)]
    [InlineData("foto.zip", "PK\u0003\u0004....", null)]
    [InlineData("foto.jpg", "\u00FF\u00D8\u00FF\0\0", null)]
    [InlineData("catatan.txt", "Judul;Pengarang", null)]
    [InlineData("x.html", "<html><body>", null)]
    [InlineData("x.csv", "", ImportKind.Sheet)]
    [InlineData("", "", null)]
    public void A_file_is_known_by_its_first_bytes_and_a_table_by_its_name(string name, string first, object? kind) =>
        Assert.Equal(kind, (object?)ImportSniffer.Of(name, name.EndsWith(".jpg", StringComparison.Ordinal) ? Encoding.Latin1.GetBytes(first) : Encoding.UTF8.GetBytes(first)));

    [Fact]
    public void A_text_in_UTF_16_is_known_too() =>
        Assert.Equal(ImportKind.Calendar, ImportSniffer.Of("x", [0xFF, 0xFE, .. Encoding.Unicode.GetBytes("BEGIN:VCALENDAR")]));

    [SkippableTheory]
    [InlineData("world/world.json", ImportKind.Library)]
    [InlineData("world/agenda.ics", ImportKind.Calendar)]
    [InlineData("world/senayan_biblio_export.csv", ImportKind.SlimsTitles)]
    [InlineData("world/senayan_item_export.csv", ImportKind.SlimsCopies)]
    public void The_shared_files_are_known(string file, object kind)
    {
        var path = SharedData.Path(file);
        Skip.If(path is null, "shared data is not here");
        Assert.Equal(kind, ImportSniffer.Of(file, File.ReadAllBytes(path!).AsSpan(0, Math.Min(ImportSniffer.BytesWanted, (int)new FileInfo(path!).Length))));
    }
}
