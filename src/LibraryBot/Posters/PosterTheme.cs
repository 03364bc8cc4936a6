using SkiaSharp;

namespace LibraryBot.Posters;

/// <summary>The colours of one kind of poster, all made of the library's two so that everything can be read.</summary>
/// <param name="Ink">Text on the ground.</param>
/// <param name="Highlight">Small strong text on the ground.</param>
/// <param name="Ornament">A quiet shape behind the text.</param>
/// <param name="Panel">The ground of the date block and of numbers.</param>
/// <param name="OnPanel">Text on the panel.</param>
internal sealed record PosterTheme(SKColor Ground, SKColor Ink, SKColor Highlight, SKColor Ornament, SKColor Panel, SKColor OnPanel)
{
    private const float OrnamentShare = 0.07f;
    private static readonly SKColor Paper = new(0xfb, 0xf8, 0xf2);

    public static PosterTheme Of(string kind, Brand brand)
    {
        var (colour, accent) = (SKColor.Parse(brand.Colour), SKColor.Parse(brand.Accent));
        return kind switch
        {
            "new-books" or "pathfinder" => With(Paper, colour, colour),
            "report" => With(Darkened(colour), accent, accent),
            "event" => With(colour, accent, accent),
            _ => With(accent, colour, colour),
        };
    }

    private static PosterTheme With(SKColor ground, SKColor highlight, SKColor panel)
    {
        // A panel that melts into its ground is no panel.
        var seen = Posters.Ink.Contrast(panel, ground) >= 1.4 ? panel : Posters.Ink.Mix(panel, Posters.Ink.On(ground), 0.35f);
        var ink = Posters.Ink.On(ground);
        var shade = Posters.Ink.Mix(ground, seen, OrnamentShare);
        // Where a shade would make the text harder to read, there is none.
        var ornament = Posters.Ink.Contrast(ink, shade) >= Posters.Ink.Readable ? shade : ground;
        return new PosterTheme(ground, ink, Posters.Ink.Readably(highlight, ground, ornament), ornament, seen, Posters.Ink.On(seen));
    }

    private static SKColor Darkened(SKColor colour) => Posters.Ink.Mix(colour, new SKColor(0x10, 0x18, 0x20), 0.55f);
}
