using System.Xml;

namespace LibraryBot.Knowledge.Import.Xml;

/// <summary>XML that is made to take all memory, or might as well be.</summary>
internal sealed class BoundlessXml(string why) : XmlException(why);

/// <summary>How far XML from strangers is followed.</summary>
internal static class XmlBounds
{
    private const int BetweenTagsAtMost = 1 << 19;
    private const int DepthAtMost = 100;
    private const int AttributesAtMost = 200;

    /// <summary>Refuses a tag or a text that has no end: a parser holds each of them whole, and compares the attributes of a tag with each other.</summary>
    /// <param name="sinceTag">The letters since the last tag ended.</param>
    public static void Check(int sinceTag)
    {
        if (sinceTag > BetweenTagsAtMost)
            throw new BoundlessXml("there is a tag or a text longer than half a megabyte");
    }

    /// <summary>Reads on; refuses what only malice can have written: a parser keeps every element that it is in, and every attribute of one.</summary>
    /// <exception cref="XmlException">It is not well-formed, or nested beyond reason.</exception>
    public static bool Advance(this XmlReader reader)
    {
        var hasMore = reader.Read();
        if (reader.Depth > DepthAtMost)
            throw new BoundlessXml($"elements are nested more than {DepthAtMost} deep");
        return reader.AttributeCount <= AttributesAtMost ? hasMore : throw new BoundlessXml($"an element has more than {AttributesAtMost} attributes");
    }
}
