using System.Globalization;
using System.Text;
using SkiaSharp;

namespace LibraryBot.Posters;

/// <summary>The typeface of all that is drawn: Plus Jakarta Sans (SIL Open Font License 1.1, fonts/OFL.txt), which has Latin letters only.</summary>
internal static class Lettering
{
    public static readonly SKTypeface Plain = Load("PlusJakartaSans-Medium.ttf");
    public static readonly SKTypeface Bold = Load("PlusJakartaSans-ExtraBold.ttf");

    public static SKFont Font(SKTypeface face, float size) => new(face, size) { Edging = SKFontEdging.Antialias, Subpixel = true, Hinting = SKFontHinting.None };

    /// <summary>A text with the characters that can be drawn, and single spaces between its words.</summary>
    public static string Drawable(string? text)
    {
        var kept = new StringBuilder();
        foreach (var rune in (text ?? "").Normalize(NormalizationForm.FormC).EnumerateRunes())
        {
            if (Rune.IsWhiteSpace(rune))
                kept.Append(' ');
            else if (Rune.GetUnicodeCategory(rune) is not (UnicodeCategory.Control or UnicodeCategory.Format or UnicodeCategory.Surrogate or UnicodeCategory.PrivateUse) && Plain.ContainsGlyph(rune.Value) && Bold.ContainsGlyph(rune.Value))
                kept.Append(rune);
        }

        return string.Join(' ', kept.ToString().Split(' ', StringSplitOptions.RemoveEmptyEntries));
    }

    private static SKTypeface Load(string name)
    {
        using var font = typeof(Lettering).Assembly.GetManifestResourceStream("fonts/" + name) ?? throw new InvalidOperationException($"The font {name} is not in the program.");
        return SKTypeface.FromStream(font) ?? throw new InvalidOperationException($"The font {name} cannot be read.");
    }
}
