using SkiaSharp;

namespace LibraryBot.Posters;

/// <summary>Where everything on a poster stands, measured before anything is drawn: no box reaches over the margin or into another.</summary>
internal sealed class PosterLayout
{
    public const int Width = 1080;
    public const int Margin = 60;
    private const float Gap = 26;
    private const float SmallestText = 36;
    private const float QrSide = 240;
    private const float DateHeight = 140;

    private PosterLayout()
    {
    }

    public int Height { get; private init; }
    public SKRect Header { get; private init; }
    public SKRect? Photo { get; private init; }
    public FittedText Library { get; private init; } = null!;
    public FittedText Eyebrow { get; private init; } = null!;
    public FittedText Title { get; private init; } = null!;
    public SKRect? Date { get; private init; }
    public IReadOnlyList<FittedText> DateWords { get; private init; } = [];
    public FittedText? Place { get; private init; }

    /// <summary>Each with the mark that stands before it.</summary>
    public IReadOnlyList<(SKRect Mark, FittedText Words)> Lines { get; private init; } = [];
    public SKRect? Qr { get; private init; }
    public FittedText? LinkWords { get; private init; }

    /// <summary>All texts, for whoever checks or draws them.</summary>
    public IEnumerable<FittedText> Texts => new[] { Library, Eyebrow, Title, Place, LinkWords }.OfType<FittedText>().Concat(DateWords).Concat(Lines.Select(line => line.Words));

    /// <summary>Everything that takes a place of its own.</summary>
    public IEnumerable<SKRect> Boxes => new[] { Library.Box, Eyebrow.Box, Title.Box, Date, Place?.Box, Qr, LinkWords?.Box }.OfType<SKRect>().Concat(Lines.Select(line => line.Words.Box)).Concat(Photo is { } photo ? [photo] : []);

    public static PosterLayout Of(PosterContent content, string library, PosterShape shape, bool hasPhoto)
    {
        var words = new PosterText(content, library);
        var height = shape == PosterShape.Portrait ? 1350 : 1080;
        var isTall = shape == PosterShape.Portrait && !hasPhoto;
        var photo = hasPhoto ? new SKRect(0, 0, Width, PhotoHeight(words, height)) : (SKRect?)null;
        var y = photo is { } taken ? taken.Bottom + 30 : Margin;
        var header = Take(64, isTall ? 60 : Gap);
        var eyebrow = Take(46, 8);

        // From the bottom upwards what is fixed; the title gets what is left.
        var bottom = (float)height - Margin;
        var foot = words.HasFoot ? TakeBottom(FootHeight(words, bottom - y)) : (SKRect?)null;
        var place = words.Place.Length == 0 ? (SKRect?)null : TakeBottom(isTall ? 96 : 50);
        var date = content.Date is null ? (SKRect?)null : TakeBottom(isTall ? 196 : DateHeight);
        var title = FittedText.In(new SKRect(Margin, y, Width - Margin, bottom), words.Title, Lettering.Bold, words.IsList && words.Lines.Count > 0 ? 84 : 116, 44);

        // A list begins under its title, not at the bottom.
        if (foot is { } low && words.IsList && date is null && place is null)
            foot = low with { Top = Math.Min(low.Top, title.Box.Top + title.Height + 40) };
        var qr = words.HasLink ? new SKRect(Width - Margin - QrSide, height - Margin - QrSide, Width - Margin, height - Margin) : (SKRect?)null;
        var beside = foot is { } all ? all with { Right = qr is { } code ? code.Left - 30 : all.Right } : SKRect.Empty;
        var linkBox = new SKRect(beside.Left, beside.Bottom - 50, beside.Right, beside.Bottom);
        if (words.LinkWords.Length > 0)
            beside.Bottom = linkBox.Top - 8;
        return new PosterLayout
        {
            Height = height,
            Photo = photo,
            Header = header,
            Library = FittedText.In(new SKRect(header.Left + 84, header.Top + 10, header.Right, header.Bottom - 4), words.Library, Lettering.Bold, 38, SmallestText),
            Eyebrow = FittedText.In(eyebrow, words.Eyebrow, Lettering.Bold, 38, SmallestText),
            Title = words.IsList && foot is { } under ? title with { Box = title.Box with { Bottom = Math.Min(title.Box.Bottom, under.Top) } } : title,
            Date = date,
            DateWords = date is { } block ? DateIn(block, content.Date!) : [],
            Place = place is { } where ? FittedText.In(where, words.Place, Lettering.Bold, 46, SmallestText) : null,
            Lines = LinesIn(beside, words),
            Qr = qr,
            LinkWords = words.LinkWords.Length > 0 ? FittedText.In(linkBox, words.LinkWords, Lettering.Bold, 40, SmallestText) : null,
        };

        SKRect Take(float tall, float gap)
        {
            var box = new SKRect(Margin, y, Width - Margin, y + tall);
            y = box.Bottom + gap;
            return box;
        }

        SKRect TakeBottom(float tall)
        {
            var box = new SKRect(Margin, bottom - tall, Width - Margin, bottom);
            bottom = box.Top - Gap;
            return box;
        }
    }

    /// <summary>As much as the words leave it, between a quarter and two fifths of the poster.</summary>
    private static float PhotoHeight(PosterText words, int height)
    {
        var title = words.Title.Length switch { <= 40 => 110, <= 90 => 170, _ => 270 };
        var needed = 30 + 64 + Gap + 46 + 8 + title + Gap + (words.HasDate ? DateHeight + Gap : 0) + (words.Place.Length > 0 ? 50 + Gap : 0) + FootAtLeast(words) + Margin;
        return Math.Clamp(height - needed, height * 0.24f, height * 0.4f);
    }

