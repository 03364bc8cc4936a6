using System.Net.Http.Headers;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;

namespace LibraryBot.Publishing.Meta;

/// <summary>
/// The one way to Meta's Graph API: each call is made once, never repeated here, and told apart by what is known of it afterwards. The
/// token goes in a header, so that no address, and no log of addresses, holds it.
/// </summary>
public sealed class GraphCalls : IDisposable
{
    private const int LargestAnswer = 4 << 20;

    /// <summary>A call under way when the bot stops gets this long to end: its answer is worth more than a doubt.</summary>
    private static readonly TimeSpan Grace = TimeSpan.FromSeconds(5);
    private readonly HttpClient http;
    private readonly TimeProvider clock;
    private readonly ILogger log;

    public GraphCalls(MetaOptions options, TimeProvider clock, ILogger log)
    {
        Options = options;
        this.clock = clock;
        this.log = log;
        Pace = new GraphPace(clock);
        http = new HttpClient(new WireWatch(new SocketsHttpHandler
        {
            ConnectTimeout = TimeSpan.FromSeconds(10),
            // Shorter than a server's keep-alive: a call written to a connection that is just closing would be in doubt.
            PooledConnectionIdleTimeout = TimeSpan.FromSeconds(20),
            PooledConnectionLifetime = TimeSpan.FromMinutes(5),
            AllowAutoRedirect = false,
            UseCookies = false,
        }))
        {
            Timeout = Timeout.InfiniteTimeSpan,
            MaxResponseContentBufferSize = LargestAnswer,
        };
    }

    public MetaOptions Options { get; }
    public GraphPace Pace { get; }

    /// <summary>Makes a call as an account of the library.</summary>
    public Task<GraphAnswer> Make(MetaAccount account, GraphRequest request, CancellationToken cancel) =>
        Make(UrlOf(account.Kind), account.Token, request, cancel);

    /// <summary>Where the calls of a kind of account go.</summary>
    public string UrlOf(string kind) => kind == Destination.Instagram ? Options.InstagramUrl ?? Options.GraphUrl : Options.GraphUrl;

    /// <summary>Makes a call with a token that is not (yet) an account's, or with none.</summary>
    public async Task<GraphAnswer> Make(string graphUrl, string? token, GraphRequest request, CancellationToken cancel)
    {
        var signed = Signed(request, token);
        using var message = new HttpRequestMessage(request.Method, signed.Address(Options, graphUrl) + signed.Query()) { Content = signed.Body() };
        if (token is not null)
            message.Headers.Authorization = new AuthenticationHeaderValue("Bearer", token);
        var answer = await Send(message, cancel);
        if (answer is GraphAnswer.Denied { Error: var error })
            log.LogInformation("Meta answered {Method} {Path} with {Http} {Numbers}, trace {Trace}", request.Method, request.Path, error.Http, error.Numbers, error.TraceId);
        else if (answer is GraphAnswer.Lost lost)
            log.LogWarning("Meta's answer to {Method} {Path} was lost: {Why}", request.Method, request.Path, lost.Why);
        return answer;
    }

    public void Dispose() => http.Dispose();

    private async Task<GraphAnswer> Send(HttpRequestMessage message, CancellationToken cancel)
    {
        using var late = new CancellationTokenSource(Options.Timeout, clock);
        using var stopping = cancel.Register(() => late.CancelAfter(Grace));
        try
        {
            using var response = await http.SendAsync(message, HttpCompletionOption.ResponseContentRead, late.Token);
            var regain = Pace.Mind(response);
            return Read((int)response.StatusCode, await response.Content.ReadAsByteArrayAsync(late.Token), regain);
        }
        catch (NothingLeft nothing)
        {
            return new GraphAnswer.NeverLeft(nothing.Message);
        }
        catch (OperationCanceledException)
        {
            return new GraphAnswer.Lost("No answer came in time.");
        }
        catch (Exception broken) when (broken is HttpRequestException or IOException)
        {
            return new GraphAnswer.Lost(broken.Message);
        }
    }

    private GraphAnswer Read(int http, byte[] body, TimeSpan? regain)
    {
        try
        {
            using var document = JsonDocument.Parse(body);
            var answer = document.RootElement.Clone();
            if (GraphError.Read(http, answer) is { } error)
                return new GraphAnswer.Denied(error.Trouble == GraphTrouble.Throttled ? error with { Regain = Pace.Throttled(regain) } : error);
            if (http is >= 200 and < 300 && answer.ValueKind == JsonValueKind.Object)
                return new GraphAnswer.Said(answer);
        }
        catch (JsonException)
        {
            // HTML of a server in front, or nothing at all.
        }

        return new GraphAnswer.Lost($"Meta answered {http} and nothing that can be read.");
    }

    private GraphRequest Signed(GraphRequest request, string? token) =>
        Proof(token) is { } proof ? request with { Fields = [.. request.Fields, ("appsecret_proof", proof)] } : request;

    private string? Proof(string? token) => token is null || Options.AppSecret is not { } secret ? null
        : Convert.ToHexStringLower(HMACSHA256.HashData(Encoding.UTF8.GetBytes(secret), Encoding.UTF8.GetBytes(token)));
}
