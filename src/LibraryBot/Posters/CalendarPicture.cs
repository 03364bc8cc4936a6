using System.Globalization;
using SkiaSharp;

namespace LibraryBot.Posters;

public enum MarkKind
{
    Event,
    Post,

    /// <summary>Something that stands in the way of something else.</summary>
    Clash,
}

/// <summary>One line of a day.</summary>
public sealed record CalendarMark(string Words, MarkKind Kind);

/// <summary>A day with what is on it, the earliest first. <c>Name</c> is the weekday in words.</summary>
public sealed record CalendarDay(DateOnly Day, string Name, IReadOnlyList<CalendarMark> Marks);

/// <summary>What the colours mean, in words.</summary>
public sealed record CalendarLegend(string Event, string Post, string Clash);

/// <summary>Draws a week or a month as a JPEG of 1080 x 1350 pixels, with today marked.</summary>
public sealed class CalendarPicture(Brand brand, CalendarLegend legend)
{
    private const int Height = 1350;
    private const float Top = 150;
    private const float Foot = 70;
    private static readonly SKColor Red = new(0xb3, 0x26, 0x1e);

    /// <summary>Seven days, one below the other.</summary>
    public byte[] Week(string title, IReadOnlyList<CalendarDay> days, DateOnly today)
    {
        using var sheet = new Sheet(brand, Height, title);
        var tall = (Height - Top - Foot - Sheet.Margin) / days.Count;
        for (var at = 0; at < days.Count; at++)
        {
            var row = new SKRect(Sheet.Margin, Top + (at * tall), Sheet.Width - Sheet.Margin, Top + ((at + 1) * tall));
            sheet.Fill(new SKRect(row.Left, row.Top, row.Right, row.Top + 2), Sheet.Line);
            if (days[at].Day == today)
                sheet.Fill(new SKRect(row.Left, row.Top + 10, row.Left + 190, row.Bottom - 8), Ink.Mix(sheet.Colour, SKColors.White, 0.86f), 16);
            sheet.Write(new SKRect(row.Left + 16, row.Top + 18, row.Left + 180, row.Top + 60), days[at].Name, Lettering.Bold, 32, Sheet.Text);
            sheet.Write(new SKRect(row.Left + 16, row.Top + 62, row.Left + 180, row.Top + 130), Number(days[at].Day.Day), Lettering.Bold, 54, sheet.Strong);
            Marks(sheet, days[at].Marks, new SKRect(row.Left + 220, row.Top + 18, row.Right, row.Bottom - 8), 42, 32);
        }

        Legend(sheet);
        return sheet.Jpeg();
    }

    /// <summary>Whole weeks, Monday first, a cell for each day.</summary>
    /// <param name="month">Days outside of it are shown paler.</param>
    public byte[] Month(string title, IReadOnlyList<string> weekdays, IReadOnlyList<CalendarDay> days, int month, DateOnly today)
    {
        using var sheet = new Sheet(brand, Height, title);
        var wide = (Sheet.Width - (2f * Sheet.Margin)) / 7;
        var head = Top + 50;
        var tall = (Height - head - Foot - Sheet.Margin) / (days.Count / 7);
        for (var day = 0; day < 7; day++)
            sheet.Write(new SKRect(Sheet.Margin + (day * wide) + 6, Top, Sheet.Margin + ((day + 1) * wide), Top + 40), weekdays[day], Lettering.Bold, 26, Sheet.Quiet);
        for (var at = 0; at < days.Count; at++)
        {
            var cell = SKRect.Create(Sheet.Margin + (at % 7 * wide), head + (at / 7 * tall), wide, tall);
            sheet.Fill(new SKRect(cell.Left, cell.Top, cell.Right, cell.Top + 2), Sheet.Line);
            if (days[at].Day == today)
                sheet.Fill(new SKRect(cell.Left + 2, cell.Top + 4, cell.Right - 2, cell.Bottom - 2), Ink.Mix(sheet.Colour, SKColors.White, 0.86f), 12);
            sheet.Write(new SKRect(cell.Left + 8, cell.Top + 10, cell.Right, cell.Top + 54), Number(days[at].Day.Day), Lettering.Bold, 34, days[at].Day.Month == month ? sheet.Strong : Sheet.Quiet);
            Marks(sheet, days[at].Marks, new SKRect(cell.Left + 6, cell.Top + 54, cell.Right - 4, cell.Bottom - 4), 34, 20);
        }

        Legend(sheet);
        return sheet.Jpeg();
    }

    /// <summary>As many lines as there is room for; the last counts what is left out.</summary>
    private static void Marks(Sheet sheet, IReadOnlyList<CalendarMark> marks, SKRect box, float perLine, float size)
    {
        var rows = Math.Max(1, (int)(box.Height / perLine));
        for (var at = 0; at < Math.Min(rows, marks.Count); at++)
        {
            var isRest = at == rows - 1 && marks.Count > rows;
            var line = new SKRect(box.Left, box.Top + (at * perLine), box.Right, box.Top + ((at + 1) * perLine));
            sheet.Fill(new SKRect(line.Left, line.Top + 4, line.Left + 6, line.Bottom - 6), isRest ? Sheet.Line : Colour(sheet, marks[at].Kind), 3);
            sheet.Write(new SKRect(line.Left + 14, line.Top + 2, line.Right, line.Bottom), isRest ? $"+{Number(marks.Count - at)}" : marks[at].Words, Lettering.Plain, size, marks[at].Kind == MarkKind.Clash && !isRest ? Red : Sheet.Text, size);
        }
    }

    private void Legend(Sheet sheet)
    {
        var left = (float)Sheet.Margin;
        foreach (var (words, kind) in new[] { (legend.Event, MarkKind.Event), (legend.Post, MarkKind.Post), (legend.Clash, MarkKind.Clash) })
        {
            sheet.Fill(new SKRect(left, Height - 84, left + 22, Height - 62), Colour(sheet, kind), 5);
            sheet.Write(new SKRect(left + 34, Height - 90, left + 310, Height - 50), words, Lettering.Plain, 28, Sheet.Quiet);
            left += 320;
        }
    }

    private static SKColor Colour(Sheet sheet, MarkKind kind) => kind switch
    {
        MarkKind.Event => sheet.Colour,
        MarkKind.Post => sheet.Accent,
        _ => Red,
    };

    private static string Number(int number) => number.ToString(CultureInfo.InvariantCulture);
}
