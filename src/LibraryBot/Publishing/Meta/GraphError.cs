using System.Globalization;
using System.Text.Json;

namespace LibraryBot.Publishing.Meta;

/// <summary>An error of the Graph API by its numbers alone: its texts are written in the reader's language and change.</summary>
/// <param name="TraceId">What Meta's support asks for.</param>
public sealed record GraphError(int Http, int Code, int Subcode, string TraceId)
{
    /// <summary>What the numbers mean (see <see cref="GraphTroubles"/>).</summary>
    public GraphTrouble Trouble => GraphTroubles.Of(this);

    /// <summary>When a throttle said how long it lasts.</summary>
    public TimeSpan? Regain { get; init; }

    /// <summary>"36003/2207009".</summary>
    public string Numbers => string.Create(CultureInfo.InvariantCulture, $"{Code}/{Subcode}");

    /// <summary>Null when the answer holds no error object with a code.</summary>
    public static GraphError? Read(int http, JsonElement answer) =>
        GraphJson.Child(answer, "error") is { } error && int.TryParse(GraphJson.Text(error, "code"), out var code)
            ? new GraphError(http, code, GraphJson.Number(error, "error_subcode"), Trace(GraphJson.Text(error, "fbtrace_id")))
            : null;

    // It goes into logs: as short and plain as theirs are.
    private static string Trace(string? id) => new([.. (id ?? "").Where(letter => char.IsAsciiLetterOrDigit(letter) || letter is '-' or '_').Take(40)]);
}
