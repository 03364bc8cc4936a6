using System.Globalization;
using System.Text.Json;
using System.Text.Json.Serialization;

namespace LibraryBot.Answers;

/// <summary>One line of an evaluation file: a question and what a right answer has.</summary>
public sealed record LabelledQuestion
{
    public string Id { get; init; } = "";
    public string Category { get; init; } = "";
    public string Channel { get; init; } = "private";
    public string Now { get; init; } = "";
    public string Text { get; init; } = "";
    public string Intent { get; init; } = "";
    public IReadOnlyList<ContextLine> Context { get; init; } = [];

    [JsonPropertyName("reply_lang")]
    public string ReplyLang { get; init; } = "";

    [JsonPropertyName("answer_ids")]
    public IReadOnlyList<string> AnswerIds { get; init; } = [];
    public bool Ordered { get; init; }

    [JsonPropertyName("must_contain")]
    public IReadOnlyList<string> MustContain { get; init; } = [];

    [JsonPropertyName("must_not_contain")]
    public IReadOnlyList<string> MustNotContain { get; init; } = [];
    public bool Clarify { get; init; }
    public bool Handoff { get; init; }

    /// <summary>The moment it is asked; null when the line names none that can be read.</summary>
    [JsonIgnore]
    public DateTimeOffset? At => DateTimeOffset.TryParse(Now, CultureInfo.InvariantCulture, out var at) ? at : null;

    /// <summary>Reads a line, or tells in one line why it cannot be read.</summary>
    public static (LabelledQuestion? Question, string? Problem) Read(string line, int number)
    {
        try
        {
            var question = JsonSerializer.Deserialize<LabelledQuestion>(line, JsonSerializerOptions.Web);
            return question is { Text.Length: > 0 } ? (question, null) : (null, $"line {number}: it has no text");
        }
        catch (JsonException broken)
        {
            return (null, $"line {number}: {broken.Message}");
        }
    }
}

/// <summary>What was said before the question: by the person, or by the bot.</summary>
public sealed record ContextLine
{
    public string? User { get; init; }
    public string? Bot { get; init; }
}
