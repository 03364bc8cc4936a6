using System.Globalization;
using Microsoft.AspNetCore.Http;

namespace LibraryBot.Tests.Support;

/// <summary>What goes wrong with one call.</summary>
public abstract record GraphTrouble
{
    /// <summary>200 without a body.</summary>
    public static GraphTrouble Empty { get; } = new Says(200, GraphWire.Json, "");

    /// <summary>502 in HTML, from the server in front.</summary>
    public static GraphTrouble BadGateway { get; } = new Says(502, "text/html", "<html><head><title>502 Bad Gateway</title></head><body>190 463</body></html>");

    /// <summary>As the journal tells it.</summary>
    internal abstract string Outcome { get; }

    /// <summary>Whether the call goes on to its end even when the trouble comes before.</summary>
    internal virtual bool LetsThrough => false;

    /// <summary>False when the caller had hung up meanwhile.</summary>
    internal virtual Task<bool> Wait(CancellationToken callerGone) => Task.FromResult(true);

    /// <param name="context">The call over HTTP.</param>
    /// <param name="wire">Writes answers.</param>
    /// <param name="call">The call.</param>
    /// <param name="answer">What would be answered; null when nothing was done.</param>
    internal virtual Task Write(HttpContext context, GraphWire wire, GraphCall call, GraphAnswer? answer) => wire.Write(context, call, answer!);

    /// <summary>An error of the Graph API.</summary>
    public sealed record Error(int Http, int Code, int Subcode = 0, string? Message = null) : GraphTrouble
    {
        internal override string Outcome => string.Create(CultureInfo.InvariantCulture, $"{Http} {Code}/{Subcode} (scripted)");

        internal override Task Write(HttpContext context, GraphWire wire, GraphCall call, GraphAnswer? answer)
        {
            var refusal = new GraphRefusal(Code, Subcode, Message ?? GraphErrors.Message(Code, Subcode))
            {
                Http = Http, Title = GraphErrors.Title(Code, Subcode), UserMessage = GraphErrors.UserMessage(Code, Subcode),
            };
            return wire.Write(context, call, wire.Answer(refusal));
        }
    }

    /// <summary>The connection is reset.</summary>
    public sealed record Drop : GraphTrouble
    {
        internal override string Outcome => "dropped";

        internal override Task Write(HttpContext context, GraphWire wire, GraphCall call, GraphAnswer? answer)
        {
            context.Abort();
            return Task.CompletedTask;
        }
    }

    /// <summary>Waits in real time. Before: when the caller has hung up by then, nothing is done; else all goes well.</summary>
    public sealed record Delay(int Milliseconds) : GraphTrouble
    {
        internal override string Outcome => "delayed";
        internal override bool LetsThrough => true;

        internal override async Task<bool> Wait(CancellationToken callerGone)
        {
            await Task.Delay(TimeSpan.FromMilliseconds(Milliseconds), TimeProvider.System, callerGone).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            return !callerGone.IsCancellationRequested;
        }
    }

    /// <summary>Waits for a task. Before: when the caller has hung up by then, nothing is done; else all goes well.</summary>
    public sealed record Hold(Task Until) : GraphTrouble
    {
        /// <summary>Ends when a call has come in (after: when it has been done).</summary>
        public TaskCompletionSource Arrived { get; } = new(TaskCreationOptions.RunContinuationsAsynchronously);

        internal override string Outcome => "held";
        internal override bool LetsThrough => true;

        internal override async Task<bool> Wait(CancellationToken callerGone)
        {
            Arrived.TrySetResult();
            await Until.WaitAsync(callerGone).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            return !callerGone.IsCancellationRequested;
        }
    }

    /// <summary>Half of an answer, then the connection is reset.</summary>
    public sealed record CloseMidBody : GraphTrouble
    {
        internal override string Outcome => "closed in mid body";

        internal override async Task Write(HttpContext context, GraphWire wire, GraphCall call, GraphAnswer? answer)
        {
            context.Response.ContentType = GraphWire.Json;
            context.Response.ContentLength = 64;
            await context.Response.WriteAsync("{\"id\":\"1");
            await context.Response.Body.FlushAsync();
            context.Abort();
        }
    }

    /// <summary>Any answer at all, whatever the call was.</summary>
    public sealed record Says(int Http, string ContentType, string Body) : GraphTrouble
    {
        internal override string Outcome => string.Create(CultureInfo.InvariantCulture, $"{Http} {ContentType}");

        internal override async Task Write(HttpContext context, GraphWire wire, GraphCall call, GraphAnswer? answer)
        {
            context.Response.StatusCode = Http;
            context.Response.ContentType = ContentType;
            await context.Response.WriteAsync(Body);
        }
    }

    /// <summary>From the first call on, every call that fits is refused for so many minutes of the clock, with usage headers at 100.</summary>
    public sealed record Throttle(int Minutes, int Code) : GraphTrouble
    {
        internal DateTimeOffset? Until { get; set; }
        internal override string Outcome => string.Create(CultureInfo.InvariantCulture, $"throttled {Code}");

        internal override Task Write(HttpContext context, GraphWire wire, GraphCall call, GraphAnswer? answer)
        {
            var left = Until is { } until ? (int)Math.Ceiling((until - call.Now).TotalMinutes) : Minutes;
            var refusal = new GraphRefusal(Code, 0, GraphErrors.Message(Code, 0)) { Http = Code is 4 or 17 ? 403 : 400 };
            return wire.Write(context, call, wire.Answer(refusal), GraphUsage.Full(left));
        }
    }

    /// <summary>The life of the container that the call creates, step by step.</summary>
    public sealed record Timeline(params IReadOnlyList<GraphStep> Steps) : GraphTrouble
    {
        internal override string Outcome => "200";
        internal override bool LetsThrough => true;
    }

    /// <summary>The fetched picture comes with another Content-Type.</summary>
    public sealed record ComesAs(string Type) : GraphTrouble
    {
        internal override string Outcome => Type;
    }
}

/// <summary>So many seconds after it was created a container is IN_PROGRESS, FINISHED, ERROR (with a subcode) or EXPIRED.</summary>
public sealed record GraphStep(double Seconds, string Status, int Subcode = 0);
