using System.Security.Cryptography;
using System.Text.Json;

namespace LibraryBot.Posts;

/// <summary>What an approval is bound to: texts, pictures, alt texts and destinations of one version.</summary>
public static class PostHash
{
    public static string Of(Post post)
    {
        var bound = JsonSerializer.SerializeToUtf8Bytes(new { post.Number, post.Version, post.Text, post.OtherText, post.Pictures, post.Destinations });
        return Convert.ToHexString(SHA256.HashData(bound));
    }

    /// <summary>The first letters of a hash, as people see it in chat.</summary>
    public static string Short(string hash) => hash[..8].ToLowerInvariant();
}
