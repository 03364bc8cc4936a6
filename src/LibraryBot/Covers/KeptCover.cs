using System.Security.Cryptography;
using System.Text;
using LibraryBot.Storage;

namespace LibraryBot.Covers;

/// <summary>What came of a cover's link: the picture that is kept of it, or none, and from when on it is worth another look.</summary>
/// <param name="Id">The link's hash: a link may be longer than a key.</param>
public sealed record KeptCover(string Id, DateTimeOffset LookedAt)
{
    public static readonly Collection<KeptCover> Covers = new("covers", cover => cover.Id);

    public string? Media { get; init; }
    public DateTimeOffset? AgainAt { get; init; }

    public static string IdOf(string link) => Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(link)));
}
