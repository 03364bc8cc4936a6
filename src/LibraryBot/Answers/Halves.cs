using System.Text.RegularExpressions;

namespace LibraryBot.Answers;

/// <summary>
/// Cuts a question with two questions in it: "besok buka jam berapa dan ada buku baru soal AI?". A cut is made only where
/// both sides stand on their own, so that "buku ekonomi dan bisnis" stays one.
/// </summary>
internal static partial class Halves
{
    private const int AtMost = 3;

    /// <summary>Where a text has more joints than this, its questions are not told apart: each try reads both sides anew.</summary>
    private const int JointsTried = 4;
    /// <param name="standsAlone">Whether a piece of text is a question by itself.</param>
    /// <param name="goesOn">Whether it is one after another that stands alone.</param>
    /// <param name="isWhole">Whether a place in the text must not be cut.</param>
    public static IReadOnlyList<string> Of(string text, Func<string, bool> standsAlone, Func<string, bool> goesOn, Func<int, bool>? isWhole = null)
    {
        var parts = new List<string>();
        while (parts.Count < AtMost && Cut(text, standsAlone, goesOn, isWhole) is var (left, right))
        {
            parts.Add(left);
            // The places that must not be cut are those of the whole text.
            (text, isWhole) = (right, null);
        }

        return parts.Count < AtMost ? [.. parts, text] : parts;
    }

    private static (string Left, string Right)? Cut(string text, Func<string, bool> standsAlone, Func<string, bool> goesOn, Func<int, bool>? isWhole)
    {
        var tried = 0;
        foreach (Match joint in Joint().Matches(text))
        {
            var (left, right) = (text[..joint.Index].Trim(), text[(joint.Index + joint.Length)..].Trim());
            if (isWhole?.Invoke(joint.Index) == true)
                continue;
            if (joint.Value.Trim() is "," && !(Begins(right) && Sentences.IsAsking(left)))
                continue;
            if (Sentences.TellsOfHimself(left) || (joint.Value.Trim() is "," && Sentences.IsCondition(left)))
                continue;
            if (left.Length < 3 || right.Length < 3 || (!left.Contains(' ', StringComparison.Ordinal) && !joint.Value.Contains('?', StringComparison.Ordinal)))
                continue;
            if (++tried > JointsTried)
                break;
            if (standsAlone(left) && (standsAlone(right) || goesOn(right)))
                return (left, right);
        }

        return null;
    }

    // A comma alone joins as often as it parts: "rusak, gimana dong".
    private static bool Begins(string part) => part.Split(' ', StringSplitOptions.RemoveEmptyEntries).Take(1).Any(word => Sentences.Starters.Contains(word.ToLowerInvariant().Trim('?', ',')));

    [GeneratedRegex(@"[?!;\n]+\s*(?:(?:dan|terus|trus|lalu|juga|and|also|oh ya|oya|sekalian|sama|serta|plus)\b)?|[.,]\s+(?:(?:dan|terus|trus|lalu|juga|serta|sekalian|sama|and|also|plus|then)\b)?|\s+(?:dan|serta|terus|trus|sekalian|plus|lalu|sama|sm|and also|and|&|\+)\s+", RegexOptions.IgnoreCase)]
    private static partial Regex Joint();
}
