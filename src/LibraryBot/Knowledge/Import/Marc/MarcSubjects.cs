namespace LibraryBot.Knowledge.Import.Marc;

/// <summary>Subject headings (600 to 651, 655) with their subdivisions: "Islam - Sejarah - Indonesia"; 653 gives keywords.</summary>
internal static class MarcSubjects
{
    private static readonly string[] Headings = ["600", "610", "611", "630", "647", "648", "650", "651", "655"];

    public static IReadOnlyList<string> Of(MarcRecord record) => MarcTidy.List(record.Of(Headings).Select(Heading)
        .Concat(record.Of("653").SelectMany(field => field.All("a")).Select(MarcTidy.Part)));

    private static string Heading(MarcField field)
    {
        var main = field.Tag is "600" or "610" ? MarcNames.Of(field) : MarcTidy.Part(field.First('a'));
        var work = MarcTidy.Part(field.First('t'));
        return string.Join(" - ", field.All("xyzv").Select(MarcTidy.Part).Prepend(work.Length > 0 ? $"{main}. {work}" : main).Where(part => part.Length > 0));
    }
}
