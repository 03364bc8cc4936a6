using System.Globalization;
using System.Net.Http.Headers;
using System.Text;
using System.Text.Json.Nodes;

namespace LibraryBot.Tests.Support;

/// <summary>Goes to the app's own address with a challenge or with a signed body.</summary>
internal sealed class GraphCourier : IDisposable
{
    private readonly HttpClient http = new(new SocketsHttpHandler { AllowAutoRedirect = false }) { Timeout = Timeout.InfiniteTimeSpan };

    /// <summary>How long it waits for an answer, in real time.</summary>
    public TimeSpan Patience { get; set; } = TimeSpan.FromSeconds(5);

    public GraphSigning Signing { get; set; }

    public void Dispose() => http.Dispose();

    /// <summary>Null after 200 and the bare challenge; else why not.</summary>
    public async Task<string?> Shake(Uri url, string verifyToken)
    {
        if (!url.IsLoopback)
            return "not on loopback";
        var challenge = Random.Shared.Next(100_000_000, int.MaxValue).ToString(CultureInfo.InvariantCulture);
        var asked = new UriBuilder(url) { Query = $"hub.mode=subscribe&hub.challenge={challenge}&hub.verify_token={Uri.EscapeDataString(verifyToken)}" };
        using var late = new CancellationTokenSource(Patience);
        try
        {
            using var response = await http.GetAsync(asked.Uri, late.Token);
            if ((int)response.StatusCode != 200)
                return $"answered {(int)response.StatusCode}";
            return await response.Content.ReadAsStringAsync(late.Token) == challenge ? null : "did not say the challenge";
        }
        catch (Exception failed) when (failed is HttpRequestException or OperationCanceledException)
        {
            return "did not answer";
        }
    }

    public async Task<GraphDelivery> Bring(JsonObject body, Uri url, string secret, DateTimeOffset now)
    {
        var text = GraphJson.Escaped(body);
        var bytes = Encoding.ASCII.GetBytes(text);
        using var request = new HttpRequestMessage(HttpMethod.Post, url) { Content = new ByteArrayContent(bytes) };
        request.Content.Headers.ContentType = new MediaTypeHeaderValue("application/json");
        GraphSignature.Sign(request, Signing, secret, bytes, body);
        using var late = new CancellationTokenSource(Patience);
        try
        {
            using var response = await http.SendAsync(request, late.Token);
            var status = (int)response.StatusCode;
            return new GraphDelivery(url.ToString(), text, now, status, response.IsSuccessStatusCode ? null : $"answered {status}");
        }
        catch (HttpRequestException failed)
        {
            return new GraphDelivery(url.ToString(), text, now, 0, $"{failed.HttpRequestError}");
        }
        catch (OperationCanceledException)
        {
            return new GraphDelivery(url.ToString(), text, now, 0, "no answer in time");
        }
    }
}

/// <summary>An attempt to bring a body: the HTTP status (0: none), and why it is not taken, or null.</summary>
public sealed record GraphDelivery(string Url, string Body, DateTimeOffset At, int Status, string? Error);
