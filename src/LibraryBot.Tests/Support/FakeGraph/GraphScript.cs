namespace LibraryBot.Tests.Support;

/// <summary>
/// What goes wrong, in order: the first rule that fits a call and has not had its turn. "Before" does nothing of what was
/// asked; "after" does it all. What the caller hears is the same.
/// </summary>
public sealed class GraphScript
{
    private readonly FakeGraph graph;
    private readonly Lock guard = new();
    private readonly List<GraphFault> faults = [];

    internal GraphScript(FakeGraph graph) => this.graph = graph;

    public GraphFault Add(GraphFault fault)
    {
        lock (guard)
            faults.Add(fault);
        return fault;
    }

    /// <summary>Nothing is done: <c>graph.Script.Before("POST", "/media_publish$").Drops()</c>.</summary>
    /// <param name="method">GET, POST, DELETE, or null for any.</param>
    /// <param name="path">A regular expression for the path without its version.</param>
    /// <param name="nth">From the how-many-th call on that fits, counted from now.</param>
    public GraphFault.Rule Before(string? method, string path, int nth = 1) => new(this, method, path, nth, After: false);

    /// <summary>It is done, and only then goes wrong: <c>graph.Script.After("POST", "/feed$").Answers(500, 2)</c>.</summary>
    /// <inheritdoc cref="Before"/>
    public GraphFault.Rule After(string? method, string path, int nth = 1) => new(this, method, path, nth, After: true);

    /// <summary>When the fake fetches a picture from an address that fits: Drops, Answers(404, 0), Delays, Redirects or HasContentType.</summary>
    public GraphFault.Rule Fetching(string address, int nth = 1) => new(this, GraphFault.Fetch, address, nth, After: false);

    public void Clear()
    {
        lock (guard)
            faults.Clear();
    }

    internal GraphFault? Take(GraphCall call) =>
        Take(fault => fault.Fits(call.Method, call.Path) && fault.FitsParameter(call.Arguments), call.Now);

    internal GraphTrouble? TakeFetch(string address) => Take(fault => fault.Fits(GraphFault.Fetch, address), graph.Clock.Now)?.Does;

    private GraphFault? Take(Func<GraphFault, bool> fits, DateTimeOffset now)
    {
        lock (guard)
        {
            // Every rule that fits counts the call, and the first whose turn it is takes it.
            var fitting = faults.FindAll(fault => fits(fault));
            fitting.ForEach(fault => fault.Count());
            var due = fitting.Find(fault => fault.IsDue(now));
            due?.Used(now);
            return due;
        }
    }
}
