using System.Text;
using System.Text.RegularExpressions;

namespace LibraryBot.Knowledge.Import;

/// <summary>Text from outside made fit to show: one line, no control or direction-changing letters, composed, capped.</summary>
internal static partial class PlainText
{
    public const int LongTextAtMost = 4000;
    private const int LineAtMost = 500;

    public static string Line(string text) => Clean(text, LineAtMost);

    public static string Long(string text) => Clean(text, LongTextAtMost);

    private static string Clean(string text, int atMost)
    {
        if (IsPlain(text) && text.Length <= atMost)
            return text;
        var line = Spaces().Replace(Unseen().Replace(text, " "), " ").Trim();
        try
        {
            line = line.Normalize(NormalizationForm.FormC);
        }
        catch (ArgumentException)
        {
            line = line.Replace('\uFFFD', '?');
        }

        return line.Length <= atMost ? line : line[..(char.IsHighSurrogate(line[atMost - 1]) ? atMost - 1 : atMost)];
    }

    // Most text of a catalogue is, and a catalogue has millions of texts.
    private static bool IsPlain(string text) =>
        text.AsSpan().IndexOfAnyExceptInRange(' ', '~') < 0 && text is not ([' ', ..] or [.., ' ']) && !text.Contains("  ", StringComparison.Ordinal);

    [GeneratedRegex(@"[\p{Cc}\u200E\u200F\u202A-\u202E\u2066-\u2069\uFEFF]")]
    private static partial Regex Unseen();

    [GeneratedRegex(@"\s+")]
    private static partial Regex Spaces();
}
