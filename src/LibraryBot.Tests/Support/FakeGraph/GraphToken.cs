using System.Text.Json.Nodes;

namespace LibraryBot.Tests.Support;

/// <summary>An access token and what it may do. Changed through GraphTokens.</summary>
public sealed class GraphToken
{
    internal GraphToken(string value, GraphTokenKind kind) => (Value, Kind) = (value, kind);

    public string Value { get; }
    public GraphTokenKind Kind { get; }
    public DateTimeOffset BornAt { get; internal set; }

    /// <summary>Null: it has no date.</summary>
    public DateTimeOffset? ExpiresAt { get; internal set; }

    internal HashSet<string> Scopes { get; init; } = [];
    internal string UserId { get; init; } = "";

    /// <summary>The Page or the Instagram account that it stands for, "" for a person's.</summary>
    internal string AccountId { get; init; } = "";

    /// <summary>Why it is dead, whatever its date says.</summary>
    internal GraphRefusal? Death { get; set; }

    internal GraphRefusal? Trouble(DateTimeOffset now) => Death ?? (ExpiresAt <= now ? Expired(ExpiresAt.Value, now) : null);

    internal JsonObject Debug(FakeGraph graph)
    {
        var trouble = Trouble(graph.Clock.Now);
        var data = new JsonObject
        {
            ["app_id"] = graph.AppId,
            ["type"] = Kind == GraphTokenKind.Page ? "PAGE" : "USER",
            ["application"] = "LibraryBot",
            ["is_valid"] = trouble is null,
            ["expires_at"] = ExpiresAt?.ToUnixTimeSeconds() ?? 0,
            ["data_access_expires_at"] = BornAt.AddDays(90).ToUnixTimeSeconds(),
            ["issued_at"] = BornAt.ToUnixTimeSeconds(),
            ["scopes"] = GraphJson.Texts(Scopes),
            ["granular_scopes"] = GraphJson.Array(Scopes.Select(Granular)),
            ["user_id"] = UserId,
        };
        if (AccountId.Length > 0)
            data["profile_id"] = AccountId;
        if (trouble is not null)
            data["error"] = new JsonObject { ["code"] = trouble.Code, ["message"] = trouble.Message, ["subcode"] = trouble.Subcode };
        return data;
    }

    private static GraphRefusal Expired(DateTimeOffset at, DateTimeOffset now) =>
        GraphRefusal.DeadToken(463, $"Error validating access token: Session has expired on {Pacific(at)}. The current time is {Pacific(now)}.");

    private static string Pacific(DateTimeOffset moment) =>
        moment.ToOffset(TimeSpan.FromHours(-8)).ToString("dddd, dd-MMM-yy HH:mm:ss 'PST'", System.Globalization.CultureInfo.InvariantCulture);

    private JsonNode Granular(string scope) => AccountId.Length == 0
        ? new JsonObject { ["scope"] = scope }
        : new JsonObject { ["scope"] = scope, ["target_ids"] = GraphJson.Texts([AccountId]) };
}

public enum GraphTokenKind
{
    /// <summary>Of a person who logged in with Facebook.</summary>
    User,

    /// <summary>Of a Page; good for the Instagram account that is linked to it too.</summary>
    Page,

    /// <summary>Of an Instagram account that logged in itself.</summary>
    Instagram,

    /// <summary>"app id|app secret".</summary>
    App,
}
