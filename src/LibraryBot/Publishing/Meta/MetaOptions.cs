namespace LibraryBot.Publishing.Meta;

/// <summary>Where Meta's Graph API is and as which app we speak to it.</summary>
/// <param name="GraphUrl">Without a version and without a slash at the end.</param>
/// <param name="Version">"v26.0".</param>
public sealed record MetaOptions(string GraphUrl = "https://graph.facebook.com", string Version = "v26.0")
{
    /// <summary>Where Instagram's calls go, for accounts that were connected by Instagram Login (graph.instagram.com); null: to the same place.</summary>
    public string? InstagramUrl { get; init; }
    public string? AppId { get; init; }

    /// <summary>Signs each call (appsecret_proof) and tells Meta's webhooks from forgeries.</summary>
    public string? AppSecret { get; init; }

    /// <summary>How long one call may take; a picture that Meta fetches from us is part of it.</summary>
    public TimeSpan Timeout { get; init; } = TimeSpan.FromSeconds(60);
}
