using System.Text;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;

namespace LibraryBot.Tests.Support;

/// <summary>A text with its marks, given as HTML or as entities, as people then see it.</summary>
internal static partial class FakeFormatting
{
    public const int TextAtMost = 4096;
    public const int CaptionAtMost = 1024;
    private static readonly HashSet<string> Kinds = new(StringComparer.Ordinal)
    {
        "mention", "hashtag", "cashtag", "bot_command", "url", "email", "phone_number", "bold", "italic", "underline", "strikethrough", "spoiler",
        "blockquote", "expandable_blockquote", "code", "pre", "text_link", "text_mention", "custom_emoji", "date_time",
    };

    public static (string Text, JsonArray Entities) Read(FakeArguments arguments, string field, bool older)
    {
        var (atMost, tooLong) = field == "text" ? (TextAtMost, "message is too long") : (CaptionAtMost, "message caption is too long");
        return Read(arguments.Text(field) ?? "", arguments.Text("parse_mode"), arguments.Json(field == "text" ? "entities" : "caption_entities"), atMost, tooLong, older);
    }

    public static (string Text, JsonArray Entities) Read(string given, string? mode, JsonNode? marks, int atMost, string tooLong, bool older)
    {
        // Entities that come along are ignored when a mode is given.
        var (text, entities) = mode?.ToUpperInvariant() switch
        {
            null or "" => (given, Checked(marks as JsonArray ?? [], given, older)),
            "HTML" => TelegramHtml.Parse(given, older),
            _ => throw FakeRefusal.Bad("unsupported parse_mode"),
        };
        (text, entities) = Tidy(text, entities);
        return text.EnumerateRunes().Count() <= atMost ? (text, entities) : throw FakeRefusal.Bad(tooLong);
    }

    /// <summary>What may follow "?start=".</summary>
    public static bool IsDeepLink(string payload) => DeepLink().IsMatch(payload);

    private static JsonArray Checked(JsonArray marks, string text, bool older)
    {
        foreach (var mark in marks)
        {
            var kind = (string?)mark!["type"] ?? "";
            if (!Kinds.Contains(kind) || (older && kind == "date_time"))
                throw FakeRefusal.Bad("can't parse MessageEntity: Unsupported type specified");
            var (offset, length) = ((int?)mark["offset"] ?? -1, (int?)mark["length"] ?? -1);
            if (offset < 0 || length <= 0 || offset + length > text.Length)
                throw FakeRefusal.Bad("entity beyond the text");
            if (kind == "date_time" && (mark["unix_time"] is null || !IsTimeFormat((string?)mark["date_time_format"] ?? "")))
                throw FakeRefusal.Bad("can't parse MessageEntity: Invalid date-time format");
        }

        return (JsonArray)marks.DeepClone();
    }

    /// <summary>"r" alone, or w, one of d and D, one of t and T, in this order, each left out at will.</summary>
    public static bool IsTimeFormat(string format) => TimeFormat().IsMatch(format);

    // Telegram turns control characters into spaces, drops carriage returns and trims; what is marked moves along.
    private static (string Text, JsonArray Entities) Tidy(string text, JsonArray entities)
    {
        var tidy = new StringBuilder(text.Length);
        var at = new int[text.Length + 1];
        for (var i = 0; i < text.Length; i++)
        {
            at[i] = tidy.Length;
            if (text[i] != '\r')
                tidy.Append(text[i] < ' ' && text[i] is not ('\n' or '\t') ? ' ' : text[i]);
        }

        at[text.Length] = tidy.Length;
        var whole = tidy.ToString();
        var trimmed = whole.Trim();
        var cut = whole.Length - whole.TrimStart().Length;
        return (trimmed, [.. entities.Select(entity => Moved((JsonObject)entity!, at, cut, trimmed.Length)).OfType<JsonObject>()]);
    }

    private static JsonObject? Moved(JsonObject entity, int[] at, int cut, int length)
    {
        var (offset, count) = ((int)entity["offset"]!, (int)entity["length"]!);
        var (from, to) = (Math.Clamp(at[offset] - cut, 0, length), Math.Clamp(at[offset + count] - cut, 0, length));
        if (from >= to)
            return null;
        var moved = (JsonObject)entity.DeepClone();
        (moved["offset"], moved["length"]) = (from, to - from);
        return moved;
    }

    [GeneratedRegex("^(r|w?[dD]?[tT]?)$")]
    private static partial Regex TimeFormat();

    [GeneratedRegex("^[A-Za-z0-9_-]{1,64}$")]
    private static partial Regex DeepLink();
}
