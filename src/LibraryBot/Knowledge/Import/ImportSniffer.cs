using System.Text;
using System.Text.RegularExpressions;

namespace LibraryBot.Knowledge.Import;

/// <summary>What a file is, as far as there is an importer for it.</summary>
internal enum ImportKind
{
    Library,
    Marc,
    MarcXml,
    Calendar,

    /// <summary>The half of a SLiMS pair with the titles, and the half with the copies; one without the other is worth asking for.</summary>
    SlimsTitles,
    SlimsCopies,
    Sheet,
    Feed,
}

/// <summary>Tells by a file's name and its first bytes which importer it is for. The bytes count; a name decides only where they say nothing.</summary>
internal static partial class ImportSniffer
{
    /// <summary>As many of the first bytes as are ever looked at.</summary>
    public const int BytesWanted = 4096;

    /// <summary>Null: none of them.</summary>
    public static ImportKind? Of(string name, ReadOnlySpan<byte> first)
    {
        var ending = Path.GetExtension(name).ToLowerInvariant();
        if (first.StartsWith("PK\u0003\u0004"u8))
            return ending is ".xlsx" or "" ? ImportKind.Sheet : null;
        var text = Text(first[..Math.Min(first.Length, BytesWanted)]);
        if (Leader().IsMatch(text))
            return ImportKind.Marc;
        if (text.Contains('\0'))
            return null;
        return text switch
        {
            ['{', ..] => ImportKind.Library,
            ['<', ..] => Markup(text),
            _ when text.StartsWith("BEGIN:VCALENDAR", StringComparison.OrdinalIgnoreCase) => ImportKind.Calendar,
            _ => Table(text, ending),
        };
    }

    private static ImportKind? Markup(string text)
    {
        if (Marc21().IsMatch(text))
            return ImportKind.MarcXml;
        return Feed().IsMatch(text) ? ImportKind.Feed : null;
    }

    private static ImportKind? Table(string text, string ending)
    {
        var header = text.Split('\n')[0].ToLowerInvariant();
        if (header.Contains("item_code", StringComparison.Ordinal) && header.Contains("gmd_name", StringComparison.Ordinal))
            return ImportKind.SlimsTitles;
        if (header.Contains("item_code", StringComparison.Ordinal) && header.Contains("coll_type_name", StringComparison.Ordinal))
            return ImportKind.SlimsCopies;
        return ending is ".csv" or ".tsv" ? ImportKind.Sheet : null;
    }

    private static string Text(ReadOnlySpan<byte> first)
    {
        var text = first switch
        {
            [0xFF, 0xFE, ..] => Encoding.Unicode.GetString(first[2..]),
            [0xFE, 0xFF, ..] => Encoding.BigEndianUnicode.GetString(first[2..]),
            [0xEF, 0xBB, 0xBF, ..] => Encoding.Latin1.GetString(first[3..]),
            _ => Encoding.Latin1.GetString(first),
        };
        return text.TrimStart();
    }

    /// <summary>ISO 2709: five digits of length, the kind of record, the base of its data, "4500" or nearly so.</summary>
    [GeneratedRegex(@"^[\d ]{5}[a-z ][a-z ][\x20-\x7e]{3}[\d ]{2}[\d ]{5}[\x20-\x7e]{3}[\d ]")]
    private static partial Regex Leader();

    [GeneratedRegex("""loc\.gov/MARC21/slim|<(?:\w{1,20}:)?(?:leader|datafield|controlfield)\b""", RegexOptions.IgnoreCase)]
    private static partial Regex Marc21();

    [GeneratedRegex("""<(?:rss|(?:\w{1,20}:)?RDF|(?:atom:)?feed)[\s>]""")]
    private static partial Regex Feed();
}
