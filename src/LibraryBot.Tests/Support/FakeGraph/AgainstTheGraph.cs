using System.Text.Json.Nodes;
using Microsoft.Extensions.Time.Testing;
using SkiaSharp;

namespace LibraryBot.Tests.Support;

/// <summary>The fake is only worth something where it is as strict as Meta: calls it by hand.</summary>
public abstract class AgainstTheGraph : IAsyncLifetime
{
    protected const string PictureUrl = "https://perpus.example/gambar/1.jpg";
    protected static readonly byte[] Square = Photos.Plain(SKColors.Teal, 600, 600);

    protected HttpClient Http { get; } = new();
    protected FakeTimeProvider Time { get; } = new(new DateTimeOffset(2026, 11, 22, 3, 0, 0, TimeSpan.Zero));
    protected FakeGraph Graph { get; private set; } = null!;

    public async Task InitializeAsync()
    {
        Graph = await FakeGraph.Start(Time);
        Graph.Pictures.Keep(PictureUrl, Square);
    }

    public async Task DisposeAsync()
    {
        Http.Dispose();
        await Graph.DisposeAsync();
    }

    /// <summary>With the Page's token, when none is among the parameters.</summary>
    protected Task<GraphSaid> Post(string path, params (string Name, string Value)[] parameters) => Send(HttpMethod.Post, path, parameters);

    /// <inheritdoc cref="Post"/>
    protected Task<GraphSaid> Get(string path, params (string Name, string Value)[] parameters) => Send(HttpMethod.Get, path, parameters);

    /// <inheritdoc cref="Post"/>
    protected Task<GraphSaid> Delete(string path) => Send(HttpMethod.Delete, path, []);

    protected async Task<string> Made(string path, params (string Name, string Value)[] parameters)
    {
        var said = await Post(path, parameters);
        return (string?)said.Json["id"] ?? throw new InvalidOperationException(said.Text);
    }

    /// <summary>The id of a staged post.</summary>
    protected Task<string> Staged(string message) => Made($"/{Graph.PageId}/feed", ("message", message), ("published", "false"));

    /// <summary>The id of a container that can be published.</summary>
    protected async Task<string> Finished(string caption = "Buku baru")
    {
        var container = await Made($"/{Graph.InstagramId}/media", ("image_url", PictureUrl), ("caption", caption));
        Time.Advance(TimeSpan.FromSeconds(2));
        return container;
    }

    protected Task<GraphSaid> Published(string container) => Post($"/{Graph.InstagramId}/media_publish", ("creation_id", container));

    protected async Task<GraphSaid> Send(HttpMethod method, string path, (string Name, string Value)[] parameters)
    {
        var all = parameters.ToDictionary(pair => pair.Name, pair => pair.Value);
        all.TryAdd("access_token", Graph.PageToken);
        using var form = new FormUrlEncodedContent(all);
        var url = $"{Graph.BaseUrl}/v26.0{path}";
        using var request = method == HttpMethod.Get
            ? new HttpRequestMessage(method, $"{url}?{await form.ReadAsStringAsync()}")
            : new HttpRequestMessage(method, url) { Content = form };
        return await Send(request);
    }

    protected async Task<GraphSaid> Send(HttpRequestMessage request)
    {
        using var response = await Http.SendAsync(request);
        var text = await response.Content.ReadAsStringAsync();
        var headers = response.Headers.Concat(response.Content.Headers).ToDictionary(header => header.Key, header => string.Join(',', header.Value), StringComparer.OrdinalIgnoreCase);
        return new GraphSaid((int)response.StatusCode, text, headers);
    }
}

/// <summary>An answer of the fake.</summary>
public sealed record GraphSaid(int Status, string Text, IReadOnlyDictionary<string, string> Headers)
{
    public JsonObject Json => (JsonObject)JsonNode.Parse(Text)!;
    public string Id => (string?)Json["id"] ?? throw new InvalidOperationException(Text);
    public JsonArray Data => (JsonArray)Json["data"]!;

    /// <summary>"400 190/463", or "200".</summary>
    public string Code => Json["error"] is { } error ? $"{Status} {error["code"]}/{error["error_subcode"]?.ToString() ?? "0"}" : $"{Status}";

    public string Message => (string?)Json["error"]?["message"] ?? "";
    public IEnumerable<string> Ids => Data.Select(item => (string)item!["id"]!);
}
