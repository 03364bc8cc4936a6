using SkiaSharp;

namespace LibraryBot.Posters;

/// <summary>Colours that can be read on each other: WCAG 2.2, success criterion 1.4.3, asks for a contrast of 4.5 to 1.</summary>
internal static class Ink
{
    public const double Readable = 4.5;
    private static readonly SKColor Dark = new(0x10, 0x18, 0x20);

    /// <summary>Near black or white, whichever is read better.</summary>
    public static SKColor On(SKColor ground) =>
        new[] { Dark, SKColors.White, SKColors.Black }.OrderByDescending(ink => Math.Min(Readable, Contrast(ink, ground))).First();

    /// <summary>A colour moved towards black or white until it can be read on two grounds.</summary>
    public static SKColor Readably(SKColor colour, SKColor ground, SKColor other)
    {
        var end = On(ground);
        return Enumerable.Range(0, 20).Select(step => Mix(colour, end, step / 20f)).Append(end).First(mixed => mixed == end || Least(mixed, ground, other) >= Readable);
    }

    private static double Least(SKColor ink, SKColor ground, SKColor other) => Math.Min(Contrast(ink, ground), Contrast(ink, other));

    public static double Contrast(SKColor one, SKColor other)
    {
        var (light, dark) = (Luminance(one), Luminance(other));
        return (Math.Max(light, dark) + 0.05) / (Math.Min(light, dark) + 0.05);
    }

    public static SKColor Mix(SKColor from, SKColor to, float share) => new(
        Channel(from.Red, to.Red, share), Channel(from.Green, to.Green, share), Channel(from.Blue, to.Blue, share));

    private static byte Channel(byte from, byte to, float share) => (byte)Math.Round(from + ((to - from) * share));

    private static double Luminance(SKColor colour) =>
        (0.2126 * Linear(colour.Red)) + (0.7152 * Linear(colour.Green)) + (0.0722 * Linear(colour.Blue));

    private static double Linear(byte channel) => channel / 255.0 is var share && share <= 0.04045 ? share / 12.92 : Math.Pow((share + 0.055) / 1.055, 2.4);
}
