using SkiaSharp;

namespace LibraryBot.Posters;

/// <summary>Paints posters. The same content gives the same bytes, at any time and from any thread.</summary>
/// <param name="library">The library's name.</param>
public sealed class PosterPainter(Brand brand, string library)
{
    private const int Quality = 90;
    private const int BytesAtMost = 1_000_000;

    /// <summary>A JPEG of less than a megabyte.</summary>
    public byte[] Paint(PosterContent content, PosterShape shape)
    {
        using var photo = content.Photo is { } bytes ? Photograph.Open(bytes) : null;
        var layout = PosterLayout.Of(content, library, shape, photo is not null);
        using var surface = SKSurface.Create(new SKImageInfo(PosterLayout.Width, layout.Height, SKColorType.Rgba8888, SKAlphaType.Opaque));
        new Brush(surface.Canvas, layout, PosterTheme.Of(content.Kind, brand), content).Paint(photo, brand.Mark, library);
        return Encoded(surface);
    }

    private static byte[] Encoded(SKSurface surface)
    {
        using var image = surface.Snapshot();
        for (var quality = Quality; ; quality -= 10)
        {
            using var data = image.Encode(SKEncodedImageFormat.Jpeg, quality);
            if (data.Size < BytesAtMost || quality <= 30)
                return data.ToArray();
        }
    }

    /// <summary>One painting of one poster.</summary>
    private sealed class Brush(SKCanvas canvas, PosterLayout layout, PosterTheme theme, PosterContent content)
    {
        public void Paint(SKBitmap? photo, byte[]? mark, string library)
        {
            canvas.Clear(theme.Ground);
            Ornament();
            if (photo is not null && layout.Photo is { } box)
                Cover(photo, box);
            Mark(mark, library);
            layout.Library.Draw(canvas, theme.Ink);
            layout.Eyebrow.Draw(canvas, theme.Highlight);
            layout.Title.Draw(canvas, theme.Ink);
            Date();
            layout.Place?.Draw(canvas, theme.Ink);
            Lines();
            if (layout.Qr is { } qr)
                QrCode.Draw(canvas, qr, content.Link!);
            layout.LinkWords?.Draw(canvas, theme.Highlight);
        }

        /// <summary>One quiet shape of the kind's own, under the text and close enough to the ground that the text stays readable.</summary>
        private void Ornament()
        {
            using var paint = new SKPaint { Color = theme.Ornament, IsAntialias = true };
            if (content.Kind is "event" or "report")
                canvas.DrawCircle(PosterLayout.Width - 40, layout.Height * 0.3f, 420, paint);
            else if (content.Kind is "new-books" or "pathfinder")
                canvas.DrawRect(0, 0, 26, layout.Height, Solid(theme.Panel));
            else
                canvas.DrawRect(0, layout.Height - 24, PosterLayout.Width, 24, Solid(theme.Panel));
        }

        private void Cover(SKBitmap photo, SKRect box)
        {
            canvas.Save();
            canvas.ClipRect(box);
            using var image = SKImage.FromBitmap(photo);
            canvas.DrawImage(image, Photograph.Part(photo.Width, photo.Height, box.Width / box.Height, CropAnchor.Centre), box, new SKSamplingOptions(SKCubicResampler.Mitchell));
            canvas.Restore();
        }

        private void Mark(byte[]? mark, string library)
        {
            var box = new SKRect(layout.Header.Left, layout.Header.Top, layout.Header.Left + 64, layout.Header.Top + 64);
            using var picture = mark is null ? null : Photograph.Open(mark);
            if (picture is not null)
            {
                using var image = SKImage.FromBitmap(picture);
                canvas.DrawImage(image, Photograph.Part(picture.Width, picture.Height, 1, CropAnchor.Centre), box, new SKSamplingOptions(SKCubicResampler.Mitchell));
                return;
            }

            canvas.DrawRoundRect(box, 18, 18, Solid(theme.Panel));
            var initials = string.Concat(Lettering.Drawable(library).Split(' ', StringSplitOptions.RemoveEmptyEntries).Take(2).Select(word => char.ToUpperInvariant(word[0])));
            using var font = Lettering.Font(Lettering.Bold, 30);
            using var paint = Solid(theme.OnPanel);
            canvas.DrawText(initials, box.MidX, box.MidY + 11, SKTextAlign.Center, font, paint);
        }

        private void Date()
        {
            if (layout.Date is not { } block)
                return;
            canvas.DrawRoundRect(block, 26, 26, Solid(theme.Panel));
            foreach (var words in layout.DateWords)
                words.Draw(canvas, theme.OnPanel);
        }

        private void Lines()
        {
            var isNumbered = content.Kind == "new-books";
            for (var at = 0; at < layout.Lines.Count; at++)
            {
                var (mark, words) = layout.Lines[at];
                var middle = mark.Top + (words.LineHeight / 2);
                if (isNumbered && !words.Lines.FirstOrDefault("").StartsWith('+'))
                {
                    canvas.DrawCircle(mark.Left + 24, middle, 24, Solid(theme.Panel));
                    using var font = Lettering.Font(Lettering.Bold, 26);
                    using var paint = Solid(theme.OnPanel);
                    canvas.DrawText((at + 1).ToString(System.Globalization.CultureInfo.InvariantCulture), mark.Left + 24, middle + 9, SKTextAlign.Center, font, paint);
                }
                else if (!isNumbered)
                {
                    canvas.DrawRoundRect(new SKRect(mark.Left, middle - 8, mark.Left + 16, middle + 8), 5, 5, Solid(theme.Highlight));
                }

                words.Draw(canvas, theme.Ink);
            }
        }

        private static SKPaint Solid(SKColor colour) => new() { Color = colour, IsAntialias = true };
    }
}
