using System.Text;

namespace LibraryBot.Knowledge.Import.Marc;

/// <summary>The title of a record (245) and the other titles it is found under.</summary>
internal static class MarcTitles
{
    private static readonly string[] Others = ["246", "740", "130", "240"];
    private static readonly HashSet<string> LinkedTitles = ["245", "246", "740", "130", "240"];
    private static readonly HashSet<string> LinkedNames = ["100", "110", "111", "700", "710", "711"];

    /// <summary>"Title : the rest. Part 2, its name". What sorting passes over stays: it belongs to the title.</summary>
    /// <exception cref="BrokenRow">There is none.</exception>
    public static string Of(MarcRecord record)
    {
        var own = record.Of("245");
        var title = own.Select(Joined).Concat(own.Select(OfArchive)).Concat(Linked(record, LinkedTitles).Select(Joined)).FirstOrDefault(text => text.Length > 0);
        return title is null ? throw new BrokenRow("it has no title (245)") : PlainText.Line(title);
    }

    /// <summary>Variants, uniform titles, and in their own script what 880 repeats of titles and names.</summary>
    public static IReadOnlyList<string> OthersOf(MarcRecord record, string title) => MarcTidy.List(record.Of(Others).Select(Joined)
        .Concat(Linked(record, LinkedTitles).Select(Joined))
        .Concat(Linked(record, LinkedNames).Select(MarcNames.Of))
        .Where(other => other != title));

    public static string Joined(MarcField field)
    {
        var title = new StringBuilder();
        var before = default(MarcSubfield);
        foreach (var subfield in field.Subfields)
        {
            if (subfield.Code is not ('a' or 'b' or 'n' or 'p') || MarcTidy.Part(subfield.Text) is not { Length: > 0 } part)
                continue;
            if (title.Length > 0)
                title.Append(Joint(before, subfield));
            title.Append(part);
            before = subfield;
        }

        return title.ToString();
    }

    // The sign of a parallel title is written at the end of what stands before it, by some at the beginning of the title itself.
    private static string Joint(MarcSubfield before, MarcSubfield subfield) => (before.Code, subfield.Code) switch
    {
        (_, 'b') => before.Text.TrimEnd().EndsWith('=') || subfield.Text.TrimStart().StartsWith('=') ? " = " : " : ",
        ('n', 'p') => ", ",
        _ => ". ",
    };

    // An archive may have no more of a title than what it is ("Papers") and when.
    private static string OfArchive(MarcField field) => MarcTidy.Part(string.Join(' ', field.All("kfg")));

    /// <summary>The fields 880 that repeat a field of one of these tags: "$6 245-01/(2/r".</summary>
    private static IEnumerable<MarcField> Linked(MarcRecord record, HashSet<string> tags) =>
        record.Of("880").Where(field => field.First('6') is { Length: >= 3 } link && tags.Contains(link.Trim()[..3]));
}
