using System.Text.RegularExpressions;

namespace LibraryBot.Publishing;

/// <summary>
/// How much text a network takes. Lengths are UTF-16 units, in which Telegram and Meta count at their strictest
/// (core.telegram.org/bots/api#sendmessage; developers.facebook.com/docs/instagram-platform, content publishing).
/// </summary>
/// <param name="CaptionAtMost">Of a text that hangs on a picture; a longer one follows its picture in a message of its own.</param>
public sealed partial record NetworkLimits(int TextAtMost, int? CaptionAtMost = null, int? HashtagsAtMost = null)
{
    /// <summary>The limits of a kind of destination.</summary>
    /// <param name="hashtags">How many Instagram takes.</param>
    public static NetworkLimits Of(string kind, int hashtags) => kind switch
    {
        Destination.Facebook => new NetworkLimits(63_206),
        Destination.Instagram => new NetworkLimits(2_200, HashtagsAtMost: hashtags),
        _ => new NetworkLimits(4_096, CaptionAtMost: 1_024),
    };

    public static int HashtagsIn(string text) => Hashtag().Count(text);

    [GeneratedRegex(@"(?<![\p{L}\p{N}_&])#[\p{L}\p{N}_]*\p{L}[\p{L}\p{N}_]*")]
    private static partial Regex Hashtag();
}
