namespace LibraryBot.Posts;

/// <summary>The steps of dialogs/ that every kind of post has, and the answers that the desk keeps beside them under names of its own.</summary>
internal static class PostSteps
{
    public const string Picture = "picture";
    public const string Crop = "crop";
    public const string PosterAlt = "poster_alt";
    public const string Text = "text";
    public const string SendAt = "send_at";

    /// <summary>The number of the post that is being changed.</summary>
    public const string PostNumber = "post_number";

    /// <summary>Which reminder of an event it is: "week", "day" or "hour" before; none: its first announcement.</summary>
    public const string Lead = "lead";

    /// <summary>The step that holds a network's own text, when somebody wrote one.</summary>
    public static string TextOf(string network) => $"{Text}_{network}";
}
