namespace LibraryBot.Knowledge.Import.Marc;

/// <summary>What leader/06 says a record describes. A catalogue's export may hold more than what patrons look for.</summary>
internal static class MarcKinds
{
    /// <summary>Why the record is no book, or null when it is something that a library holds.</summary>
    public static string? Refusal(MarcRecord record) => record.Type switch
    {
        'z' => "it is an authority record, not a book",
        'u' or 'v' or 'x' or 'y' => "it is a holdings record, not a book",
        'q' => "it is a community information record, not a book",
        'w' => "it is a classification record, not a book",
        _ => null,
    };

    /// <summary>UNIMARC keeps the title in 200, which MARC 21 has not.</summary>
    public static bool IsUnimarc(MarcRecord record) => record.First("245", 'a') is null && record.First("200", 'a') is not null;
}
