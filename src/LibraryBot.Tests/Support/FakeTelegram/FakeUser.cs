using System.Text.Json.Nodes;

namespace LibraryBot.Tests.Support;

/// <summary>Someone with a Telegram account.</summary>
public sealed record FakeUser(long Id, string Name, string Language = "id")
{
    /// <summary>Without the "@"; many people have none.</summary>
    public string? Username { get; init; }

    public JsonObject Json()
    {
        var json = new JsonObject { ["id"] = Id, ["is_bot"] = false, ["first_name"] = Name, ["language_code"] = Language };
        if (Username is not null)
            json["username"] = Username;
        return json;
    }
}
