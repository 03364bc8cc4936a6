using SkiaSharp;

namespace LibraryBot.Posters;

/// <summary>How the library looks: its name, its two colours ("#rrggbb") and its mark, a picture; without one its initials are drawn.</summary>
public sealed record Brand(string Colour, string Accent, byte[]? Mark = null)
{
    public static readonly Brand Usual = new("#0b4f5c", "#f2b544");

    /// <summary>Null when a text is no colour.</summary>
    public static string? ReadColour(string text) =>
        text.Length == 7 && text[0] == '#' && SKColor.TryParse(text, out _) ? text.ToLowerInvariant() : null;
}
