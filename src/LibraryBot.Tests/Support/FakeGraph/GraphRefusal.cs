using System.Text.Json.Nodes;

namespace LibraryBot.Tests.Support;

/// <summary>An error as the Graph API answers it.</summary>
internal sealed class GraphRefusal(int code, int subcode, string message) : Exception(message)
{
    public int Code => code;
    public int Subcode => subcode;

    /// <summary>0: as the code asks (500 for 1 and 2; as the habits say for tokens and permissions; else 400).</summary>
    public int Http { get; init; }

    public string Type { get; init; } = "OAuthException";
    public bool? Transient { get; init; } = code is 1 or 2 ? true : null;
    public string? Title { get; init; }
    public string? UserMessage { get; init; }

    public static GraphRefusal Parameter(string message, int subcode = 0) => new(100, subcode, $"(#100) {message}");

    public static GraphRefusal NotThere(string id, string method) =>
        new(100, 33, $"Unsupported {method.ToLowerInvariant()} request. Object with ID '{id}' does not exist, cannot be loaded due to missing permissions, or does not support this operation.") { Type = "GraphMethodException" };

    public static GraphRefusal Unsupported(string method) => new(100, 0, $"Unsupported {method.ToLowerInvariant()} request.") { Type = "GraphMethodException" };

    public static GraphRefusal NoField(string field, string type) => Parameter($"Tried accessing nonexisting field ({field}) on node type ({type})");

    public static GraphRefusal UnknownPath(string path) => new(2500, 0, $"Unknown path components: {path}");

    public static GraphRefusal Permission(int code, string what) => new(code, 0, $"(#{code}) {what}");

    public static GraphRefusal DeadToken(int subcode, string message) => new(190, subcode, message);

    public static GraphRefusal Instagram(int code, int subcode, string message, string title, string userMessage) =>
        new(code, subcode, message) { Title = title, UserMessage = userMessage, Transient = false };

    public int Status(GraphHabits habits) => this switch
    {
        { Http: > 0 } => Http,
        { Code: 1 or 2 } => 500,
        { Code: 190 } => habits.TokenStatus,
        { Code: 3 or 10 or (>= 200 and < 300) } => habits.PermissionStatus,
        _ => 400,
    };

    public JsonObject Answer(GraphHabits habits, string trace)
    {
        var error = new JsonObject { ["message"] = Message, ["type"] = Type };
        if (Transient is { } transient)
            error["is_transient"] = transient;
        error["code"] = code;
        if (subcode != 0)
            error["error_subcode"] = subcode;
        if (Title is not null)
            error["error_user_title"] = Localised(habits, Title, "Tidak dapat diproses", "ಪೋಸ್ಟ್ ಮಾಡಲು ಸಾಧ್ಯವಾಗಲಿಲ್ಲ");
        if (UserMessage is not null)
            error["error_user_msg"] = Localised(habits, UserMessage, "Terjadi kesalahan. Silakan coba lagi nanti.", "ದಯವಿಟ್ಟು ಸ್ವಲ್ಪ ಸಮಯದ ನಂತರ ಮತ್ತೆ ಪ್ರಯತ್ನಿಸಿ.");
        error["fbtrace_id"] = trace;
        return new JsonObject { ["error"] = error };
    }

    private static string Localised(GraphHabits habits, string english, string indonesian, string kannada) => habits.LocaliseUserMessages switch
    {
        "id" => indonesian,
        "kn" => kannada,
        _ => english,
    };
}
