using System.Globalization;

namespace LibraryBot.Tests.Support;

/// <summary>
/// Numbers of the lengths that Meta's have. Tricky ones hold 190, 490, 36003 and 2207051 among their digits, for readers that
/// look for error codes in text.
/// </summary>
internal sealed class GraphIds(bool tricky)
{
    private static readonly string[] Traps = ["190490", "36003", "2207051"];
    private int last;

    public bool Tricky => tricky;

    public string App() => Number("2", 16);
    public string User() => Number("102", 15);
    public string Page() => Number("110", 15);
    public string PostPart() => Number("122", 15);
    public string Photo() => Number("123", 15);
    public string Person() => Number("55", 16);
    public string CommentPart() => Number("9", 15);
    public string Instagram() => Number("17841", 17);
    public string AppScopedInstagram() => Number("26", 17);
    public string Container() => Number("17966", 17);
    public string Media() => Number("18172", 17);
    public string InstagramComment() => Number("17919", 17);

    /// <summary>A name for a request, as in fbtrace_id; letters between the digits.</summary>
    public string Trace() => tricky ? $"AbC190x490yZ36003w2207051Q{Next()}" : $"AkLm{Next()}Q";

    /// <summary>Of an Instagram permalink.</summary>
    public string ShortCode() => $"DR{(tricky ? Traps[2] : "x")}{Next()}_a";

    private string Number(string prefix, int digits)
    {
        var next = Next();
        var start = tricky ? prefix + Traps[next % Traps.Length] : prefix;
        return start + next.ToString(CultureInfo.InvariantCulture).PadLeft(digits - start.Length, '0');
    }

    private int Next() => Interlocked.Increment(ref last);
}
