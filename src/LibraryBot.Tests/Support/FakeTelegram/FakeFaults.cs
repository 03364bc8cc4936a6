namespace LibraryBot.Tests.Support;

/// <summary>What goes wrong with the next calls of a method, in order.</summary>
public sealed class FakeFaults
{
    private readonly Lock guard = new();
    private readonly List<Planned> planned = [];

    /// <param name="method">Of the Bot API; "*" for any; "webhook" for an update on its way to the bot, which knows DropBefore and DropAfter.</param>
    /// <param name="fault">What goes wrong.</param>
    /// <param name="times">With how many calls.</param>
    /// <param name="chat">Only with calls for this chat.</param>
    public void Next(string method, Fault fault, int times = 1, long? chat = null)
    {
        lock (guard)
            planned.Add(new Planned(method, fault, chat) { Left = times });
    }

    /// <summary>Nothing goes wrong from now on.</summary>
    public void Clear()
    {
        lock (guard)
            planned.Clear();
    }

    internal Fault? Take(string method, string? chat = null)
    {
        lock (guard)
        {
            if (planned.Find(fault => fault.Fits(method, chat)) is not { } next)
                return null;
            if (--next.Left == 0)
                planned.Remove(next);
            return next.Fault;
        }
    }

    private sealed record Planned(string Method, Fault Fault, long? Chat)
    {
        public int Left { get; set; }

        public bool Fits(string method, string? chat) =>
            (Method == "*" ? method != "webhook" : Method.Equals(method, StringComparison.OrdinalIgnoreCase))
            && (Chat is null || Chat.ToString() == chat);
    }
}

/// <summary>One thing that goes wrong.</summary>
public abstract record Fault
{
    /// <summary>500, as the server itself says it.</summary>
    public static Fault ServerError => new Refuses(new FakeRefusal(500, "Internal Server Error"));

    public static Fault Blocked => new Refuses(FakeRefusal.Blocked());

    public static Fault Deactivated => new Refuses(FakeRefusal.Deactivated());

    public static Fault Kicked(string type = "supergroup") => new Refuses(FakeRefusal.Kicked(type));

    public static Fault Migrated(long to) => new Refuses(FakeRefusal.Migrated(to));

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
