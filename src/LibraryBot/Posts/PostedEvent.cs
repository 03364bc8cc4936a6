using System.Globalization;
using LibraryBot.Knowledge;

namespace LibraryBot.Posts;

/// <summary>The event that a post announces, as a record of its own, so that patrons who ask about it are answered.</summary>
internal static class PostedEvent
{
    public static string IdOf(Post post) => "post-" + post.Id;

    /// <summary>Null when the post's answers name no moment.</summary>
    public static LibraryEvent? Of(Post post)
    {
        var span = post.Given["starts_at"]?.Split('/');
        if (span is null || !TryMoment(span[0], out var start))
            return null;
        var end = span.Length > 1 && TryMoment(span[1], out var until) ? until : start.AddHours(2);
        return new LibraryEvent(IdOf(post), post.Given["title"] ?? post.Title, start, end)
        {
            Source = "typed",
            Room = post.Given["place"],
            Speaker = post.Given["speaker"],
            Description = post.Given["sign_up"],
        };
    }

    private static bool TryMoment(string text, out DateTimeOffset moment) =>
        DateTimeOffset.TryParse(text, CultureInfo.InvariantCulture, DateTimeStyles.None, out moment);
}