    private static float FootAtLeast(PosterText words) => Math.Max(words.HasLink ? QrSide : 0, Math.Min(words.Lines.Count, 3) * RowHeight(1));

    /// <summary>How tall the part with the lines and the code is: what its words need, as long as the title keeps enough.</summary>
    private static float FootHeight(PosterText words, float room)
    {
        var width = Width - (2 * Margin) - (words.HasLink ? QrSide + 30 : 0) - Indent(words);
        var wanted = Math.Max(words.HasLink ? QrSide : 0, words.Lines.Sum(line => RowHeight(RowsOf(line, width, words))) + (words.LinkWords.Length > 0 ? 58 : 0));
        var others = (words.HasDate ? DateHeight + Gap : 0) + (words.Place.Length > 0 ? 50 + Gap : 0) + Gap;
        var title = words.Title.Length switch { <= 20 => 110, <= 60 => 170, _ => 240 };
        return Math.Clamp(wanted, Math.Min(FootAtLeast(words), room - others - 60), Math.Max(FootAtLeast(words), room - others - title));
    }

    private static float Indent(PosterText words) => words.IsList ? 70 : 34;

    private static float RowHeight(int rows) => (rows * MathF.Ceiling(SmallestText * 1.18f)) + 12;

    /// <summary>How many rows an entry takes at the smallest size.</summary>
    private static int RowsOf(string line, float width, PosterText words) =>
        Math.Min(FittedText.In(new SKRect(0, 0, width, 10_000), line, Lettering.Plain, SmallestText, SmallestText).Lines.Count, words.RowsAtMost);

    private static List<FittedText> DateIn(SKRect block, PosterDate date)
    {
        var inner = new SKRect(block.Left + 32, block.Top + 16, block.Right - 32, block.Bottom - 16);
        var day = FittedText.In(new SKRect(inner.Left, inner.Top, inner.Left + (inner.Height * 1.35f), inner.Bottom), Lettering.Drawable(date.Day), Lettering.Bold, inner.Height * 0.82f, 40);
        var left = day.Box.Left + Math.Max(day.WidthOf(day.Lines.Count > 0 ? day.Lines[0] : ""), 60) + 34;
        var half = inner.Height / 2;
        var middle = left + ((inner.Right - left) * 0.52f);
        return
        [
            day with { Box = new SKRect(day.Box.Left, inner.Top + ((inner.Height - day.LineHeight) / 2), left - 20, inner.Bottom) },
            FittedText.In(new SKRect(left, inner.Top, middle, inner.Top + half), Lettering.Drawable(date.Weekday), Lettering.Bold, Math.Max(half * 0.6f, SmallestText), SmallestText),
            FittedText.In(new SKRect(left, inner.Top + half, middle, inner.Bottom), Lettering.Drawable(date.MonthYear), Lettering.Plain, Math.Max(half * 0.55f, SmallestText), SmallestText),
            FittedText.In(new SKRect(middle + 20, inner.Top, inner.Right, inner.Bottom), Lettering.Drawable(date.Hours), Lettering.Bold, Math.Max(half * 0.62f, SmallestText), SmallestText),
        ];
    }

    /// <summary>The entries, each with the rows that it needs; where they do not all fit, one row each; what is left out even then is counted.</summary>
    private static List<(SKRect, FittedText)> LinesIn(SKRect box, PosterText words)
    {
        var indent = Indent(words);
        if (words.Lines.Count == 0 || box.Height < RowHeight(1))
            return [];
        var rows = words.Lines.Select(line => RowsOf(line, box.Width - indent, words)).ToList();
        if (rows.Sum(RowHeight) > box.Height)
            rows = [.. rows.Select(_ => 1)];
        var fitting = Math.Max(1, (int)(box.Height / RowHeight(1)));
        IReadOnlyList<string> shown = words.Lines.Count <= fitting || rows.Sum(RowHeight) <= box.Height ? words.Lines : [.. words.Lines.Take(fitting - 1), $"+{words.Lines.Count - fitting + 1}"];
        var spare = Math.Min((box.Height - rows.Take(shown.Count).Sum(RowHeight)) / shown.Count, words.IsList ? 40 : 16);
        var top = box.Top;
        return [.. shown.Select((text, at) =>
        {
            var row = new SKRect(box.Left, top, box.Right, top + RowHeight(rows[at]) - 6);
            top = row.Bottom + 6 + Math.Max(0, spare);
            return (row with { Right = row.Left + indent }, FittedText.In(row with { Left = row.Left + indent }, text, Lettering.Plain, words.IsList ? 42 : 40, SmallestText));
        })];
    }
}

/// <summary>The words of a poster as they can be drawn.</summary>
internal sealed class PosterText(PosterContent content, string library)
{
    public string Library { get; } = Lettering.Drawable(library);
    public string Eyebrow { get; } = Lettering.Drawable(content.Eyebrow);
    public string Title { get; } = Lettering.Drawable(content.Title) is { Length: > 0 } title ? title : Lettering.Drawable(content.Eyebrow);
    public string Place { get; } = Lettering.Drawable(content.Place);
    public IReadOnlyList<string> Lines { get; } = [.. content.Lines.Select(Lettering.Drawable).Where(line => line.Length > 0)];
    public string LinkWords { get; } = content.Link is null ? "" : Lettering.Drawable(content.LinkWords);
    public bool HasLink => content.Link is not null;
    public bool HasDate => content.Date is not null;
    public bool HasFoot => Lines.Count > 0 || HasLink;

    /// <summary>Whether the entries are what the poster is about.</summary>
    public bool IsList => content.Kind is "new-books" or "pathfinder" or "report";

    public int RowsAtMost => content.Kind == "announcement" ? 6 : 2;
}
