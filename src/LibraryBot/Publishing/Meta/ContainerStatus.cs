using System.Globalization;

namespace LibraryBot.Publishing.Meta;

/// <summary>How a container of Instagram stands. Mostly <c>status_code</c> says it; at times only <c>status</c> does, by its first word.</summary>
internal abstract record ContainerStatus
{
    public sealed record InProgress : ContainerStatus;

    public sealed record Finished : ContainerStatus;

    public sealed record Published : ContainerStatus;

    public sealed record Expired : ContainerStatus;

    /// <summary>With the subcode that <c>status</c> names behind "Error:", where it does.</summary>
    public sealed record Failed(GraphTrouble Trouble) : ContainerStatus;

    /// <summary>The answer says nothing of it.</summary>
    public sealed record Unsaid : ContainerStatus;

    public static ContainerStatus Of(GraphAnswer.Said answer)
    {
        var (word, rest) = (answer.Text("status") ?? "").Split(':', 2) is [var first, var second] ? (first, second) : (answer.Text("status") ?? "", "");
        return (answer.Text("status_code") ?? word.Trim().Replace(' ', '_')).ToUpperInvariant() switch
        {
            "IN_PROGRESS" => new InProgress(),
            "FINISHED" => new Finished(),
            "PUBLISHED" => new Published(),
            "EXPIRED" => new Expired(),
            "ERROR" => new Failed(TroubleOf(rest)),
            _ => new Unsaid(),
        };
    }

    /// <summary>By the whole number in front, never by digits somewhere in it.</summary>
    private static GraphTrouble TroubleOf(string rest)
    {
        var digits = rest.TrimStart().TakeWhile(char.IsAsciiDigit).ToArray();
        return int.TryParse(digits, NumberStyles.None, CultureInfo.InvariantCulture, out var subcode)
            ? GraphTroubles.Table.Where(row => row.Subcode == subcode).Select(row => row.Trouble).FirstOrDefault(GraphTrouble.Unclear)
            : GraphTrouble.Unclear;
    }
}
