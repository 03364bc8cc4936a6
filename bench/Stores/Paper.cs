namespace LibraryBot.Bench.Stores;

/// <summary>A record of the size and shape of what the bot keeps.</summary>
/// <param name="Word">What it is found by in a text index; null where it is not in one.</param>
/// <param name="Number">What it is found by in an index of moments or counts.</param>
internal sealed record Paper(string Id, string? Word, long? Number, string Body);

/// <summary>A collection of papers, and whether it has an index over their words and over their numbers.</summary>
internal sealed record Shelf(string Name, bool ByWord = false, bool ByNumber = false);

/// <summary>Text to fill papers with: a piece of the same made-up prose, from anywhere in it.</summary>
internal static class Prose
{
    private const int Longest = 16 * 1024;
    private static readonly string Text = Write(2 * Longest);

    public static string Of(int length, long from) => Text.Substring((int)(from * 7919 % Longest), Math.Min(length, Longest));

    private static string Write(int length)
    {
        string[] words = ["pustaka", "buku", "pembaca", "rak", "koleksi", "\"Laut Bercerita\"", "kegiatan", "pukul 09.00", "pameran", "katalog", "naskah", "arsip"];
        var random = new Random(2026);
        var text = new System.Text.StringBuilder(length + 20);
        while (text.Length < length)
            text.Append(words[random.Next(words.Length)]).Append(' ').Append(random.Next(1000)).Append(' ');
        return text.ToString();
    }
}
