using System.Globalization;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;

namespace LibraryBot.Tests.Support;

/// <summary>The entities that tags become, and which of them may stand inside which.</summary>
internal static partial class TelegramMarks
{
    private static readonly string[] Quotes = ["blockquote", "expandable_blockquote"];

    /// <summary>Null for what leaves the text as it is, such as a link to nowhere.</summary>
    public static JsonObject? Of(OpenTag tag, string marked)
    {
        var entity = new JsonObject { ["type"] = tag.Kind, ["offset"] = tag.From, ["length"] = marked.Length };
        switch (tag.Name)
        {
            case "a":
                return Link(entity, tag.Attribute("href") is { Length: > 0 } href ? href : marked);
            case "blockquote" when tag.Attribute("expandable") is not null:
                entity["type"] = "expandable_blockquote";
                break;
            case "tg-time":
                entity["unix_time"] = long.Parse(tag.Attribute("unix")!, CultureInfo.InvariantCulture);
                entity["date_time_format"] = tag.Attribute("format") ?? "";
                break;
            case "tg-emoji":
                entity["custom_emoji_id"] = tag.Attribute("emoji-id");
                break;
            case "code" when tag.Attribute("class") is { } language && language.StartsWith("language-", StringComparison.Ordinal):
                entity["language"] = language["language-".Length..];
                break;
        }

        return entity;
    }

    /// <summary>By where they begin, the outer before the inner; without what cannot stand where it does.</summary>
    public static JsonArray InOrder(List<JsonObject> entities)
    {
        var sorted = entities.OrderBy(From).ThenByDescending(Length).ThenByDescending(entities.IndexOf).ToList();
        var kept = new List<JsonObject>();
        foreach (var entity in sorted)
        {
            var around = kept.Where(outer => From(outer) <= From(entity) && From(outer) + Length(outer) >= From(entity) + Length(entity)).ToList();
            if (Kind(entity) == "code" && around.LastOrDefault(outer => Kind(outer) == "pre" && Length(outer) == Length(entity)) is { } block)
                NameLanguage(block, entity);
            else if (!around.Any(outer => IsBarred(Kind(outer), Kind(entity))))
                kept.Add(entity);
        }

        // Only a block of code has a language.
        foreach (var code in kept.Where(entity => Kind(entity) == "code"))
            code.Remove("language");
        return [.. kept];
    }

    // Code holds nothing else, quotes hold no quotes, and nothing holds itself.
    private static bool IsBarred(string outer, string inner) =>
        outer is "code" or "pre" || outer == inner || (Quotes.Contains(outer) && Quotes.Contains(inner));

    private static void NameLanguage(JsonObject block, JsonObject code)
    {
        if (code["language"] is { } language)
            block["language"] = (string)language!;
    }

    private static JsonObject? Link(JsonObject entity, string url)
    {
        if (Mention().Match(url) is { Success: true } person)
        {
            entity["type"] = "text_mention";
            entity["user"] = new JsonObject
            {
                ["id"] = long.Parse(person.Groups["id"].Value, CultureInfo.InvariantCulture), ["is_bot"] = false, ["first_name"] = "Seseorang",
            };
            return entity;
        }

        if (!Uri.TryCreate(url, UriKind.Absolute, out var address) || address.Scheme is not ("http" or "https" or "tg" or "mailto" or "tel" or "ton"))
            return null;
        entity["url"] = url;
        return entity;
    }

    private static string Kind(JsonObject entity) => (string)entity["type"]!;

    private static int From(JsonObject entity) => (int)entity["offset"]!;

    private static int Length(JsonObject entity) => (int)entity["length"]!;

    [GeneratedRegex("^tg://user\\?id=(?<id>[0-9]+)$")]
    private static partial Regex Mention();
}
