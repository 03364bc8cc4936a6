using System.Xml;
using LibraryBot.Knowledge.Import.Xml;

namespace LibraryBot.Knowledge.Import.Marc;

/// <summary>The records of a document one after another, until it ends or is not well-formed any more.</summary>
internal sealed class MarcXmlRecords(XmlReader reader)
{
    private MarcRecord? current;
    private BrokenRow? fault;

    /// <summary>How many records were found, broken ones among them.</summary>
    public int Number { get; private set; }

    /// <summary>An element "collection" with nothing in it: a catalogue without books is one too.</summary>
    public bool IsEmptyCollection { get; private set; }

    /// <summary>Why reading ended before the end of the document ("line 12: ..."), or null.</summary>
    public string? Trouble { get; private set; }

    /// <exception cref="BrokenRow">The record cannot be used; the next one can be read.</exception>
    public MarcRecord Current => fault is null ? current! : throw fault;

    public bool MoveNext()
    {
        try
        {
            while (reader.Advance())
            {
                if (reader.NodeType == XmlNodeType.Element && Take())
                    return true;
            }
        }
        catch (XmlException broken)
        {
            Trouble = Told(broken);
        }

        return false;
    }

    private bool Take()
    {
        IsEmptyCollection |= reader.Depth == 0 && reader.LocalName == "collection";
        if (reader.LocalName != "record" || !Read())
            return false;
        Number++;
        return true;
    }

    private bool Read()
    {
        (current, fault) = (null, null);
        try
        {
            current = MarcXmlRecord.Read(reader);
        }
        catch (BrokenRow broken)
        {
            fault = broken;
        }

        return current is not null || fault is not null;
    }

    private string Told(XmlException broken)
    {
        var line = Math.Max(1, Math.Max(broken.LineNumber, ((IXmlLineInfo)reader).LineNumber));
        return $"line {line}: {Why(broken)}";
    }

    /// <summary>The runtime's own words are for programmers, and name a setting of theirs.</summary>
    internal static string Why(XmlException broken) => broken is BoundlessXml ? broken.Message
        : broken.Message.Contains("DTD", StringComparison.Ordinal) ? "a document type is never read" : "here it breaks off or is malformed";
}
