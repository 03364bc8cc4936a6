using SkiaSharp;

namespace LibraryBot.Posters;

/// <summary>Which part of a photo stays when it must be cropped.</summary>
public enum CropAnchor
{
    Centre,
    Top,
    Bottom,
    Left,
    Right,
}

/// <summary>
/// Photos that people send, opened with care: a file that promises too many pixels is not opened, its EXIF turns it upright and then
/// stays behind. What cannot be read is null, never an exception.
/// </summary>
public static class Photograph
{
    private const long PixelsAtMost = 50_000_000;
    private const int LongSide = 2160;
    private const int WideAtMost = 1080;
    private const int Quality = 90;

    /// <summary>A JPEG of this ratio (width by height), cropped; null when the picture cannot be read.</summary>
    public static byte[]? Cropped(ReadOnlySpan<byte> picture, double ratio, CropAnchor anchor)
    {
        using var photo = Open(picture);
        if (photo is null)
            return null;
        var part = Part(photo.Width, photo.Height, (float)ratio, anchor);
        var width = Math.Min(WideAtMost, (int)part.Width);
        return Drawn(width, (int)Math.Round(width / ratio), SKColors.White, (canvas, whole) => Draw(canvas, photo, part, whole));
    }

    /// <summary>A JPEG of this ratio with all of the picture, and a border of a colour ("#rrggbb").</summary>
    public static byte[]? Whole(ReadOnlySpan<byte> picture, double ratio, string colour)
    {
        using var photo = Open(picture);
        if (photo is null)
            return null;
        var (width, height) = (WideAtMost, (int)Math.Round(WideAtMost / ratio));
        var scale = Math.Min((float)width / photo.Width, (float)height / photo.Height);
        var (wide, tall) = (photo.Width * scale, photo.Height * scale);
        return Drawn(width, height, SKColor.Parse(colour), (canvas, whole) =>
            Draw(canvas, photo, new SKRect(0, 0, photo.Width, photo.Height), SKRect.Create((width - wide) / 2, (height - tall) / 2, wide, tall)));
    }

    /// <summary>
    /// A JPEG of all of the picture, upright, without what a camera writes into it (place, device, a second picture); the same bytes when it
    /// is so already and not too big; null when it cannot be read.
    /// </summary>
    public static byte[]? Plain(byte[] picture, int bytesAtMost)
    {
        if (picture.Length <= bytesAtMost && !HasNotes(picture))
            return picture;
        using var photo = Open(picture);
        return photo is null ? null : Drawn(photo.Width, photo.Height, SKColors.White, (canvas, whole) => canvas.DrawBitmap(photo, whole));
    }

    /// <summary>A JPEG of all of the picture, drawn anew, no side longer than this; null when it cannot be read.</summary>
    public static byte[]? Small(ReadOnlySpan<byte> picture, int sideAtMost)
    {
        using var photo = Open(picture);
        if (photo is null)
            return null;
        var scale = Math.Min(1f, (float)sideAtMost / Math.Max(photo.Width, photo.Height));
        var (width, height) = (Math.Max(1, (int)Math.Round(photo.Width * scale)), Math.Max(1, (int)Math.Round(photo.Height * scale)));
        return Drawn(width, height, SKColors.White, (canvas, whole) => Draw(canvas, photo, new SKRect(0, 0, photo.Width, photo.Height), whole));
    }

    /// <summary>Width and height as it is seen, upright; null when the picture cannot be read.</summary>
    public static (int Width, int Height)? Size(ReadOnlySpan<byte> picture)
    {
        using var data = SKData.CreateCopy(picture);
        using var codec = SKCodec.Create(data);
        if (codec is null || !IsReasonable(codec.Info))
            return null;
        return IsSideways(codec.EncodedOrigin) ? (codec.Info.Height, codec.Info.Width) : (codec.Info.Width, codec.Info.Height);
    }

    /// <summary>The picture upright, made smaller when it is larger than anything we draw.</summary>
    internal static SKBitmap? Open(ReadOnlySpan<byte> picture)
    {
        using var data = SKData.CreateCopy(picture);
        using var codec = SKCodec.Create(data);
        if (codec is null || !IsReasonable(codec.Info))
            return null;
        // A JPEG can be read at a half, a quarter or an eighth of its size, without all its pixels in memory.
        var size = codec.GetScaledDimensions(Math.Min(1f, (float)LongSide / Math.Max(codec.Info.Width, codec.Info.Height)));
        using var read = new SKBitmap(new SKImageInfo(size.Width, size.Height, SKColorType.Rgba8888, SKAlphaType.Premul));
        return codec.GetPixels(read.Info, read.GetPixels()) is SKCodecResult.Success or SKCodecResult.IncompleteInput ? Upright(read, codec.EncodedOrigin) : null;
    }

