using System.Globalization;
using SkiaSharp;

namespace LibraryBot.Posters;

/// <summary>Amounts side by side, as horizontal bars with their numbers: a JPEG 1080 pixels wide, and as tall as its bars ask for.</summary>
public sealed class ChartPicture(Brand brand)
{
    private const float Top = 170;
    private const float TallBar = 120;

    public byte[] Bars(string title, IReadOnlyList<(string Label, int Amount)> bars)
    {
        using var sheet = new Sheet(brand, (int)(Top + (Math.Max(1, bars.Count) * TallBar) + Sheet.Margin), title);
        var most = Math.Max(1, bars.Count == 0 ? 1 : bars.Max(bar => bar.Amount));
        var (left, right) = (Sheet.Margin + 320f, Sheet.Width - Sheet.Margin - 90f);
        for (var at = 0; at < bars.Count; at++)
        {
            var row = new SKRect(Sheet.Margin, Top + (at * TallBar), right, Top + ((at + 1) * TallBar));
            var length = (right - left) * bars[at].Amount / most;
            sheet.Write(new SKRect(row.Left, row.MidY - 22, left - 20, row.MidY + 30), bars[at].Label, Lettering.Plain, 34, Sheet.Text);
            sheet.Fill(new SKRect(left, row.MidY - (TallBar * 0.3f), right, row.MidY + (TallBar * 0.3f)), Ink.Mix(Sheet.Line, SKColors.White, 0.6f), 8);
            if (length > 0)
                sheet.Fill(new SKRect(left, row.MidY - (TallBar * 0.3f), left + Math.Max(length, 8), row.MidY + (TallBar * 0.3f)), sheet.Colour, 8);
            sheet.Write(new SKRect(right + 18, row.MidY - 24, Sheet.Width - 20, row.MidY + 30), bars[at].Amount.ToString(CultureInfo.InvariantCulture), Lettering.Bold, 38, Sheet.Text);
        }

        return sheet.Jpeg();
    }
}
