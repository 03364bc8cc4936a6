namespace LibraryBot.Knowledge.Import;

/// <summary>A language as catalogues write it - ISO 639-1, 639-2, or a name in Indonesian or English - as ISO 639-1.</summary>
internal static class CatalogueLanguage
{
    private static readonly string[][] Known =
    [
        ["id", "ind", "indonesia", "indonesian"],
        ["en", "eng", "english", "inggris"],
        ["ms", "may", "msa", "melayu", "malay"],
        ["jv", "jav", "jawa", "javanese"],
        ["su", "sun", "sunda", "sundanese"],
        ["ar", "ara", "arab", "arabic"],
        ["nl", "dut", "nld", "belanda", "dutch"],
        ["de", "ger", "deu", "jerman", "german"],
        ["fr", "fre", "fra", "prancis", "perancis", "french"],
        ["es", "spa", "spanyol", "spanish"],
        ["zh", "chi", "zho", "mandarin", "cina", "tionghoa", "chinese"],
        ["ja", "jpn", "jepang", "japanese"],
        ["ko", "kor", "korea", "korean"],
        ["ru", "rus", "rusia", "russian"],
        ["it", "ita", "italia", "italian"],
        ["pt", "por", "portugis", "portuguese"],
        ["ban", "bali", "balinese"],
        ["ace", "aceh", "acehnese"],
        ["min", "minangkabau"],
        ["mad", "madura", "madurese"],
        ["bug", "bugis", "buginese"],
    ];

    private static readonly Dictionary<string, string> Codes = Known.SelectMany(names => names.Select(name => (name, code: names[0]))).ToDictionary(pair => pair.name, pair => pair.code);

    /// <summary>Null: no language is named ("und", "zxx", nothing). What is not known here stays as it is written.</summary>
    public static string? Of(string? text)
    {
        var name = (text ?? "").Trim().ToLowerInvariant();
        name = name.StartsWith("bahasa ", StringComparison.Ordinal) ? name[7..] : name;
        if (name.Length == 0 || name is "und" or "zxx" or "mul" or "mis")
            return null;
        return Codes.GetValueOrDefault(name) ?? Codes.GetValueOrDefault(name.Split('-', '_')[0]) ?? name;
    }
}
