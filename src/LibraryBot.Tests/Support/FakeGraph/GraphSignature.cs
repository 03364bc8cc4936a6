using System.Security.Cryptography;
using System.Text;
using System.Text.Json.Nodes;

namespace LibraryBot.Tests.Support;

/// <summary>How a webhook's body is signed.</summary>
public enum GraphSigning
{
    /// <summary>Over the exact bytes that are sent.</summary>
    Right,

    /// <summary>With another secret.</summary>
    Wrong,

    /// <summary>Not at all.</summary>
    Missing,

    /// <summary>Over the same text before its letters were escaped.</summary>
    OverUnescapedText,
}

internal static class GraphSignature
{
    public static void Sign(HttpRequestMessage request, GraphSigning signing, string secret, byte[] bytes, JsonNode body)
    {
        if (signing == GraphSigning.Missing)
            return;
        var key = Encoding.UTF8.GetBytes(signing == GraphSigning.Wrong ? secret + "x" : secret);
        var signed = signing == GraphSigning.OverUnescapedText ? Encoding.UTF8.GetBytes(GraphJson.Unescaped(body)) : bytes;
        request.Headers.Add("X-Hub-Signature-256", $"sha256={Convert.ToHexStringLower(HMACSHA256.HashData(key, signed))}");
#pragma warning disable CA5350 // The old header is what Meta still sends.
        request.Headers.Add("X-Hub-Signature", $"sha1={Convert.ToHexStringLower(HMACSHA1.HashData(key, signed))}");
#pragma warning restore CA5350
    }
}
