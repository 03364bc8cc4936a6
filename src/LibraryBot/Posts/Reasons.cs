using LibraryBot.Dialogs;
using LibraryBot.Language;

namespace LibraryBot.Posts;

/// <summary>Why something did not go out, in the reader's language: our own reasons are texts, a network's own words stay what they are.</summary>
internal static class Reasons
{
    /// <param name="why">A key of "why." in dialogs/broadcast or "news.why." in dialogs/common, perhaps with an amount behind it; or plain words.</param>
    public static string Of(Words words, Lang lang, string? why)
    {
        var (key, amount) = (why ?? "").Split(' ', 2) is [var first, var rest] ? (first, rest) : (why ?? "", "");
        if (words.Has("broadcast", "why." + key, lang))
            return words.Say(lang, "broadcast", "why." + key, ("count", amount)).Trim();
        return words.Has(Words.Common, "news.why." + key, lang) ? words.Say(lang, Words.Common, "news.why." + key).Trim() : why ?? "";
    }
}
