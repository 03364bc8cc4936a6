namespace LibraryBot.Tests.Support;

/// <summary>What goes wrong with the next calls of a method, in order.</summary>
public sealed class FakeFaults
{
    private readonly Lock guard = new();
    private readonly Dictionary<string, Queue<Fault>> planned = new(StringComparer.OrdinalIgnoreCase);

    public void Next(string method, Fault fault, int times = 1)
    {
        lock (guard)
        {
            if (!planned.TryGetValue(method, out var queue))
                planned[method] = queue = new Queue<Fault>();
            for (var i = 0; i < times; i++)
                queue.Enqueue(fault);
        }
    }

    internal Fault? Take(string method)
    {
        lock (guard)
            return planned.TryGetValue(method, out var queue) && queue.TryDequeue(out var fault) ? fault : null;
    }
}

/// <summary>One thing that goes wrong.</summary>
public abstract record Fault
{
    /// <summary>429 with retry_after.</summary>
    public sealed record Flood(int Seconds) : Fault;

    /// <summary>An answer of the server in front: HTML, not JSON.</summary>
    public sealed record BadGateway : Fault;

    /// <summary>The connection breaks and nothing was done.</summary>
    public sealed record DropBefore : Fault;

    /// <summary>It was done and the connection breaks before the answer.</summary>
    public sealed record DropAfter : Fault;

    /// <summary>It was done, and the answer is no JSON.</summary>
    public sealed record Garbled : Fault;

    /// <summary>Nothing is done before this task ends.</summary>
    public sealed record Hold(Task Until) : Fault
    {
        /// <summary>Ends when the call has come in.</summary>
        public TaskCompletionSource Arrived { get; } = new(TaskCreationOptions.RunContinuationsAsynchronously);
    }

    /// <summary>Nothing at all: the call goes well, and the next fault waits for the next call.</summary>
    public sealed record None : Fault;

    /// <summary>Nothing is done, and this is the result, whatever the method promises.</summary>
    public sealed record Answers(System.Text.Json.Nodes.JsonNode? Result) : Fault;

    /// <summary>Any refusal.</summary>
    public sealed record Refuses(FakeRefusal With) : Fault;
}
