using System.Text.RegularExpressions;

namespace LibraryBot.Tests.Support;

/// <summary>Which captions Instagram takes. Letters are counted in UTF-16 units, the stricter way.</summary>
internal static partial class GraphCaptionRules
{
    private const int MostLetters = 2200;
    private const int MostMentions = 20;

    public static void Check(string caption, GraphHabits habits)
    {
        if (caption.Length > MostLetters)
            throw GraphRefusal.Instagram(36004, 2207010, "The caption is too long.", "Caption too long", "The caption is too long. It should be at most 2,200 characters.");
        if (Mention().Count(caption) > MostMentions)
            throw GraphRefusal.Instagram(100, 2207040, "(#100) Too many mentions", "Too many tags", "Cannot use more than 20 tags per created media.");
        if (Hashtag().Count(caption) > habits.HashtagLimit)
            throw GraphRefusal.Instagram(100, habits.HashtagSubcode, "(#100) Too many hashtags", "Too many hashtags", $"Cannot use more than {habits.HashtagLimit} hashtags.");
    }

    [GeneratedRegex(@"(?<![\w.])@[A-Za-z0-9_.]+")]
    private static partial Regex Mention();

    [GeneratedRegex(@"#\w*\p{L}\w*")]
    private static partial Regex Hashtag();
}
