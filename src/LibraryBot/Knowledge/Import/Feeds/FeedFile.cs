using System.Xml;
using System.Xml.Linq;
using LibraryBot.Knowledge.Import.Xml;

namespace LibraryBot.Knowledge.Import.Feeds;

/// <summary>New titles as RSS 0.9 to 2.0 or Atom: Koha, Evergreen, DSpace, old SLiMS. A link is a source of its own.</summary>
public static class FeedFile
{
    private const int ItemsAtMost = 10_000;
    private const int LargestMegabytes = 32;

    /// <exception cref="ImportRefused">It cannot be read, is no feed, or is the empty one of SLiMS 9.</exception>
    public static async Task<ImportRun> Import(string fileOrLink, Importing into) => ImportFile.IsLink(fileOrLink)
        ? await Import(await ImportFile.FetchBytes(fileOrLink, into.Outside), fileOrLink, into with { Source = into.Source ?? SourceOf(fileOrLink) })
        : await Import(ImportFile.ReadBytes(fileOrLink, LargestMegabytes), fileOrLink, into);

    internal static string SourceOf(string link) => $"feed:{new Uri(link).Host}/{IcsEvent.Mark(new Uri(link).PathAndQuery)}";

    internal static async Task<ImportRun> Import(byte[] feed, string name, Importing into)
    {
        using var reader = Open(feed, name);
        var zone = (await into.Store.Read(session => session.All(LibraryInfo.Collection))).FirstOrDefault()?.TimeZone;
        var batch = into.Begin("feed");
        var items = new FeedItem(into.Source, Zones.Find(zone));
        for (var number = 1; Next(reader, batch) is { } item; number++)
        {
            if (number > ItemsAtMost)
            {
                batch.Warn($"the feed has more than {ItemsAtMost} items; the rest is left out");
                break;
            }

            try
            {
                await batch.Add(Book.Collection, items.Read(item));
            }
            catch (BrokenRow broken)
            {
                batch.Skip($"item {number}", broken.Message);
            }
        }

        return await batch.End(isWhole: true);
    }

    private static XmlReader Open(byte[] feed, string name)
    {
        try
        {
            var reader = StrangeXml.Open(feed);
            if (reader.MoveToContent() == XmlNodeType.Element && reader.LocalName is ("rss" or "feed" or "RDF"))
                return reader;
        }
        catch (XmlException) when (IsEmpty(feed))
        {
            throw new ImportRefused($"{name} is an empty feed, as SLiMS 9 gives it: its RSS is not finished. Its books come by OAI: import oai https://(the catalogue)/oai.php");
        }
        catch (XmlException)
        {
            // Said below.
        }

        throw new ImportRefused($"{name} is neither RSS nor Atom.");
    }

    /// <summary>Nothing at all, or the first line of XML and nothing behind it.</summary>
    private static bool IsEmpty(byte[] feed)
    {
        var text = System.Text.Encoding.Latin1.GetString(feed, 0, Math.Min(feed.Length, 1000)).Trim('\uFEFF', '\u00EF', '\u00BB', '\u00BF', ' ', '\t', '\r', '\n');
        return text.Length == 0 || (text.StartsWith("<?xml", StringComparison.Ordinal) && text.IndexOf('>', StringComparison.Ordinal) == text.Length - 1);
    }

    private static XElement? Next(XmlReader reader, ImportBatch batch)
    {
        try
        {
            while (reader.Advance())
            {
                if (reader.NodeType == XmlNodeType.Element && reader.LocalName is ("item" or "entry"))
                    return XmlTree.Read(reader);
            }
        }
        catch (XmlException broken)
        {
            batch.Warn($"the feed is not well-formed ({PlainText.Line(broken.Message)}); the items before that are kept");
        }

        return null;
    }
}
