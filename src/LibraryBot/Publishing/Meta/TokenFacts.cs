using System.Text.Json;

namespace LibraryBot.Publishing.Meta;

/// <summary>What Meta says of a token that lives.</summary>
/// <param name="EndsAt">Null: it has no date, or Meta does not tell.</param>
/// <param name="DataEndsAt">When the right to read people's data ends; null: it does not.</param>
/// <param name="Scopes">What it may do with the account; null: Meta does not tell.</param>
public sealed record TokenFacts(DateTimeOffset? EndsAt, DateTimeOffset? DataEndsAt, IReadOnlyList<string>? Scopes)
{
    /// <summary>The app that it was made with.</summary>
    public string? AppId { get; init; }

    /// <summary>"PAGE", "USER" or "SYSTEM_USER".</summary>
    public string Type { get; init; } = "";

    /// <summary>The Page that a Page's token stands for.</summary>
    public string? PageId { get; init; }

    /// <summary>Reads the data of a debug_token answer.</summary>
    /// <param name="targets">The accounts that it is wanted for: a scope that was given for others alone does not count. None: any.</param>
    public static TokenFacts Read(JsonElement data, IReadOnlyList<string> targets)
    {
        var elsewhere = GraphJson.Rows(data, "granular_scopes").Where(row => IsElsewhere(row, targets)).Select(row => GraphJson.Text(row, "scope")).ToHashSet();
        return new TokenFacts(GraphJson.Moment(data, "expires_at"), GraphJson.Moment(data, "data_access_expires_at"), [.. GraphJson.Rows(data, "scopes").Select(GraphJson.Text).OfType<string>().Where(scope => !elsewhere.Contains(scope))])
        {
            AppId = GraphJson.Text(data, "app_id"),
            Type = GraphJson.Text(data, "type")?.ToUpperInvariant() ?? "",
            PageId = GraphJson.Text(data, "profile_id"),
        };
    }

    private static bool IsElsewhere(JsonElement scope, IReadOnlyList<string> targets)
    {
        var given = GraphJson.Rows(scope, "target_ids").Select(GraphJson.Text).OfType<string>().ToList();
        return targets.Count > 0 && given.Count > 0 && !given.Exists(targets.Contains);
    }
}
