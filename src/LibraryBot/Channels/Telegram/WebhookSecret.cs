using System.Security.Cryptography;
using System.Text;
using System.Text.RegularExpressions;

namespace LibraryBot.Channels.Telegram;

/// <summary>The word that Telegram sends along with each post (Bot API, setWebhook: secret_token).</summary>
internal static partial class WebhookSecret
{
    public static bool IsFit(string secret) => Allowed().IsMatch(secret);

    /// <summary>The bot's own, when none is configured: the same at every start on the same folder.</summary>
    public static string Of(byte[] folderKey, string botId) =>
        Convert.ToHexStringLower(HMACSHA256.HashData(folderKey, Encoding.UTF8.GetBytes("telegram webhook of bot " + botId)));

    [GeneratedRegex(@"\A[A-Za-z0-9_-]{1,256}\z", RegexOptions.CultureInvariant)]
    private static partial Regex Allowed();
}
