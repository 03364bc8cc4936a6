using System.Collections.Concurrent;

namespace LibraryBot.Tests.Support;

/// <summary>
/// Meta's own fetching of pictures, which really goes out over HTTP, to loopback only. Scripted with
/// <c>graph.Script.Fetching(address)</c>.
/// </summary>
public sealed class GraphPictures : IDisposable
{
    private readonly FakeGraph graph;
    private readonly HttpClient http = new(new SocketsHttpHandler { AllowAutoRedirect = false }) { Timeout = Timeout.InfiniteTimeSpan };
    private readonly ConcurrentDictionary<string, (byte[] Bytes, string ContentType)> kept = new(StringComparer.Ordinal);
    private readonly ConcurrentDictionary<string, string> places = new(StringComparer.Ordinal);
    private readonly ConcurrentQueue<string> fetched = new();

    internal GraphPictures(FakeGraph graph) => this.graph = graph;

    /// <summary>How long it waits for a picture, in real time.</summary>
    public TimeSpan Patience { get; set; } = TimeSpan.FromSeconds(5);

    /// <summary>It first reads robots.txt of the host, as facebookexternalhit.</summary>
    public bool ReadsRobots { get; set; }

    /// <summary>Every address that it was sent to, in order.</summary>
    public IReadOnlyList<string> Fetched => [.. fetched];

    /// <summary>A picture of the Internet, under any address, without a server.</summary>
    public void Keep(string address, byte[] bytes, string contentType = "image/jpeg") => kept[address] = (bytes, contentType);

    /// <summary>A public host whose pictures come from a loopback server: ("https://perpus.example", "http://127.0.0.1:5080").</summary>
    public void Host(string publicBase, string loopbackBase) => places[publicBase.TrimEnd('/')] = loopbackBase.TrimEnd('/');

    public void Dispose() => http.Dispose();

    internal async Task<GraphPicture> Fetch(string address)
    {
        fetched.Enqueue(address);
        if (!Uri.TryCreate(address, UriKind.Absolute, out var uri) || uri.Scheme is not ("http" or "https"))
            return GraphPicture.NotFetched("not an address");
        switch (graph.Script.TakeFetch(address))
        {
            case GraphTrouble.Delay { Milliseconds: var slow } when TimeSpan.FromMilliseconds(slow) >= Patience:
            case GraphTrouble.Hold:
                return GraphPicture.TooSlow;
            case GraphTrouble.ComesAs(var type):
                return (await Fetch(uri)) with { ContentType = type };
            case null or GraphTrouble.Delay:
                return await Fetch(uri);
            case var trouble:
                return GraphPicture.NotFetched(trouble.Outcome);
        }
    }

    private async Task<GraphPicture> Fetch(Uri address)
    {
        if (kept.TryGetValue(address.OriginalString, out var picture))
            return new GraphPicture(picture.Bytes, picture.ContentType, null);
        if (Place(address) is not { IsLoopback: true } place)
            return GraphPicture.NotFetched("no such host");
        using var late = new CancellationTokenSource(Patience);
        try
        {
            if (ReadsRobots && await IsForbidden(place, late.Token))
                return GraphPicture.NotFetched("robots.txt");
            using var response = await http.GetAsync(place, late.Token);
            return response.IsSuccessStatusCode
                ? new GraphPicture(await response.Content.ReadAsByteArrayAsync(late.Token), response.Content.Headers.ContentType?.MediaType ?? "", null)
                : GraphPicture.NotFetched($"{(int)response.StatusCode}");
        }
        catch (OperationCanceledException)
        {
            return GraphPicture.TooSlow;
        }
        catch (HttpRequestException failed)
        {
            return GraphPicture.NotFetched($"{failed.HttpRequestError}");
        }
    }

    private Uri? Place(Uri address)
    {
        var (start, place) = places.FirstOrDefault(known => address.OriginalString.StartsWith(known.Key + "/", StringComparison.Ordinal));
        return start is null ? address : new Uri(place + address.OriginalString[start.Length..]);
    }

    private async Task<bool> IsForbidden(Uri address, CancellationToken until)
    {
        using var response = await http.GetAsync(new Uri(address, "/robots.txt"), until);
        if (!response.IsSuccessStatusCode)
            return false;
        var meant = false;
        foreach (var line in (await response.Content.ReadAsStringAsync(until)).Split('\n', StringSplitOptions.TrimEntries))
        {
            if (line.Split(':', 2, StringSplitOptions.TrimEntries) is not [var key, var value])
                continue;
            if (key.Equals("User-agent", StringComparison.OrdinalIgnoreCase))
                meant = value is "*" || value.Equals("facebookexternalhit", StringComparison.OrdinalIgnoreCase);
            else if (meant && key.Equals("Disallow", StringComparison.OrdinalIgnoreCase) && value.Length > 0 && address.AbsolutePath.StartsWith(value, StringComparison.Ordinal))
                return true;
        }

        return false;
    }
}

/// <summary>What a fetch brought: bytes, or why not.</summary>
internal sealed record GraphPicture(byte[] Bytes, string ContentType, string? Why)
{
    public static readonly GraphPicture TooSlow = new([], "", "too slow");

    public static GraphPicture NotFetched(string why) => new([], "", why);
}
