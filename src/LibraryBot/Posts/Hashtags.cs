using System.Globalization;

namespace LibraryBot.Posts;

/// <summary>The tags of a post: the library's own first, then those of the kind, five at most (Instagram counts no more).</summary>
internal static class Hashtags
{
    private const int AtMost = 5;

    /// <param name="kinds">The tags of the kind as dialogs/ holds them, with spaces between.</param>
    public static string Of(string library, string kinds)
    {
        var tags = kinds.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries).Prepend(OfName(library));
        return string.Join(' ', tags.Where(tag => tag.Length > 1).Distinct(StringComparer.OrdinalIgnoreCase).Take(AtMost));
    }

    /// <summary>"Perpustakaan Kota Bandung" is #PerpustakaanKotaBandung.</summary>
    private static string OfName(string name) => "#" + string.Concat(name.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries)
        .Select(word => string.Concat(word.Where(char.IsLetterOrDigit)))
        .Where(word => word.Length > 0)
        .Select(word => char.ToUpper(word[0], CultureInfo.InvariantCulture) + word[1..]));
}
