using System.Globalization;
using System.Text;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;

namespace LibraryBot.Tests.Support;

/// <summary>Reads HTML parse mode as Telegram does (Bot API, "HTML style"): few tags, four named entities, and a refusal for the rest.</summary>
public static partial class TelegramHtml
{
    private static readonly Dictionary<string, string> Kinds = new(StringComparer.Ordinal)
    {
        ["b"] = "bold", ["strong"] = "bold", ["i"] = "italic", ["em"] = "italic", ["u"] = "underline", ["ins"] = "underline",
        ["s"] = "strikethrough", ["strike"] = "strikethrough", ["del"] = "strikethrough", ["tg-spoiler"] = "spoiler", ["span"] = "spoiler",
        ["code"] = "code", ["pre"] = "pre", ["a"] = "text_link", ["blockquote"] = "blockquote", ["tg-time"] = "date_time", ["tg-emoji"] = "custom_emoji",
    };

    /// <summary>The text as people see it and its entities, offsets in UTF-16 units. Refuses as "can't parse entities: ...".</summary>
    /// <param name="html">As the bot sent it.</param>
    /// <param name="older">A server that does not know date-times.</param>
    public static (string Text, JsonArray Entities) Parse(string html, bool older = false)
    {
        var text = new StringBuilder();
        var entities = new List<JsonObject>();
        var open = new Stack<OpenTag>();
        for (var at = 0; at < html.Length;)
        {
            if (html[at] == '<')
                at = html.AsSpan(at).StartsWith("</") ? Close(html, at, text, entities, open) : Open(html, at, text, open, older);
            else if (html[at] == '&')
                at = Entity(html, at, text);
            else
                text.Append(html[at++]);
        }

        return open.TryPeek(out var left)
            ? throw Refuse($"Can't find end tag corresponding to start tag \"{left.Name}\"")
            : (text.ToString(), TelegramMarks.InOrder(entities));
    }

    private static int Open(string html, int at, StringBuilder text, Stack<OpenTag> open, bool older)
    {
        var end = html.IndexOf('>', at);
        if (end < 0)
            throw Refuse($"Unclosed start tag at byte offset {Bytes(html, at)}");
        var tag = StartTag().Match(html[at..(end + 1)]);
        var name = tag.Groups["name"].Value.ToLowerInvariant();
        if (!tag.Success || !Kinds.TryGetValue(name, out var kind) || (older && kind == "date_time"))
            throw Refuse($"Unsupported start tag \"{html[(at + 1)..end].Split(' ')[0]}\" at byte offset {Bytes(html, at)}");
        var opened = new OpenTag(name, kind, text.Length, Attributes(tag.Groups["attributes"].Value));
        CheckAttributes(opened, Bytes(html, at));
        open.Push(opened);
        return end + 1;
    }

    private static void CheckAttributes(OpenTag tag, int at)
    {
        if (tag.Name == "span" && tag.Attribute("class") != "tg-spoiler")
            throw Refuse($"Tag \"span\" must have class \"tg-spoiler\" at byte offset {at}");
        if (tag.Name == "tg-emoji" && tag.Attribute("emoji-id") is null)
            throw Refuse($"Tag \"tg-emoji\" must have attribute \"emoji-id\" at byte offset {at}");
        if (tag.Name != "tg-time")
            return;
        if (!long.TryParse(tag.Attribute("unix"), NumberStyles.None, CultureInfo.InvariantCulture, out _))
            throw Refuse($"Tag \"tg-time\" must have attribute \"unix\" with a valid Unix time at byte offset {at}");
        if (!FakeFormatting.IsTimeFormat(tag.Attribute("format") ?? ""))
            throw Refuse($"Tag \"tg-time\" has an invalid date-time format at byte offset {at}");
    }

    private static int Close(string html, int at, StringBuilder text, List<JsonObject> entities, Stack<OpenTag> open)
    {
        var end = html.IndexOf('>', at);
        if (end < 0)
            throw Refuse($"Unclosed end tag at byte offset {Bytes(html, at)}");
        var name = html[(at + 2)..end].Trim().ToLowerInvariant();
        if (!open.TryPop(out var tag))
            throw Refuse($"Unexpected end tag at byte offset {Bytes(html, at)}");
        if (name != tag.Name)
            throw Refuse($"Unmatched end tag at byte offset {Bytes(html, at)}, expected \"</{tag.Name}>\", found \"</{name}>\"");
        var marked = text.ToString(tag.From, text.Length - tag.From);
        if (marked.Length > 0 && TelegramMarks.Of(tag, marked) is { } entity)
            entities.Add(entity);
        return end + 1;
    }

    private static int Entity(string html, int at, StringBuilder text)
    {
        var match = KnownEntity().Match(html, at);
        if (!match.Success || match.Index != at || Decoded(match.Groups["name"].Value) is not { } letter)
        {
            text.Append('&');
            return at + 1;
        }

        text.Append(letter);
        return at + match.Length;
    }

    private static string? Decoded(string name) => name switch
    {
        "lt" => "<",
        "gt" => ">",
        "amp" => "&",
        "quot" => "\"",
        _ => Numbered(name[1] is 'x' or 'X'
            ? int.Parse(name[2..], NumberStyles.HexNumber, CultureInfo.InvariantCulture)
            : int.Parse(name[1..], CultureInfo.InvariantCulture)),
    };

    private static string? Numbered(int code) => code > 0 && Rune.IsValid(code) ? new Rune(code).ToString() : null;

    private static Dictionary<string, string> Attributes(string attributes) => Attribute().Matches(attributes)
        .GroupBy(match => match.Groups["name"].Value.ToLowerInvariant(), StringComparer.Ordinal)
        .ToDictionary(same => same.Key, same => Plain(same.Last().Groups["value"].Value), StringComparer.Ordinal);

    private static string Plain(string value)
    {
        var text = new StringBuilder();
        for (var at = 0; at < value.Length;)
        {
            if (value[at] == '&')
                at = Entity(value, at, text);
            else
                text.Append(value[at++]);
        }

        return text.ToString();
    }

    private static int Bytes(string html, int at) => Encoding.UTF8.GetByteCount(html.AsSpan(0, at));

    private static FakeRefusal Refuse(string why) => new(400, $"Bad Request: can't parse entities: {why}");

    [GeneratedRegex("^<(?<name>[a-zA-Z][a-zA-Z0-9-]*)(?<attributes>(\\s+[a-zA-Z-]+(\\s*=\\s*(\"[^\"]*\"|'[^']*'|[^\\s\"'>]+))?)*)\\s*>$")]
    private static partial Regex StartTag();

    [GeneratedRegex("(?<name>[a-zA-Z-]+)(\\s*=\\s*(\"(?<value>[^\"]*)\"|'(?<value>[^']*)'|(?<value>[^\\s\"'>]+)))?")]
    private static partial Regex Attribute();

    [GeneratedRegex("&(?<name>lt|gt|amp|quot|#[0-9]{1,7}|#[xX][0-9a-fA-F]{1,6});?")]
    private static partial Regex KnownEntity();
}

/// <summary>A tag that waits for its end.</summary>
internal sealed record OpenTag(string Name, string Kind, int From, IReadOnlyDictionary<string, string> Attributes)
{
    public string? Attribute(string name) => Attributes.GetValueOrDefault(name);
}
