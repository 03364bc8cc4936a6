using CsCheck;
using LibraryBot.Posters;
using SkiaSharp;
using ZXing;
using ZXing.Common;

namespace LibraryBot.Tests.Posters;

public sealed class PosterTests
{
    private const string Library = "Perpustakaan Kota Bandung";
    private static readonly string[] Kinds = ["event", "new-books", "report", "pathfinder", "announcement"];
    private static readonly Gen<string> Word = Gen.Char["abcdefghijklmnoprstuvwyzABDKMPS0123456789é-"].Array[1, 40].Select(letters => new string(letters));
    private static readonly Gen<string> Title = Gen.OneOf(
        Word.Array[1, 40].Select(words => string.Join(' ', words)),
        Gen.Char["WMil."].Array[1, 200].Select(letters => new string(letters)),
        Gen.String[1, 200],
        Gen.OneOf(new[] { "🎉 Pesta Buku 🎉", "يوم الكتاب", "図書館の日", "Hari\u200bBuku\u202e 2026", " ", "🎉" }.Select(Gen.Const).ToArray()))
        .Select(title => title.Length > 200 ? title[..200] : title).Where(title => title.Length > 0);

    [Fact]
    public void No_title_of_up_to_200_characters_leaves_its_place_or_the_margins() =>
        Gen.Select(Title, Gen.Int[0, 4], Gen.Bool, Gen.Bool, Gen.Bool, Gen.Bool).Sample((title, kind, isSquare, hasPhoto, hasDate, hasLink) =>
        {
            var content = new PosterContent(Kinds[kind], title)
            {
                Eyebrow = "Agenda kegiatan",
                Date = hasDate ? new PosterDate("Kamis", "26", "September 2026", "13.00-15.00 WITA") : null,
                Place = hasDate ? title : null,
                Lines = [.. Enumerable.Repeat(title, title.Length % 11)],
                Link = hasLink ? "https://perpustakaan.example/daftar" : null,
                LinkWords = hasLink ? "Daftar di sini" : null,
            };
            var layout = PosterLayout.Of(content, Library, isSquare ? PosterShape.Square : PosterShape.Portrait, hasPhoto);
            Assert.NotEmpty(layout.Title.Lines);
            foreach (var text in layout.Texts)
            {
                Assert.True(text.Height <= text.Box.Height + 0.5f || text.Lines.Count == 0, $"{text.Lines.Count} lines of {text.LineHeight} in {text.Box.Height}: {title}");
                Assert.All(text.Lines, line => Assert.True(text.WidthOf(line) <= text.Box.Width + 0.5f, $"\"{line}\" is wider than {text.Box.Width}"));
                Assert.True(text.Size >= 36, $"{text.Size} px");
            }

            var boxes = layout.Boxes.ToList();
            Assert.All(boxes.Where(box => box != layout.Photo), box => Assert.True(box.Left >= PosterLayout.Margin - 0.5f && box.Right <= PosterLayout.Width - PosterLayout.Margin + 0.5f && box.Bottom <= layout.Height - PosterLayout.Margin + 0.5f, $"{box} is over the margin"));
            for (var one = 0; one < boxes.Count; one++)
            {
                for (var other = one + 1; other < boxes.Count; other++)
                    Assert.False(Overlap(boxes[one], boxes[other]), $"{boxes[one]} and {boxes[other]} overlap: {title}");
            }
        }, iter: 10_000, threads: 2);

    [Fact]
    public void Every_text_can_be_read_whatever_the_colours_of_the_library() =>
        Gen.Select(Gen.Int[0, 0xffffff], Gen.Int[0, 0xffffff], Gen.Int[0, 4]).Sample((colour, accent, kind) =>
        {
            var theme = PosterTheme.Of(Kinds[kind], new Brand($"#{colour:x6}", $"#{accent:x6}"));
            Assert.True(Ink.Contrast(theme.Ink, theme.Ground) >= Ink.Readable);
            Assert.True(Ink.Contrast(theme.Highlight, theme.Ground) >= Ink.Readable);
            Assert.True(Ink.Contrast(theme.OnPanel, theme.Panel) >= Ink.Readable);
            Assert.True(Ink.Contrast(theme.Ink, theme.Ornament) >= Ink.Readable);
            Assert.True(Ink.Contrast(theme.Highlight, theme.Ornament) >= Ink.Readable);
        }, iter: 20_000);

