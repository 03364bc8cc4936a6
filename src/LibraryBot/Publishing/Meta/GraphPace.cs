using System.Text.Json;

namespace LibraryBot.Publishing.Meta;

/// <summary>
/// How much Meta still takes from us, as its answers say: <c>x-app-usage</c> and <c>x-business-use-case-usage</c> hold percents of what is
/// allowed in the hour (developers.facebook.com/docs/graph-api/overview/rate-limiting). Near the end calls are spread; at it, or when a
/// call was refused for it, there are none until the named time. For many threads.
/// </summary>
public sealed class GraphPace(TimeProvider clock)
{
    private const int Near = 80;
    private const int Full = 100;
    private static readonly TimeSpan Spread = TimeSpan.FromSeconds(20);
    private static readonly TimeSpan UnnamedWait = TimeSpan.FromMinutes(1);
    private static readonly TimeSpan UnnamedAtMost = TimeSpan.FromMinutes(30);
    private readonly Lock gate = new();
    private DateTimeOffset openAt;
    private int unnamed;

    /// <summary>When the next call may be made; in the past: now.</summary>
    public DateTimeOffset OpenAt
    {
        get
        {
            lock (gate)
                return openAt;
        }
    }

    /// <summary>No call until then; a later end that is known already stays.</summary>
    public void CloseUntil(DateTimeOffset moment)
    {
        lock (gate)
            openAt = moment > openAt ? moment : openAt;
    }

    /// <summary>Minds what an answer's headers say; answers how long a throttle lasts where they name it.</summary>
    internal TimeSpan? Mind(HttpResponseMessage answer)
    {
        var (used, regain) = Usage(answer);
        lock (gate)
        {
            if (used < Full)
                unnamed = 0;
        }

        if (regain is { } wait && wait > TimeSpan.Zero)
            CloseUntil(clock.GetUtcNow() + wait);
        else if (used >= Full)
            CloseUntil(clock.GetUtcNow() + UnnamedWait);
        else if (used >= Near)
            CloseUntil(clock.GetUtcNow() + Spread);
        return regain;
    }

    /// <summary>A call was refused for there being too many; answers how long there are none.</summary>
    internal TimeSpan Throttled(TimeSpan? named)
    {
        lock (gate)
        {
            var doubled = UnnamedWait * Math.Pow(2, Math.Min(unnamed, 6));
            var wait = named ?? (doubled < UnnamedAtMost ? doubled : UnnamedAtMost);
            unnamed++;
            var until = clock.GetUtcNow() + wait;
            openAt = until > openAt ? until : openAt;
            return openAt - clock.GetUtcNow();
        }
    }

    private static (int Used, TimeSpan? Regain) Usage(HttpResponseMessage answer)
    {
        var buckets = Read(answer, "x-app-usage").Concat(Read(answer, "x-business-use-case-usage")).ToList();
        var minutes = buckets.Max(bucket => (int?)GraphJson.Number(bucket, "estimated_time_to_regain_access")) ?? 0;
        return (buckets.Select(Most).DefaultIfEmpty(0).Max(), minutes > 0 ? TimeSpan.FromMinutes(minutes) : null);
    }

    private static int Most(JsonElement bucket) =>
        new[] { "call_count", "total_cputime", "total_time" }.Max(name => GraphJson.Number(bucket, name));

    /// <summary>The one bucket of an app, or those of each business.</summary>
    private static IEnumerable<JsonElement> Read(HttpResponseMessage answer, string header)
    {
        if (!answer.Headers.TryGetValues(header, out var values))
            return [];
        try
        {
            var read = JsonDocument.Parse(string.Join(',', values)).RootElement.Clone();
            return read.ValueKind != JsonValueKind.Object ? []
                : read.EnumerateObject().Any(each => each.Value.ValueKind == JsonValueKind.Array)
                    ? [.. read.EnumerateObject().SelectMany(each => GraphJson.Rows(read, each.Name))]
                    : [read];
        }
        catch (JsonException)
        {
            return [];
        }
    }
}
