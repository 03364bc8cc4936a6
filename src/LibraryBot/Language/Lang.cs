namespace LibraryBot.Language;

/// <summary>The languages that the bot speaks. Indonesian comes first wherever nothing tells.</summary>
public enum Lang
{
    Id,
    En,
}

public static class LangCodes
{
    /// <summary>"id" or "en".</summary>
    public static string Code(this Lang lang) => lang == Lang.En ? "en" : "id";

    /// <summary>Reads "id", "en", "id-ID", "en-US" ...; null for any other language.</summary>
    public static Lang? Read(string? code) => code?.Split('-', '_')[0].ToLowerInvariant() switch
    {
        "id" or "in" => Lang.Id,
        "en" => Lang.En,
        _ => null,
    };
}