    /// <summary>The largest part of a picture that has a ratio.</summary>
    internal static SKRect Part(float width, float height, float ratio, CropAnchor anchor)
    {
        var (wide, tall) = width / height > ratio ? (height * ratio, height) : (width, width / ratio);
        var left = anchor switch { CropAnchor.Left => 0, CropAnchor.Right => width - wide, _ => (width - wide) / 2 };
        var top = anchor switch { CropAnchor.Top => 0, CropAnchor.Bottom => height - tall, _ => (height - tall) / 2 };
        return SKRect.Create(left, top, wide, tall);
    }

    /// <summary>Whether a camera's notes (EXIF) or further pictures (MPF) lie in it, or it is of a kind that not every network shows.</summary>
    private static bool HasNotes(ReadOnlySpan<byte> picture) =>
        picture.StartsWith("RIFF"u8) || (picture is [0xFF, 0xD8, ..] && (picture.IndexOf("Exif\0"u8) >= 0 || picture.IndexOf("MPF\0"u8) >= 0));

    private static bool IsReasonable(SKImageInfo info) => info is { Width: > 0, Height: > 0 } && (long)info.Width * info.Height <= PixelsAtMost;

    private static bool IsSideways(SKEncodedOrigin origin) =>
        origin is SKEncodedOrigin.LeftTop or SKEncodedOrigin.RightTop or SKEncodedOrigin.RightBottom or SKEncodedOrigin.LeftBottom;

    private static SKBitmap Upright(SKBitmap read, SKEncodedOrigin origin)
    {
        var (width, height) = IsSideways(origin) ? (read.Height, read.Width) : (read.Width, read.Height);
        var upright = new SKBitmap(width, height, SKColorType.Rgba8888, SKAlphaType.Opaque);
        using var canvas = new SKCanvas(upright);
        canvas.Clear(SKColors.White);
        canvas.Concat(Turn(origin, width, height));
        canvas.DrawBitmap(read, 0, 0);
        return upright;
    }

    /// <summary>From the pixels as they are stored to the picture as it is seen (EXIF 2.32, tag 274).</summary>
    private static SKMatrix Turn(SKEncodedOrigin origin, int width, int height) => origin switch
    {
        SKEncodedOrigin.TopRight => new SKMatrix(-1, 0, width, 0, 1, 0, 0, 0, 1),
        SKEncodedOrigin.BottomRight => new SKMatrix(-1, 0, width, 0, -1, height, 0, 0, 1),
        SKEncodedOrigin.BottomLeft => new SKMatrix(1, 0, 0, 0, -1, height, 0, 0, 1),
        SKEncodedOrigin.LeftTop => new SKMatrix(0, 1, 0, 1, 0, 0, 0, 0, 1),
        SKEncodedOrigin.RightTop => new SKMatrix(0, -1, width, 1, 0, 0, 0, 0, 1),
        SKEncodedOrigin.RightBottom => new SKMatrix(0, -1, width, -1, 0, height, 0, 0, 1),
        SKEncodedOrigin.LeftBottom => new SKMatrix(0, 1, 0, -1, 0, height, 0, 0, 1),
        _ => SKMatrix.Identity,
    };

    private static byte[] Drawn(int width, int height, SKColor ground, Action<SKCanvas, SKRect> draw)
    {
        using var surface = SKSurface.Create(new SKImageInfo(width, height, SKColorType.Rgba8888, SKAlphaType.Opaque));
        surface.Canvas.Clear(ground);
        draw(surface.Canvas, new SKRect(0, 0, width, height));
        using var image = surface.Snapshot();
        using var data = image.Encode(SKEncodedImageFormat.Jpeg, Quality);
        return data.ToArray();
    }

    private static void Draw(SKCanvas canvas, SKBitmap photo, SKRect part, SKRect to)
    {
        using var image = SKImage.FromBitmap(photo);
        canvas.DrawImage(image, part, to, new SKSamplingOptions(SKCubicResampler.Mitchell));
    }
}
