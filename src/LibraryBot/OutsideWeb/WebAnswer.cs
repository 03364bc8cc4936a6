namespace LibraryBot.OutsideWeb;

/// <summary>What a site answered: the body of a success, or the status and when to come back.</summary>
internal sealed record WebAnswer(Uri From, int Status, byte[] Body)
{
    /// <summary>The header Retry-After (RFC 9110, 10.2.3): a span, or a moment. At most one of them is given.</summary>
    public TimeSpan? RetryAfter { get; init; }
    public DateTimeOffset? RetryAt { get; init; }

    public bool IsSuccess => Status is >= 200 and < 300;

    internal static WebAnswer Of(HttpResponseMessage response, Uri from, byte[] body) => new(from, (int)response.StatusCode, body)
    {
        RetryAfter = response.Headers.RetryAfter?.Delta,
        RetryAt = response.Headers.RetryAfter?.Date,
    };
}
