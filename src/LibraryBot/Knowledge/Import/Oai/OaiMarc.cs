using System.Xml.Linq;
using LibraryBot.Knowledge.Import.Xml;

namespace LibraryBot.Knowledge.Import.Oai;

/// <summary>The form of MARC that came before MARCXML (openarchives.org/OAI/1.1/oai_marc): other names, and the leader in attributes.</summary>
internal static class OaiMarc
{
    public static XElement AsMarcXml(XElement oaiMarc) => new("record", new XElement("leader", Leader(oaiMarc)),
        oaiMarc.Elements().Select(field => field.Name.LocalName switch
        {
            "fixfield" => new XElement("controlfield", new XAttribute("tag", Tag(field)), Unquoted(field.Value)),
            "varfield" => new XElement("datafield", new XAttribute("tag", Tag(field)), new XAttribute("ind1", field.Value("i1") ?? " "), new XAttribute("ind2", field.Value("i2") ?? " "),
                field.Kids("subfield").Select(part => new XElement("subfield", new XAttribute("code", part.Value("label") ?? ""), part.Value))),
            _ => null,
        }));

    // Only the places that tell what kind of record it is; the others are about the record's own bytes.
    private static string Leader(XElement oaiMarc)
    {
        char Place(string name, char usual) => oaiMarc.Value(name) is [var letter, ..] ? letter : usual;
        return $"00000{Place("status", 'n')}{Place("type", 'a')}{Place("level", 'm')} a2200000 {Place("catForm", ' ')} 4500";
    }

    private static string Tag(XElement field) => field.Value("id")?.PadLeft(3, '0') ?? "";

    // The schema puts fixed fields into quotation marks.
    private static string Unquoted(string text) => text.Trim() is ['"', .., '"'] quoted ? quoted[1..^1] : text;
}
