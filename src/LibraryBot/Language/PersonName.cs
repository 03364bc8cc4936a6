namespace LibraryBot.Language;

/// <summary>A person's name in words to find it by: academic titles and bracketed notes left out.</summary>
public static class PersonName
{
    private static readonly HashSet<string> Titles =
    [
        "dr", "drs", "dra", "prof", "ir", "hj", "ph", "phd", "skom", "spd", "sh", "se", "ssos", "shum", "sip", "st", "si", "kom", "pd", "hum", "sos",
        "mt", "msi", "mkom", "mpd", "mhum", "mm", "ma", "msc", "mba", "mlis", "bsc", "ba", "sc", "ed", "eds", "editor", "penyunting", "penerjemah", "dkk",
    ];

    public static IEnumerable<string> Words(string name) =>
        TextWords.Of(WithoutNotes(name)).Where(word => word.Length > 1 && !Titles.Contains(word));

    private static string WithoutNotes(string name)
    {
        var open = name.IndexOf('(', StringComparison.Ordinal);
        return open > 0 ? name[..open] : name;
    }
}
