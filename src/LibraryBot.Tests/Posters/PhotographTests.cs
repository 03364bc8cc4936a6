using LibraryBot.Posters;
using LibraryBot.Tests.Support;
using SkiaSharp;

namespace LibraryBot.Tests.Posters;

public sealed class PhotographTests
{
    [Theory]
    [InlineData(CropAnchor.Left, 10)]
    [InlineData(CropAnchor.Centre, 50)]
    [InlineData(CropAnchor.Right, 90)]
    public void A_photo_that_is_too_wide_keeps_the_part_that_was_chosen(CropAnchor anchor, int percent)
    {
        var cropped = Photograph.Cropped(Stripes(2000, 500), 1, anchor)!;
        Assert.Equal((500, 500), Photograph.Size(cropped));
        using var picture = SKBitmap.Decode(cropped);
        // The stripes go from black on the left to white on the right.
        Assert.InRange(picture.GetPixel(250, 250).Red * 100 / 255, percent - 8, percent + 8);
    }

    [Fact]
    public void A_whole_photo_gets_a_border_of_the_librarys_colour()
    {
        using var picture = SKBitmap.Decode(Photograph.Whole(Stripes(2000, 500), 1, "#ff0000"));
        Assert.Equal((1080, 1080), (picture.Width, picture.Height));
        Assert.InRange(picture.GetPixel(540, 20).Red, 240, 255);
        Assert.InRange(picture.GetPixel(540, 20).Green, 0, 15);
    }

    [Fact]
    public void What_is_no_picture_is_refused_without_an_exception()
    {
        foreach (var bytes in new[] { [], "halo"u8.ToArray(), Stripes(100, 100).Take(40).ToArray(), Huge() })
        {
            Assert.Null(Photograph.Cropped(bytes, 1, CropAnchor.Centre));
            Assert.Null(Photograph.Whole(bytes, 1, "#ffffff"));
            Assert.Null(BarcodePhoto.Isbn(bytes));
        }

        Assert.Null(Photograph.Size(Huge()));
    }

    [Theory]
    [InlineData(6)]
    [InlineData(8)]
    [InlineData(3)]
    public void A_photo_taken_sideways_stands_upright_and_leaves_its_EXIF_behind(int orientation)
    {
        var sideways = WithOrientation(Stripes(600, 300), orientation);
        var isTurned = orientation is 6 or 8;
        Assert.Equal(isTurned ? (300, 600) : (600, 300), Photograph.Size(sideways));
        var upright = Photograph.Cropped(sideways, isTurned ? 0.5 : 2, CropAnchor.Centre)!;
        Assert.DoesNotContain("Exif", System.Text.Encoding.Latin1.GetString(upright), StringComparison.Ordinal);
        using var picture = SKBitmap.Decode(upright);
        var (first, last) = isTurned ? (picture.GetPixel(150, 20), picture.GetPixel(150, 580)) : (picture.GetPixel(20, 150), picture.GetPixel(580, 150));
        // 6: turned right, what was left is now on top; 8: on the bottom; 3: upside down, on the right.
        Assert.Equal(orientation == 6, first.Red < last.Red);
    }

    [Fact]
    public void The_ISBN_is_read_from_a_photo_of_the_barcode()
    {
        Assert.Equal("9786020312583", BarcodePhoto.Isbn(Photos.Barcode("9786020312583")));
        Assert.Null(BarcodePhoto.Isbn(Photos.Barcode("8991234567891")));
        Assert.Null(BarcodePhoto.Isbn(Stripes(400, 300)));
    }

    private static byte[] Stripes(int width, int height)
    {
        using var surface = SKSurface.Create(new SKImageInfo(width, height));
        using var paint = new SKPaint { Shader = SKShader.CreateLinearGradient(new SKPoint(0, 0), new SKPoint(width, 0), [SKColors.Black, SKColors.White], SKShaderTileMode.Clamp) };
        surface.Canvas.DrawPaint(paint);
        return surface.Snapshot().Encode(SKEncodedImageFormat.Jpeg, 95).ToArray();
    }

    /// <summary>A PNG header that promises 60,000 by 60,000 pixels.</summary>
    private static byte[] Huge()
    {
        var png = new SKBitmap(1, 1).Encode(SKEncodedImageFormat.Png, 100).ToArray();
        byte[] side = [0, 0, 0xea, 0x60];
        side.CopyTo(png, 16);
        side.CopyTo(png, 20);
        return png;
    }

    /// <summary>With an EXIF segment that holds tag 274 alone.</summary>
    private static byte[] WithOrientation(byte[] jpeg, int orientation)
    {
        byte[] exif = [0xff, 0xe1, 0, 34, .. "Exif\0\0"u8, .. "MM\0*"u8, 0, 0, 0, 8, 0, 1, 0x01, 0x12, 0, 3, 0, 0, 0, 1, 0, (byte)orientation, 0, 0, 0, 0, 0, 0];
        return [.. jpeg.Take(2), .. exif, .. jpeg.Skip(2)];
    }
}
