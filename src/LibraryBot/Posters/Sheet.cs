using SkiaSharp;

namespace LibraryBot.Posters;

/// <summary>A white sheet in the library's colours that calendars and charts are drawn on, 1080 pixels wide.</summary>
internal sealed class Sheet : IDisposable
{
    public const int Width = 1080;
    public const int Margin = 60;
    private const int Quality = 90;
    private readonly SKSurface surface;

    public Sheet(Brand brand, int height, string title)
    {
        Height = height;
        Colour = SKColor.Parse(brand.Colour);
        Strong = Ink.Readably(Colour, SKColors.White, SKColors.White);
        Accent = SKColor.Parse(brand.Accent);
        surface = SKSurface.Create(new SKImageInfo(Width, height, SKColorType.Rgba8888, SKAlphaType.Opaque));
        surface.Canvas.Clear(SKColors.White);
        Fill(new SKRect(0, 0, Width, 18), Colour);
        Write(new SKRect(Margin, 50, Width - Margin, 130), title, Lettering.Bold, 54, Text);
    }

    public int Height { get; }
    public SKColor Colour { get; }
    public SKColor Accent { get; }

    /// <summary>The library's colour, dark enough to be read on white.</summary>
    public SKColor Strong { get; }
    public static SKColor Text => new(0x10, 0x18, 0x20);
    public static SKColor Quiet => new(0x4a, 0x55, 0x60);
    public static SKColor Line => new(0xd8, 0xdd, 0xe1);

    public void Fill(SKRect box, SKColor colour, float round = 0)
    {
        using var paint = new SKPaint { Color = colour, IsAntialias = true };
        surface.Canvas.DrawRoundRect(box, round, round, paint);
    }

    /// <summary>A text at the top of a box, smaller where it must be, cut where even that is too much.</summary>
    public void Write(SKRect box, string text, SKTypeface face, float size, SKColor colour, float? least = null) =>
        FittedText.In(box, Lettering.Drawable(text), face, size, least ?? size * 0.7f).Draw(surface.Canvas, colour);

    public byte[] Jpeg()
    {
        using var image = surface.Snapshot();
        using var data = image.Encode(SKEncodedImageFormat.Jpeg, Quality);
        return data.ToArray();
    }

    public void Dispose() => surface.Dispose();
}
