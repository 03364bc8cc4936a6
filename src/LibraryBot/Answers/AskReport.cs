using System.Text.Json;
using System.Text.Json.Serialization;

namespace LibraryBot.Answers;

/// <summary>An answer as `ask --json` prints it.</summary>
public sealed record AskReport(string Text, string Lang, string Intent, IReadOnlyList<string> Ids, bool Clarify, bool Handoff)
{
    internal static readonly JsonSerializerOptions Json = new(JsonSerializerDefaults.Web)
    {
        DefaultIgnoreCondition = JsonIgnoreCondition.Never,
        Encoder = System.Text.Encodings.Web.JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
    };

    public static AskReport Of(Answer answer) => new(answer.Text, Language.LangCodes.Code(answer.Lang), answer.Intent, answer.Ids, answer.Clarify, answer.Handoff);

    public string ToJson() => JsonSerializer.Serialize(this, Json);
}
