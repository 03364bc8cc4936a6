using SkiaSharp;

namespace LibraryBot.Posters;

/// <summary>A text laid out in a box: as large as fits, wrapped at words, long words broken, and cut with an ellipsis where even the smallest size is too large.</summary>
internal sealed record FittedText(SKRect Box, SKTypeface Face, float Size, IReadOnlyList<string> Lines)
{
    private const float Leading = 1.18f;
    private const float SizeStep = 4;
    private const char Ellipsis = '…';

    public float LineHeight => MathF.Ceiling(Size * Leading);

    public float Height => Lines.Count * LineHeight;

    /// <param name="most">The largest size in pixels; the smallest is <paramref name="least"/>.</param>
    public static FittedText In(SKRect box, string text, SKTypeface face, float most, float least)
    {
        for (var size = most; ; size = Math.Max(least, size - SizeStep))
        {
            using var font = Lettering.Font(face, size);
            var lines = Wrapped(text, font, box.Width);
            var room = (int)(box.Height / MathF.Ceiling(size * Leading));
            if (lines.Count <= room && (size <= least || !lines.Any(line => IsBroken(line, text))))
                return new FittedText(box, face, size, lines);
            if (size <= least)
                return new FittedText(box, face, size, Cut(lines, Math.Max(room, 0), font, box.Width));
        }
    }

    public float WidthOf(string line)
    {
        using var font = Lettering.Font(Face, Size);
        return font.MeasureText(line);
    }

    /// <summary>Draws it from the top of its box.</summary>
    public void Draw(SKCanvas canvas, SKColor colour, bool fromBottom = false)
    {
        using var font = Lettering.Font(Face, Size);
        using var paint = new SKPaint { Color = colour, IsAntialias = true };
        var top = fromBottom ? Box.Bottom - Height : Box.Top;
        for (var line = 0; line < Lines.Count; line++)
            canvas.DrawText(Lines[line], Box.Left, top + (line * LineHeight) - font.Metrics.Ascent * 0.92f, font, paint);
    }

    private static List<string> Wrapped(string text, SKFont font, float width)
    {
        var lines = new List<string>();
        var line = "";
        foreach (var word in text.Split(' ', StringSplitOptions.RemoveEmptyEntries).SelectMany(word => Pieces(word, font, width)))
        {
            var longer = line.Length == 0 ? word : line + " " + word;
            if (font.MeasureText(longer) <= width)
            {
                line = longer;
                continue;
            }

            lines.Add(line);
            line = word;
        }

        if (line.Length > 0)
            lines.Add(line);
        return lines;
    }

    /// <summary>A word that is wider than a line, in pieces that are not.</summary>
    private static IEnumerable<string> Pieces(string word, SKFont font, float width)
    {
        while (word.Length > 1 && font.MeasureText(word) > width)
        {
            var fits = Fits(word, font, width);
            yield return word[..fits];
            word = word[fits..];
        }

        if (word.Length > 0)
            yield return word;
    }

    /// <summary>How many letters of a word fit, one at least, never half a pair.</summary>
    private static int Fits(string word, SKFont font, float width)
    {
        var fits = Math.Clamp((int)font.BreakText(word, width), 1, word.Length);
        return fits > 1 && char.IsHighSurrogate(word[fits - 1]) ? fits - 1 : fits;
    }

    // A long word is broken only when no size holds it whole.
    private static bool IsBroken(string line, string text) => line.Split(' ') is [.., var last] && !text.Split(' ').Contains(last);

    private static List<string> Cut(List<string> lines, int room, SKFont font, float width)
    {
        if (lines.Count <= room)
            return lines;
        if (room == 0)
            return [];
        var last = lines[room - 1];
        while (last.Length > 0 && font.MeasureText(last + Ellipsis) > width)
            last = last[..^1];
        return [.. lines.Take(room - 1), last.TrimEnd() + Ellipsis];
    }
}
