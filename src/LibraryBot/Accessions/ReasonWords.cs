using System.Text.RegularExpressions;
using LibraryBot.Dialogs;
using LibraryBot.Language;

namespace LibraryBot.Accessions;

/// <summary>
/// Why something of a file or a source cannot be used, in words of the library's people. Importers say it in one English line; what is
/// said often has a text in dialogs/accessions, the rest stays as it is.
/// </summary>
internal static partial class ReasonWords
{
    private static readonly (Regex Line, string Key)[] Known =
    [
        (Title(), "reason.no_title"), (Start(), "reason.no_start"), (Fields(), "reason.fields"), (QuotationMark(), "reason.quotation"),
        (Twice(), "reason.twice"), (Location(), "reason.location"), (Belongs(), "reason.belongs"), (Unreadable(), "reason.unreadable"),
        (NotOpen(), "reason.not_open"), (Answered(), "reason.answered"), (Silent(), "reason.silent"), (Unreached(), "reason.unreached"),
        (NoLink(), "reason.no_link"), (NoCalendar(), "reason.no_calendar"), (NotKnowledge(), "reason.no_knowledge"), (NoJson(), "reason.no_json"),
        (TooLarge(), "reason.too_large"), (NoText(), "reason.no_text"), (SlimsOther(), "reason.slims"),
    ];

    public static string Of(Words words, Lang lang, string line)
    {
        var plain = line.EndsWith("; skipped", StringComparison.Ordinal) ? line[..^"; skipped".Length] : line;
        foreach (var (pattern, key) in Known)
        {
            if (pattern.Match(plain) is { Success: true } match)
                return words.Say(lang, "accessions", key, [.. match.Groups.Keys.Where(name => !char.IsDigit(name[0])).Select(name => (name, name == "where" ? Place(words, lang, match.Groups[name].Value) : match.Groups[name].Value))]).Trim();
        }

        return plain;
    }

    /// <summary>"titles line 12" and "row 4" in the reader's words; a path of a file stays as it is.</summary>
    private static string Place(Words words, Lang lang, string where) => Row().Match(where) is { Success: true } row
        ? words.Say(lang, "accessions", $"where.{row.Groups["unit"].Value}", ("number", row.Groups["number"].Value), ("rest", row.Groups["rest"].Value)).Trim()
        : where;

    [GeneratedRegex(@"^(?:titles |copies )?(?<unit>row|line|item|record) (?<number>\d+)(?<rest>.*)$")]
    private static partial Regex Row();

    [GeneratedRegex(@"^(?<where>.+): it has no title$")]
    private static partial Regex Title();

    [GeneratedRegex(@"^(?<where>.+): it has no start$")]
    private static partial Regex Start();

    [GeneratedRegex(@"^(?<where>.+): it has (?<count>\d+) fields, not (?<wanted>\d+)$")]
    private static partial Regex Fields();

    [GeneratedRegex("^(?<where>.+): a quotation mark is not closed$")]
    private static partial Regex QuotationMark();

    [GeneratedRegex("^(?<where>.+): the id (?<id>.+) appears twice; the later row is used$")]
    private static partial Regex Twice();

    [GeneratedRegex("^(?<where>.+): the location \"(?<name>.*)\" is none of the branches$")]
    private static partial Regex Location();

    [GeneratedRegex("^copies: (?<code>.+) belongs to no title of the export$")]
    private static partial Regex Belongs();

    [GeneratedRegex("^(?<where>[^:]+): it cannot be read$")]
    private static partial Regex Unreadable();

    [GeneratedRegex(@"^(?<host>\S+) is not on the open Internet\.$")]
    private static partial Regex NotOpen();

    [GeneratedRegex(@"^(?<host>\S+) answered (?<code>\d+)\.$")]
    private static partial Regex Answered();

    [GeneratedRegex(@"^(?<host>\S+) did not answer within")]
    private static partial Regex Silent();

    [GeneratedRegex(@"^(?<host>\S+) cannot be reached: ")]
    private static partial Regex Unreached();

    [GeneratedRegex(@"^(?<link>.+) is not an http or https link\.$")]
    private static partial Regex NoLink();

    [GeneratedRegex(@"^(?<file>.+) is not an iCalendar file\.$")]
    private static partial Regex NoCalendar();

    [GeneratedRegex(@"^(?<file>.+) is not a knowledge file: none of .+$")]
    private static partial Regex NotKnowledge();

    [GeneratedRegex(@"^(?<file>.+) is not a knowledge file: it is not JSON \(line (?<line>\d+)\)\.$")]
    private static partial Regex NoJson();

    [GeneratedRegex(@"larger than (?<size>\d+) MB\.$")]
    private static partial Regex TooLarge();

    [GeneratedRegex(@"^(?<file>.+) is not a text file\.$")]
    private static partial Regex NoText();

    [GeneratedRegex(@"^(?<file>.+) is not the SLiMS export of .+$")]
    private static partial Regex SlimsOther();
}
