using System.Text;
using System.Xml;
using LibraryBot.Knowledge.Import.Xml;

namespace LibraryBot.Knowledge.Import.Marc;

/// <summary>
/// Reads one record of MARCXML, whatever its namespace or prefix. INLISLite writes "#" for a blank indicator and "$" where the
/// code of a subfield is missing; both are read as what they stand for.
/// </summary>
internal static class MarcXmlRecord
{
    private const int LettersAtMost = 1 << 20;
    private const int LettersOfField = 20;

    /// <summary>
    /// From a reader that stands on an element "record" to the end of that record. An element "record" around it, as OAI-PMH
    /// has it, is passed through.
    /// </summary>
    /// <returns>Null when the element holds nothing of MARC.</returns>
    /// <exception cref="BrokenRow">The record cannot be used; the reader stands on its end, and the next can be read.</exception>
    /// <exception cref="XmlException">The XML is not well-formed, or nested beyond reason.</exception>
    public static MarcRecord? Read(XmlReader reader)
    {
        if (reader.IsEmptyElement)
            return null;
        var depth = reader.Depth;
        var parts = new MarcXmlParts();
        while (reader.Advance())
        {
            if (reader.NodeType == XmlNodeType.EndElement && reader.Depth == depth)
                return parts.Record();
            if (reader.NodeType != XmlNodeType.Element)
                continue;
            if (reader.LocalName == "record" && parts.IsEmpty && !reader.IsEmptyElement)
                depth = reader.Depth;
            else if (reader.Depth == depth + 1)
                Take(reader, parts);
        }

        return parts.Record();
    }

    private static void Take(XmlReader reader, MarcXmlParts parts)
    {
        switch (reader.LocalName)
        {
            case "leader":
                parts.Leader = Text(reader, parts);
                break;
            case "controlfield":
                parts.AddControl(reader.GetAttribute("tag"), Text(reader, parts));
                break;
            case "datafield":
                TakeDataField(reader, parts);
                break;
        }
    }

    private static void TakeDataField(XmlReader reader, MarcXmlParts parts)
    {
        var (tag, first, second) = (reader.GetAttribute("tag"), reader.GetAttribute("ind1"), reader.GetAttribute("ind2"));
        var subfields = new List<MarcSubfield>(4);
        var depth = reader.Depth;
        if (!reader.IsEmptyElement)
        {
            while (reader.Advance() && !(reader.NodeType == XmlNodeType.EndElement && reader.Depth == depth))
            {
                if (reader.NodeType == XmlNodeType.Element && reader.Depth == depth + 1 && reader.LocalName == "subfield" && parts.HasRoomFor(LettersOfField))
                    subfields.Add(new MarcSubfield(Code(reader.GetAttribute("code"), subfields.Count == 0), Text(reader, parts)));
            }
        }

        parts.AddData(tag, Indicator(first), Indicator(second), subfields);
    }

    private static char Indicator(string? written) => written is [var indicator, ..] && indicator is not ('#' or '\\') ? indicator : ' ';

    // A field that has only text lost its code "a" on the way; a later text without a code belongs to nobody.
    private static char Code(string? written, bool isFirst) => written is [var code, ..] && code != '$' && code != ' ' ? code : isFirst ? 'a' : '?';

    private static string Text(XmlReader reader, MarcXmlParts parts)
    {
        if (reader.IsEmptyElement)
            return "";
        var depth = reader.Depth;
        string? only = null;
        StringBuilder? more = null;
        while (reader.Advance() && !(reader.NodeType == XmlNodeType.EndElement && reader.Depth == depth))
        {
            if (reader.NodeType is not (XmlNodeType.Text or XmlNodeType.CDATA or XmlNodeType.SignificantWhitespace or XmlNodeType.Whitespace) || !parts.HasRoomFor(reader.Value.Length))
                continue;
            if (only is null)
                only = reader.Value;
            else
                (more ??= new StringBuilder(only)).Append(reader.Value);
        }

        return CharacterReferences.Resolve((more?.ToString() ?? only ?? "").Trim('\r', '\n', '\t'));
    }

    /// <summary>What was read of a record, and what is wrong with it.</summary>
    private sealed class MarcXmlParts
    {
        private readonly List<MarcField> fields = [];
        private int letters;
        private string? fault;

        public string? Leader { get; set; }

        public bool IsEmpty => Leader is null && fields.Count == 0 && fault is null;

        public bool HasRoomFor(int more)
        {
            letters = more > LettersAtMost - letters ? LettersAtMost : letters + more;
            if (letters >= LettersAtMost)
                fault ??= "it is larger than 1 MB";
            return letters < LettersAtMost;
        }

        public void AddControl(string? tag, string value)
        {
            if (Tag(tag) is { } known && HasRoomFor(LettersOfField))
                fields.Add(MarcField.OfControl(known, value));
        }

        public void AddData(string? tag, char first, char second, List<MarcSubfield> subfields)
        {
            if (Tag(tag) is { } known && HasRoomFor(LettersOfField))
                fields.Add(new MarcField(known, first, second, null, subfields));
        }

        public MarcRecord? Record() => fault is not null ? throw new BrokenRow(fault) : IsEmpty ? null : new MarcRecord(Leader ?? "", fields);

        private string? Tag(string? written)
        {
            var tag = written?.Trim() ?? "";
            if (tag.Length is > 0 and <= 3 && tag.All(char.IsAsciiLetterOrDigit))
                return tag.PadLeft(3, '0');
            fault ??= tag.Length == 0 ? "it has a field without a tag" : $"it has a field with the tag \"{PlainText.Line(tag)}\"";
            return null;
        }
    }
}
