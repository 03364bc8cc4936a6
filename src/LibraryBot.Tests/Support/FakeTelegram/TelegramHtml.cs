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
        ["code"] = "code", ["pre"] = "pre", ["a"] = "text_link", ["blockquote"] = "blockquote",
    };

    /// <summary>The text as people see it and its entities, offsets in UTF-16 units. Refuses as "can't parse entities: ...".</summary>
    public static (string Text, JsonArray Entities) Parse(string html)
    {
        var text = new StringBuilder();
        var entities = new JsonArray();
        var open = new Stack<OpenTag>();
        for (var at = 0; at < html.Length;)
        {
            if (html[at] == '<')
                at = html.AsSpan(at).StartsWith("</") ? Close(html, at, text, entities, open) : Open(html, at, text, open);
            else if (html[at] == '&')
                at = Entity(html, at, text);
            else
                text.Append(html[at++]);
        }

        return open.TryPeek(out var left)
            ? throw Refuse($"Can't find end tag corresponding to start tag \"{left.Name}\"")
            : (text.ToString(), entities);
    }

    private static int Open(string html, int at, StringBuilder text, Stack<OpenTag> open)
    {
        var end = html.IndexOf('>', at);
        if (end < 0)
            throw Refuse($"Unclosed start tag at byte offset {Bytes(html, at)}");
        var tag = StartTag().Match(html[at..(end + 1)]);
        if (!tag.Success || !Kinds.TryGetValue(tag.Groups["name"].Value, out var kind))
            throw Refuse($"Unsupported start tag \"{html[(at + 1)..end].Split(' ')[0]}\" at byte offset {Bytes(html, at)}");
        open.Push(new OpenTag(tag.Groups["name"].Value, kind, text.Length, tag.Groups["href"] is { Success: true } href ? href.Value : null));
        return end + 1;
    }

    private static int Close(string html, int at, StringBuilder text, JsonArray entities, Stack<OpenTag> open)
    {
        var end = html.IndexOf('>', at);
        if (end < 0)
            throw Refuse($"Unclosed end tag at byte offset {Bytes(html, at)}");
        var name = html[(at + 2)..end];
        if (!open.TryPop(out var tag))
            throw Refuse($"Unexpected end tag at byte offset {Bytes(html, at)}");
        if (name != tag.Name)
            throw Refuse($"Unmatched end tag at byte offset {Bytes(html, at)}, expected \"</{tag.Name}>\", found \"</{name}>\"");
        if (text.Length > tag.From)
        {
            var entity = new JsonObject { ["type"] = tag.Kind, ["offset"] = tag.From, ["length"] = text.Length - tag.From };
            if (tag.Href is not null)
                entity["url"] = tag.Href;
            entities.Add(entity);
        }

        return end + 1;
    }

    private static int Entity(string html, int at, StringBuilder text)
    {
        var match = KnownEntity().Match(html, at);
        if (!match.Success || match.Index != at)
        {
            text.Append('&');
            return at + 1;
        }

        text.Append(match.Groups["name"].Value switch
        {
            "lt" => "<",
            "gt" => ">",
            "amp" => "&",
            "quot" => "\"",
            var number => char.ConvertFromUtf32(number[1] is 'x' or 'X'
                ? int.Parse(number[2..], NumberStyles.HexNumber, CultureInfo.InvariantCulture)
                : int.Parse(number[1..], CultureInfo.InvariantCulture)),
        });
        return at + match.Length;
    }

    private static int Bytes(string html, int at) => Encoding.UTF8.GetByteCount(html.AsSpan(0, at));

    private static FakeRefusal Refuse(string why) => new(400, $"Bad Request: can't parse entities: {why}");

    [GeneratedRegex("^<(?<name>[a-zA-Z-]+)(\\s+href=\"(?<href>[^\"]*)\"|\\s+class=\"[^\"]*\"|\\s+expandable)?\\s*>$")]
    private static partial Regex StartTag();

    [GeneratedRegex("&(?<name>lt|gt|amp|quot|#[0-9]{1,6}|#[xX][0-9a-fA-F]{1,5});?")]
    private static partial Regex KnownEntity();

    private sealed record OpenTag(string Name, string Kind, int From, string? Href);
}
