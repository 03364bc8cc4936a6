using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using Microsoft.AspNetCore.WebUtilities;

namespace LibraryBot.Media;

/// <summary>Links to pictures that end by themselves. In the store a picture is only "media:{id}"; the link is made when it is shown.</summary>
public sealed class MediaLinks(byte[] key, TimeProvider clock)
{
    /// <summary>How a stored activity names a picture of ours in its contentUrl.</summary>
    public const string Scheme = "media:";

    private readonly byte[] key = HKDF.DeriveKey(HashAlgorithmName.SHA256, key, 32, info: "media links"u8.ToArray());

    /// <summary>"/media/{id}?e=..&amp;s=..", good for one to two hours: the same within an hour, so that browsers keep the picture.</summary>
    public string For(string mediaId)
    {
        var hour = clock.GetUtcNow().ToUnixTimeSeconds() / 3600;
        var expires = ((hour + 2) * 3600).ToString(CultureInfo.InvariantCulture);
        return $"/media/{mediaId}?e={expires}&s={Sign(mediaId, expires)}";
    }

    /// <summary>Whether this link was made here for this picture and still holds.</summary>
    public bool Allows(string mediaId, string expires, string signature) =>
        CryptographicOperations.FixedTimeEquals(Encoding.UTF8.GetBytes(Sign(mediaId, expires)), Encoding.UTF8.GetBytes(signature))
        && long.TryParse(expires, NumberStyles.None, CultureInfo.InvariantCulture, out var until)
        && clock.GetUtcNow().ToUnixTimeSeconds() < until;

    private string Sign(string mediaId, string expires) =>
        WebEncoders.Base64UrlEncode(HMACSHA256.HashData(key, Encoding.UTF8.GetBytes($"{mediaId}\n{expires}")));
}
