using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using System.Text.Json.Serialization;
using Microsoft.AspNetCore.WebUtilities;

namespace LibraryBot.Channels.DirectLine;

/// <summary>What a token allows. A closed set.</summary>
internal enum TokenPurpose
{
    /// <summary>Reading and writing one conversation.</summary>
    Chat,

    /// <summary>Reading the announcement board.</summary>
    Board,

    /// <summary>Opening one conversation's socket; it travels in a URL, so it lives shortly and can do nothing else.</summary>
    Stream,

    /// <summary>Getting a new chat token after a night away; our own page keeps it, other clients never see a need.</summary>
    Resume,
}

/// <summary>Who is speaking, and where. The name is what the person calls herself; it proves nothing.</summary>
internal sealed record DirectLineToken(
    [property: JsonPropertyName("u")] string UserId,
    [property: JsonPropertyName("n")] string? UserName,
    [property: JsonPropertyName("c")] string ConversationId,
    [property: JsonPropertyName("p")] TokenPurpose Purpose,
    [property: JsonPropertyName("e")] long ExpiresAtSeconds);

internal abstract record TokenReading
{
    internal sealed record Valid(DirectLineToken Token) : TokenReading;
    internal sealed record Expired : TokenReading;
    internal sealed record NotOurs : TokenReading;
}

/// <summary>Tokens signed with the library's own key (HMAC-SHA256): nothing about them is stored.</summary>
public sealed class DirectLineTokens(byte[] key, TimeProvider clock)
{
    internal static readonly TimeSpan Chat = TimeSpan.FromMinutes(30);
    private static readonly TimeSpan Stream = TimeSpan.FromMinutes(5);
    private static readonly TimeSpan Resume = TimeSpan.FromDays(14);

    private readonly byte[] key = HKDF.DeriveKey(HashAlgorithmName.SHA256, key, 32, info: "direct line tokens"u8.ToArray());

    internal DirectLineToken ForNewPatron(string? name) =>
        new($"dl_{RandomId()}", name, RandomId(), TokenPurpose.Chat, 0);

    internal DirectLineToken ForBoard() =>
        new($"dl_{RandomId()}", null, DirectLineChannel.Board, TokenPurpose.Board, 0);

    internal static string RandomId() => WebEncoders.Base64UrlEncode(RandomNumberGenerator.GetBytes(16));

    internal string Write(DirectLineToken token, TokenPurpose purpose)
    {
        var expires = clock.GetUtcNow() + LifeOf(purpose);
        var payload = WebEncoders.Base64UrlEncode(JsonSerializer.SerializeToUtf8Bytes(
            token with { Purpose = purpose, ExpiresAtSeconds = expires.ToUnixTimeSeconds() }));
        return $"{payload}.{Sign(payload)}";
    }

    internal TokenReading Read(string written)
    {
        var dot = written.IndexOf('.', StringComparison.Ordinal);
        if (dot < 0 || !IsOurs(written[..dot], written[(dot + 1)..]))
            return new TokenReading.NotOurs();

        var token = JsonSerializer.Deserialize<DirectLineToken>(WebEncoders.Base64UrlDecode(written[..dot]))!;
        return token.ExpiresAtSeconds <= clock.GetUtcNow().ToUnixTimeSeconds()
            ? new TokenReading.Expired()
            : new TokenReading.Valid(token);
    }

    private bool IsOurs(string payload, string signature) =>
        CryptographicOperations.FixedTimeEquals(Encoding.ASCII.GetBytes(Sign(payload)), Encoding.ASCII.GetBytes(signature));

    private string Sign(string payload) => WebEncoders.Base64UrlEncode(HMACSHA256.HashData(key, Encoding.ASCII.GetBytes(payload)));

    private static TimeSpan LifeOf(TokenPurpose purpose) => purpose switch
    {
        TokenPurpose.Stream => Stream,
        TokenPurpose.Resume => Resume,
        _ => Chat,
    };
}
