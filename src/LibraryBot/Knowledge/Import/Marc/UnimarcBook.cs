namespace LibraryBot.Knowledge.Import.Marc;

/// <summary>A record of UNIMARC, as far as a library needs it to be found: the parts of MARC 21 under other numbers.</summary>
internal static class UnimarcBook
{
    private const string NameTags = "700 701 702 710 711 712 720";

    public static Book Of(MarcRecord record)
    {
        var title = record.Of("200").Select(Title).FirstOrDefault(text => text.Length > 0) ?? throw new BrokenRow("it has no title (200)");
        return new Book("", PlainText.Line(title))
        {
            OtherTitles = MarcTidy.List(record.Of("500", "510", "517", "454").Select(field => MarcTidy.Part(field.First('a')))),
            Authors = MarcTidy.List(record.Of(NameTags.Split(' ')).Select(Name)),
            Subjects = MarcTidy.List(record.Of("600", "601", "606", "607", "610").Select(Subject)),
            Isbn = MarcBook.Isbn(record.Of("010")),
            Year = record.Of("210", "214").SelectMany(field => field.All("d")).Select(MarcDates.Printed).FirstOrDefault(year => year is not null),
            Publisher = Imprint(record, 'c'),
            Place = Imprint(record, 'a'),
            Edition = MarcTidy.OrNull(MarcTidy.Part(record.First("205", 'a'))),
            Series = MarcTidy.OrNull(MarcTidy.Part(record.First("225", 'a'))),
            Summary = MarcTidy.OrNull(PlainText.Long(DoubleEncoding.Repair(record.First("330", 'a') ?? ""))),
            Class = MarcTidy.OrNull(MarcTidy.Line(record.First("676", 'a'))),
            Language = MarcLanguages.Find(record.First("101", 'a')),
        };
    }

    private static string Title(MarcField field)
    {
        var rest = MarcTidy.Part(field.First('e'));
        var main = string.Join(". ", new[] { field.First('a'), field.First('h'), field.First('i') }.Select(MarcTidy.Part).Where(part => part.Length > 0));
        return rest.Length > 0 ? $"{main} : {rest}" : main;
    }

    // The comma between surname and given name is not always written.
    private static string Name(MarcField field) =>
        string.Join(field.Tag[1] == '1' ? ". " : ", ", field.All("ab").Select(MarcTidy.Part).Where(part => part.Length > 0));

    private static string Subject(MarcField field) =>
        string.Join(" - ", field.All(field.Tag == "600" ? "ab" : "a").Concat(field.All("jxyz")).Select(MarcTidy.Part).Where(part => part.Length > 0));

    private static string? Imprint(MarcRecord record, char code) =>
        record.Of("210", "214").Select(field => MarcTidy.WithoutBrackets(MarcTidy.Line(field.First(code)))).FirstOrDefault(text => text is not null);
}
