using System.Security.Cryptography;
using System.Text;
using LibraryBot.Storage;

namespace LibraryBot.People;

/// <summary>A one-time code that turns an account into a staff member's. Only its hash is kept.</summary>
/// <param name="PersonId">Whom it signs in; null makes a new person with the role.</param>
public sealed record SignInCode(string Id, string? PersonId, string Name, Role Role, DateTimeOffset ExpiresAt)
{
    public static readonly TimeSpan Life = TimeSpan.FromMinutes(15);
    public static readonly Collection<SignInCode> Codes = new("sign_in_codes", code => code.Id);

    /// <summary>Letters and digits that cannot be mistaken for each other when read aloud.</summary>
    private const string Alphabet = "ABCDEFGHJKMNPQRSTUVWXYZ23456789";

    public DateTimeOffset? UsedAt { get; init; }

    /// <summary>True only for the people of a demo, whose codes stay good while it runs.</summary>
    public bool Reusable { get; init; }

    /// <summary>A fresh code, "ABCD-EFGH", to show once.</summary>
    public static string Fresh()
    {
        var letters = RandomNumberGenerator.GetString(Alphabet, 8);
        return $"{letters[..4]}-{letters[4..]}";
    }

    /// <summary>The key that a code is kept under; case and the dash do not matter.</summary>
    public static string Hash(string code)
    {
        var plain = code.Trim().Replace("-", "", StringComparison.Ordinal).ToUpperInvariant();
        return Convert.ToHexString(SHA256.HashData(Encoding.UTF8.GetBytes("librarybot sign-in " + plain)));
    }
}
