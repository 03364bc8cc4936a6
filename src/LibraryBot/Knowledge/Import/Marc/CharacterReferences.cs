using System.Globalization;
using System.Text;
using System.Text.RegularExpressions;

namespace LibraryBot.Knowledge.Import.Marc;

/// <summary>"&amp;#x4E00;", by which MARC 21 writes in MARC-8 what MARC-8 cannot (Lossless conversion).</summary>
internal static partial class CharacterReferences
{
    public static string Resolve(string text) => text.Contains("&#", StringComparison.Ordinal) ? Written().Replace(text, Letter) : text;

    private static string Letter(Match written)
    {
        var isRead = written.Groups[1].Success
            ? int.TryParse(written.Groups[1].ValueSpan, NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture, out var code)
            : int.TryParse(written.Groups[2].ValueSpan, NumberStyles.None, CultureInfo.InvariantCulture, out code);
        return isRead && code >= 0x20 && Rune.IsValid(code) ? new Rune(code).ToString() : written.Value;
    }

    [GeneratedRegex("&#(?:[xX]([0-9A-Fa-f]{1,6})|([0-9]{1,7}));")]
    private static partial Regex Written();
}