    [Theory]
    [InlineData(PosterShape.Portrait, 1350)]
    [InlineData(PosterShape.Square, 1080)]
    public void A_poster_of_every_kind_is_a_JPEG_of_its_shape_and_less_than_a_megabyte(PosterShape shape, int height)
    {
        var noise = Noise();
        foreach (var kind in Kinds)
        {
            var poster = new PosterPainter(Brand.Usual, Library).Paint(Content(kind) with { Photo = noise }, shape);
            Assert.Equal([0xff, 0xd8, 0xff], poster.Take(3));
            Assert.InRange(poster.Length, 10_000, 999_999);
            Assert.Equal((1080, height), Photograph.Size(poster));
        }
    }

    [Fact]
    public void The_same_content_is_the_same_file() =>
        Assert.Equal(new PosterPainter(Brand.Usual, Library).Paint(Content("event"), PosterShape.Portrait), new PosterPainter(Brand.Usual, Library).Paint(Content("event"), PosterShape.Portrait));

    [Fact]
    public void A_scanner_reads_the_code_of_every_poster()
    {
        foreach (var kind in Kinds)
        {
            foreach (var shape in Enum.GetValues<PosterShape>())
            {
                using var poster = SKBitmap.Decode(new PosterPainter(Brand.Usual, Library).Paint(Content(kind), shape));
                var source = new RGBLuminanceSource(poster.Bytes, poster.Width, poster.Height, RGBLuminanceSource.BitmapFormat.BGRA32);
                Assert.Equal("https://perpustakaan.example/daftar?acara=laskar-pelangi", new ZXing.QrCode.QRCodeReader().decode(new BinaryBitmap(new HybridBinarizer(source)), new Dictionary<DecodeHintType, object> { [DecodeHintType.TRY_HARDER] = true })?.Text);
            }
        }
    }

    [Fact]
    public void A_poster_never_shows_the_boxes_of_a_character_that_its_font_lacks()
    {
        Assert.Equal("Pesta Buku", Lettering.Drawable("🎉 Pesta\u200b Buku 🎉"));
        Assert.Equal("", Lettering.Drawable("يوم الكتاب"));
        var layout = PosterLayout.Of(new PosterContent("event", "図書館") { Eyebrow = "Agenda kegiatan" }, Library, PosterShape.Square, hasPhoto: false);
        Assert.Equal("Agenda kegiatan", string.Join(' ', layout.Title.Lines));
    }

    [Fact]
    public void The_font_and_its_licence_are_in_the_program()
    {
        using var licence = typeof(Bot).Assembly.GetManifestResourceStream("fonts/OFL.txt");
        Assert.Contains("SIL OPEN FONT LICENSE", new StreamReader(licence!).ReadToEnd(), StringComparison.OrdinalIgnoreCase);
        Assert.Equal("Plus Jakarta Sans", Lettering.Plain.FamilyName.Replace(" Medium", "", StringComparison.Ordinal));
    }

    private static PosterContent Content(string kind) => new(kind, "Bedah Buku Laskar Pelangi")
    {
        Eyebrow = "Agenda kegiatan",
        Date = new PosterDate("Kamis", "26", "November 2026", "13.00-15.00 WIB"),
        Place = "Ruang Baca Lantai 2",
        Lines = ["Dr. Rina Wulandari", "Gratis"],
        Link = "https://perpustakaan.example/daftar?acara=laskar-pelangi",
        LinkWords = "Daftar di sini",
    };

    private static bool Overlap(SKRect one, SKRect other) =>
        Math.Min(one.Right, other.Right) - Math.Max(one.Left, other.Left) > 0.5f && Math.Min(one.Bottom, other.Bottom) - Math.Max(one.Top, other.Top) > 0.5f;

    /// <summary>A picture that no JPEG makes small.</summary>
    private static byte[] Noise()
    {
        var pixels = new byte[1200 * 900 * 4];
        new Random(5).NextBytes(pixels);
        using var picture = SKImage.FromPixelCopy(new SKImageInfo(1200, 900, SKColorType.Rgba8888, SKAlphaType.Opaque), pixels);
        return picture.Encode(SKEncodedImageFormat.Jpeg, 95).ToArray();
    }
}
