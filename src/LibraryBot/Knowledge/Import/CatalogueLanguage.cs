using LibraryBot.Knowledge.Import.Marc;

namespace LibraryBot.Knowledge.Import;

/// <summary>A language as catalogues write it - a code, or a name in Indonesian or English - as ISO 639-1 where that has one.</summary>
internal static class CatalogueLanguage
{
    private static readonly Dictionary<string, string> Names = """
        id indonesia indonesian; en english inggris; ms melayu malay; jv jawa javanese; su sunda sundanese; ar arab arabic; nl belanda dutch;
        de jerman german; fr prancis perancis french; es spanyol spanish; zh mandarin cina tionghoa chinese; ja jepang japanese; ko korea korean;
        ru rusia russian; it italia italian; pt portugis portuguese; ban bali balinese; ace aceh acehnese; min minangkabau; mad madura madurese;
        bug bugis buginese
        """.Split(';', StringSplitOptions.TrimEntries).Select(line => line.Split(' ')).SelectMany(names => names.Skip(1).Select(name => (name, code: names[0]))).ToDictionary(pair => pair.name, pair => pair.code);

    /// <summary>Null: no language is named ("und", "zxx", nothing). A name that is not known here stays as it is written.</summary>
    public static string? Of(string? text)
    {
        var name = (text ?? "").Trim().ToLowerInvariant();
        name = name.StartsWith("bahasa ", StringComparison.Ordinal) ? name[7..] : name;
        if (Names.GetValueOrDefault(name) is { } code)
            return code;
        return name.Split('-', '_')[0] is { Length: 2 or 3 } written ? MarcLanguages.Find(written) : name.Length > 0 ? name : null;
    }
}
