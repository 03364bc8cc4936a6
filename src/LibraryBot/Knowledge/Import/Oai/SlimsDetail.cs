using System.Globalization;
using System.Text.RegularExpressions;
using System.Xml;
using System.Xml.Linq;
using LibraryBot.Knowledge.Import.Xml;
using LibraryBot.OutsideWeb;

namespace LibraryBot.Knowledge.Import.Oai;

/// <summary>
/// What SLiMS tells of a book beside OAI, on its page show_detail as MODS: the day of entry, copies, shelves, cover. Asked for new books
/// only, not too many a run and not too fast; a library may have switched it off (enable_xml_detail).
/// </summary>
internal sealed partial class SlimsDetail(OaiAddress address, IReadOnlyList<Branch> branches, Importing into, ImportBatch batch)
{
    private const int BooksARun = 300;
    private const int LargestPage = 1 << 20;
    private static readonly TimeSpan Pace = TimeSpan.FromMilliseconds(500);
    private int left = BooksARun;

    public static bool IsSlims(string identifier) => identifier.StartsWith("oai:slims/", StringComparison.Ordinal);

    public async Task<Book> Fill(Book book, string identifier)
    {
        if (left == 0 || !long.TryParse(Number().Match(identifier).Value, CultureInfo.InvariantCulture, out var number))
            return book;
        if (left < BooksARun)
            await Task.Delay(Pace, into.Clock, into.Cancel);
        left--;
        if (await Fetch(number) is not { } mods)
            return book;
        return new Mods(branches, address.Beside("images/docs/")).Read(mods, book.Id) is { } detail ? OaiBooks.Filled(book, detail)
            // The title is lost in SLiMS's MODS when it holds a slash; the rest is good.
            : new Mods(branches, address.Beside("images/docs/")).Read(WithTitle(mods, book.Title), book.Id) is { } rest ? OaiBooks.Filled(book, rest) : book;
    }

    private async Task<XElement?> Fetch(long number)
    {
        try
        {
            var answer = await into.Outside.Ask(address.Beside($"index.php?p=show_detail&id={number.ToString(CultureInfo.InvariantCulture)}&inXML=true"), LargestPage, into.Cancel);
            using var reader = StrangeXml.Open(answer.Body);
            if (answer.IsSuccess && reader.MoveToContent() == XmlNodeType.Element && XmlTree.Read(reader) is { Name.LocalName: "modsCollection" or "mods" } root)
                return root.Name.LocalName == "mods" ? root : root.Kid("mods");
        }
        catch (Exception silent) when (silent is LinkRefused or XmlException)
        {
            // The next lines say what is done without it.
        }

        left = 0;
        batch.Warn("the library's pages show_detail give no MODS: the day a book was added, its copies and its shelf are not known");
        return null;
    }

    private static XElement WithTitle(XElement mods, string title)
    {
        mods.AddFirst(new XElement("titleInfo", new XElement("title", title)));
        return mods;
    }

    [GeneratedRegex(@"\d{1,18}$")]
    private static partial Regex Number();
}
