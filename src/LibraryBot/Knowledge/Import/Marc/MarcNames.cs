namespace LibraryBot.Knowledge.Import.Marc;

/// <summary>Persons and bodies as the catalogue writes them, without dates, fuller forms and what they did for the book.</summary>
internal static class MarcNames
{
    public static IReadOnlyList<string> All(MarcRecord record) =>
        MarcTidy.List(record.Of("100", "110", "111", "700", "710", "711", "720").Select(Of));

    /// <summary>"Toer, Pramoedya Ananta"; "John Paul II"; "Indonesia. Departemen Agama".</summary>
    public static string Of(MarcField field)
    {
        var linked = field.Tag == "880" && field.First('6') is { Length: >= 3 } link ? link : field.Tag;
        var joint = linked is [_, '1', '0', ..] ? ". " : " ";
        return string.Join(joint, field.All("ab").Select(MarcTidy.Part).Where(part => part.Length > 0));
    }
}
