using System.Collections.Concurrent;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;

namespace LibraryBot.Tests.Support;

/// <summary>The bot's name and descriptions, by language.</summary>
public sealed partial class FakeProfile
{
    private readonly ConcurrentDictionary<string, string> texts = new();

    /// <summary>By "name|id", "description|en", "short_description|" and so on.</summary>
    public IReadOnlyDictionary<string, string> Texts => texts;

    internal JsonNode Set(FakeArguments arguments, string field, int atMost)
    {
        var text = arguments.Text(field) ?? "";
        if (text.Length > atMost)
            throw FakeRefusal.Bad($"bot {field.Replace('_', ' ')} is too long");
        var key = $"{field}|{Language(arguments)}";
        if (text.Length == 0)
            texts.TryRemove(key, out _);
        else
            texts[key] = text;
        return true;
    }

    /// <summary>Without one in the language it is the one for all.</summary>
    internal JsonNode Get(FakeArguments arguments, string field) => new JsonObject
    {
        [field] = texts.GetValueOrDefault($"{field}|{Language(arguments)}") ?? texts.GetValueOrDefault(field + "|") ?? "",
    };

    internal static string Language(FakeArguments arguments)
    {
        var language = arguments.Text("language_code") ?? "";
        return language.Length == 0 || TwoLetters().IsMatch(language) ? language : throw FakeRefusal.Bad("language code is invalid");
    }

    [GeneratedRegex("^[a-z]{2}$")]
    private static partial Regex TwoLetters();
}
