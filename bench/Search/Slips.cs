namespace LibraryBot.Bench.Search;

/// <summary>Slips of the pen, as chance will have them.</summary>
internal sealed class Slips(Random random)
{
    /// <summary>A word of fewer letters is not slipped in.</summary>
    public const int Shortest = 4;

    /// <summary>One letter left out, doubled or changed, or two neighbours swapped, at any place.</summary>
    public string In(string word)
    {
        var slipped = word;
        while (slipped == word)
        {
            var at = random.Next(word.Length);
            slipped = random.Next(4) switch
            {
                0 => word.Remove(at, 1),
                1 => word.Insert(at, word[at].ToString()),
                2 => $"{word[..at]}{(char)('a' + random.Next(26))}{word[(at + 1)..]}",
                _ when at + 1 < word.Length => $"{word[..at]}{word[at + 1]}{word[at]}{word[(at + 2)..]}",
                _ => word,
            };
        }

        return slipped;
    }
}
