using System.Buffers.Text;
using System.Security.Cryptography;
using System.Text;
using System.Text.RegularExpressions;
using LibraryBot.Answers;

namespace LibraryBot.Turns;

/// <summary>
/// Where a link to the private chat leads, as it is said there: "/start e_VjE" shows an event. Telegram takes at most 64 of
/// A-Z, a-z, 0-9, _ and -, so a record's id is written in base64url, and by its hash when it is too long for that.
/// </summary>
/// <param name="Verb">What is done; the part of <see cref="Repertoire.Links"/> that knows it.</param>
public sealed partial record DeepLink(string Verb, string Subject)
{
    public const int LengthAtMost = 64;
    public const string EventVerb = "e";
    public const string BookVerb = "b";
    public const string SubscribeVerb = "s";

    /// <summary>After a record's verb: its subject is a hash.</summary>
    public const string Hashed = "h";
    private const string CommandVerb = "cmd";
    private const int HashLetters = 32;

    /// <param name="command">Its English name, as everywhere in links: "/event".</param>
    public static DeepLink ToCommand(string command) => new(CommandVerb, command.TrimStart('/'));

    public static DeepLink ToRecord(RecordName record)
    {
        var verb = record.Kind == RecordKind.Event ? EventVerb : BookVerb;
        var whole = new DeepLink(verb, Base64Url.EncodeToString(Encoding.UTF8.GetBytes(record.Id)));
        return whole.ToString().Length <= LengthAtMost ? whole : new DeepLink(verb + Hashed, HashOf(record.Id));
    }

    /// <summary>Null for a payload that means nothing to us.</summary>
    public static DeepLink? Read(string payload) =>
        Shape().Match(payload.Trim()) is { Success: true } shape ? new DeepLink(shape.Groups["verb"].Value, shape.Groups["subject"].Value) : null;

    /// <summary>The record's id; null when only its hash is here, or nothing that can be read.</summary>
    public string? RecordId
    {
        get
        {
            if (Verb.EndsWith(Hashed, StringComparison.Ordinal) || !Base64Url.IsValid(Subject))
                return null;
            return Encoding.UTF8.GetString(Base64Url.DecodeFromChars(Subject));
        }
    }

    public bool IsHashOf(string id) => Subject == HashOf(id);

    /// <summary>
    /// What a person would have typed for a link: a sign-in code signs in, a command begins. Everything else as it is.
    /// </summary>
    public static string Typed(string text)
    {
        if (Start().Match(text) is not { Success: true } start)
            return text;
        var payload = start.Groups["payload"].Value;
        if (SignInCode().IsMatch(payload))
            return "/masuk " + payload;
        return Read(payload) is { Verb: CommandVerb } link ? "/" + link.Subject : text;
    }

    public override string ToString() => $"{Verb}_{Subject}";

    private static string HashOf(string id) => Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(id)))[..HashLetters];

    [GeneratedRegex("^(?<verb>[a-z]+)_(?<subject>[A-Za-z0-9_-]+)$", RegexOptions.CultureInvariant)]
    private static partial Regex Shape();

    [GeneratedRegex(@"^\s*/(start|mulai)\s+(?<payload>\S+)\s*$", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant)]
    private static partial Regex Start();

    [GeneratedRegex("^[A-Z0-9]{4}-?[A-Z0-9]{4}$", RegexOptions.CultureInvariant)]
    private static partial Regex SignInCode();
}
