namespace LibraryBot.OutsideWeb;

/// <summary>What counts as a link to the web: a whole http or https address.</summary>
internal static class WebLink
{
    /// <summary>Null: the text is no such address.</summary>
    public static Uri? Of(string? text) => Uri.TryCreate(text, UriKind.Absolute, out var uri) && uri.Scheme is "https" or "http" ? uri : null;
}
