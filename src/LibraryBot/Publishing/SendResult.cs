namespace LibraryBot.Publishing;

/// <summary>What came of handing something to a network: a closed set.</summary>
public abstract record SendResult
{
    /// <summary>It is there. <c>ExternalId</c> is the network's own id (null: it did not say), <c>Link</c> where people can see it.</summary>
    /// <param name="Note">What of it is not as it was asked, as a key of a reason.</param>
    public sealed record Published(string? ExternalId, string? Link = null, string? Note = null) : SendResult;

    /// <summary>It is proven not to be there; try again after this long (rate limit, connection refused).</summary>
    public sealed record TryAgain(TimeSpan After, string Why) : SendResult
    {
        private static readonly TimeSpan PauseAtMost = TimeSpan.FromMinutes(5);

        /// <summary>As long as the network asked for; after each failure in a row at least twice as long as before, up to 5 minutes.</summary>
        public TimeSpan Pause(int failuresBefore)
        {
            var doubled = failuresBefore == 0 ? TimeSpan.Zero : TimeSpan.FromSeconds(Math.Pow(2, Math.Min(failuresBefore, 9)));
            return new[] { After, doubled < PauseAtMost ? doubled : PauseAtMost }.Max();
        }
    }

    /// <summary>A step of it is done, or is to be done again: it goes on from here after this long.</summary>
    /// <param name="IsHeld">The network itself wants none before.</param>
    public sealed record Step(Progress Now, TimeSpan After, string? Why = null, bool IsHeld = false) : SendResult;

    /// <summary>The network will never take it. <c>TargetGone</c>: blocked, removed, chat not found; the target is switched off.</summary>
    public sealed record Refused(string Why, bool TargetGone = false) : SendResult;

    /// <summary>The channel itself needs a new token; with one it goes on from <c>Now</c>.</summary>
    public sealed record Reconnect(string Why, Progress? Now = null) : SendResult;

    /// <summary>Bytes left and no answer came, and the network cannot be asked: it may be there. Never sent again by itself.</summary>
    public sealed record Unknown(string Why) : SendResult;
}
