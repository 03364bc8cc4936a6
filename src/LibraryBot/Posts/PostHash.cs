using System.Security.Cryptography;
using System.Text.Json;

namespace LibraryBot.Posts;

/// <summary>What an approval is bound to: texts, pictures (by the hash of their bytes), alt texts, destinations and time of one version.</summary>
public static class PostHash
{
    public static string Of(Post post)
    {
        var bound = JsonSerializer.SerializeToUtf8Bytes(new
        {
            post.Number,
            post.Version,
            post.Text,
            post.OtherText,
            post.Pictures,
            Networks = post.Networks.OrderBy(network => network.Key, StringComparer.Ordinal),
            post.Destinations,
            DueAt = post.DueAt?.UtcTicks,
        });
        return Convert.ToHexString(SHA256.HashData(bound));
    }

    /// <summary>The first letters of a hash, as people see it in chat.</summary>
    public static string Short(string hash) => hash[..8].ToLowerInvariant();
}
