using System.Globalization;

namespace LibraryBot.Activities;

/// <summary>How far something is, drawn with letters: "▓▓▓▓▓▓░░░░░░ 50%".</summary>
public static class Bar
{
    private const int Length = 12;

    public static string Of(int done, int total)
    {
        var share = total <= 0 ? 0 : Math.Clamp((double)done / total, 0, 1);
        var full = (int)(share * Length);
        return new string('▓', full) + new string('░', Length - full) + string.Create(CultureInfo.InvariantCulture, $" {(int)(share * 100)}%");
    }
}
