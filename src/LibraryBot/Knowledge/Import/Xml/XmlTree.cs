using System.Xml;
using System.Xml.Linq;

namespace LibraryBot.Knowledge.Import.Xml;

/// <summary>
/// One element with all that is in it, no deeper than a record ever is: what walks a tree later may do so by recursion.
/// Names are compared without their namespace, which sources misspell.
/// </summary>
internal static class XmlTree
{
    private const int DeepestLevel = 60;

    /// <summary>Reads the element the reader stands on, and leaves it at the element's end.</summary>
    /// <exception cref="XmlException">It is not well-formed, or too deep.</exception>
    public static XElement Read(XmlReader reader)
    {
        var root = Element(reader);
        if (reader.IsEmptyElement)
            return root;
        var at = root;
        while (reader.Advance())
        {
            switch (reader.NodeType)
            {
                case XmlNodeType.Element:
                    var child = Element(reader);
                    at.Add(child);
                    at = reader.IsEmptyElement ? at : child;
                    break;
                case XmlNodeType.Text or XmlNodeType.CDATA or XmlNodeType.SignificantWhitespace or XmlNodeType.Whitespace:
                    at.Add(new XText(reader.Value));
                    break;
                case XmlNodeType.EndElement when at == root:
                    return root;
                case XmlNodeType.EndElement:
                    at = at.Parent!;
                    break;
            }

            if (reader.Depth > DeepestLevel)
                throw new XmlException("its elements stand too deep in one another");
        }

        throw new XmlException("it ends in the middle of an element");
    }

    public static IEnumerable<XElement> Kids(this XElement element, string name) => element.Elements().Where(kid => kid.Name.LocalName == name);

    public static XElement? Kid(this XElement? element, string name) => element?.Kids(name).FirstOrDefault();

    /// <summary>The text of the elements with this name, cleaned, empty ones left out.</summary>
    public static IEnumerable<string> Texts(this XElement? element, string name) =>
        element is null ? [] : element.Kids(name).Select(kid => kid.Said()).Where(text => text.Length > 0);

    /// <summary>The text of the first element with this name that has any.</summary>
    public static string? Text(this XElement? element, string name) => element.Texts(name).FirstOrDefault();

    public static string? Value(this XElement element, string name) =>
        element.Attributes().FirstOrDefault(attribute => attribute.Name.LocalName == name)?.Value.Trim();

    public static string Said(this XElement element) => PlainText.Long(DoubleEncoding.Repair(element.Value));

    private static XElement Element(XmlReader reader)
    {
        var element = new XElement(XName.Get(reader.LocalName, reader.NamespaceURI));
        for (var more = reader.MoveToFirstAttribute(); more; more = reader.MoveToNextAttribute())
        {
            if (reader.NamespaceURI != "http://www.w3.org/2000/xmlns/")
                element.SetAttributeValue(XName.Get(reader.LocalName, reader.NamespaceURI), reader.Value);
        }

        reader.MoveToElement();
        return element;
    }
}
