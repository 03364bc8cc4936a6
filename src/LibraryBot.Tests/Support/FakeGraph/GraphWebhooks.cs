using System.Text.Json.Nodes;

namespace LibraryBot.Tests.Support;

/// <summary>
/// Brings what happened to the app's own address (loopback only): at once, and again by the clock while it is not taken, when
/// DeliverDue is called or another thing happens. Its switches are Meta's habits and faults.
/// </summary>
public sealed class GraphWebhooks : IAsyncDisposable
{
    private readonly FakeGraph graph;
    private readonly GraphCourier courier = new();
    private readonly SemaphoreSlim oneAtATime = new(1);
    private readonly Lock guard = new();
    private readonly Dictionary<string, GraphCallback> callbacks = new(StringComparer.Ordinal);
    private readonly List<GraphEvent> waiting = [];
    private readonly List<GraphParcel> parcels = [];
    private readonly List<GraphDelivery> deliveries = [];
    private readonly List<GraphHandshake> handshakes = [];
    private Task running = Task.CompletedTask;

    internal GraphWebhooks(FakeGraph graph) => this.graph = graph;

    /// <summary>Nothing is sent before DeliverDue.</summary>
    public bool Holds { get; set; }

    /// <summary>How long it waits for an answer, in real time.</summary>
    public TimeSpan Patience
    {
        get => courier.Patience;
        set => courier.Patience = value;
    }

    public GraphSigning Signing
    {
        get => courier.Signing;
        set => courier.Signing = value;
    }

    /// <summary>How many more times each body is sent although it was taken.</summary>
    public int Duplicates { get; set; }

    /// <summary>What is sent in one go comes in another order: backwards.</summary>
    public bool Shuffles { get; set; }

    /// <summary>How many events travel in one body; fewer only with DeliverDue.</summary>
    public int Batch { get; set; } = 1;

    /// <summary>Events of one account stand as changes in one entry of the body, instead of an entry each.</summary>
    public bool OneEntryForAccount { get; set; }

    /// <summary>A body holds events of several Pages.</summary>
    public bool MixesAccounts { get; set; } = true;

    /// <summary>Each event is followed by one of a field that nobody knows, and holds a member that nobody knows.</summary>
    public bool AddsUnknownFields { get; set; }

    /// <summary>As without the permission to know who wrote.</summary>
    public bool WithoutFrom { get; set; }

    /// <summary>sender_id and sender_name instead of from, as once.</summary>
    public bool OldSenders { get; set; }

    /// <summary>Ids of digits come as numbers.</summary>
    public bool NumericIds { get; set; }

    /// <summary>Instagram's entries hold field and value themselves, without changes.</summary>
    public bool FlatInstagram { get; set; }

    /// <summary>The body's object is the other one.</summary>
    public bool WrongObject { get; set; }

    /// <summary>After so long without success the account's subscription is taken away; null: never.</summary>
    public TimeSpan? UnsubscribesAfter { get; set; }

    /// <summary>How many bodies were given up after 36 hours.</summary>
    public int Dropped { get; private set; }

    /// <summary>Every attempt.</summary>
    public IReadOnlyList<GraphDelivery> Deliveries => Copy(deliveries);

    public IReadOnlyList<GraphHandshake> Handshakes => Copy(handshakes);

    /// <summary>Makes the handshake; only after 200 and the bare challenge anything is sent there.</summary>
    /// <param name="url">The app's address.</param>
    /// <param name="verifyToken">Null: the fake's own.</param>
    /// <param name="secret">Signs; null: the app's secret.</param>
    /// <param name="object">"page" or "instagram".</param>
    /// <param name="fields">Also subscribes all accounts to these fields ("feed,mention"); null: that is left to the app's subscribed_apps calls.</param>
    public async Task<bool> Subscribe(string url, string? verifyToken = null, string? secret = null, string @object = "page", string? fields = null)
    {
        var why = await courier.Shake(new Uri(url), verifyToken ?? graph.VerifyToken);
        lock (guard)
        {
            handshakes.Add(new GraphHandshake(url, @object, why is null, why));
            callbacks.Remove(@object);
            if (why is null)
                callbacks[@object] = new GraphCallback(new Uri(url), secret ?? graph.AppSecret);
        }

        foreach (var accountFields in AccountsFields(@object))
        {
            lock (graph.Guard)
                accountFields.UnionWith(fields?.Split(',', StringSplitOptions.TrimEntries) ?? []);
        }

        return why is null;
    }

    /// <summary>Anything at all, to whoever has subscribed to the object.</summary>
    public void Sends(string @object, string accountId, string field, JsonObject value)
    {
        lock (guard)
            waiting.Add(new GraphEvent(@object, accountId, graph.Clock.Now, field, value));
        Wake();
    }

    /// <summary>Sends what waits and what is due again by the clock; ends when it has been answered or not.</summary>
    public async Task DeliverDue()
    {
        _ = graph.World.All<GraphPost>();
        await Deliver(all: true);
    }

    public async ValueTask DisposeAsync()
    {
        await running.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        courier.Dispose();
        oneAtATime.Dispose();
    }

    internal void Emit(string @object, GraphNode account, ISet<string> subscribed, string field, JsonObject value)
    {
        if (!subscribed.Contains(field))
            return;
        lock (guard)
            waiting.Add(new GraphEvent(@object, account.Id, graph.Clock.Now, field, value));
        Wake();
    }

    internal void Wake()
    {
        lock (guard)
        {
            if (!Holds && (waiting.Count >= Batch || parcels.Count > 0))
                running = Task.WhenAll(running, Task.Run(() => Deliver(all: false)));
        }
    }

    internal void Clear()
    {
        lock (guard)
        {
            callbacks.Clear();
            waiting.Clear();
            parcels.Clear();
            deliveries.Clear();
            handshakes.Clear();
            Dropped = 0;
        }
    }

    private async Task Deliver(bool all)
    {
        await oneAtATime.WaitAsync();
        try
        {
            Pack(all);
            while (Due() is { } parcel)
                await Bring(parcel);
        }
        finally
        {
            oneAtATime.Release();
        }
    }

    private void Pack(bool all)
    {
        lock (guard)
        {
            // Events for which there is no address are lost, as they are at Meta.
            waiting.RemoveAll(waited => !callbacks.ContainsKey(waited.Object));
            if (waiting.Count < Batch && !all)
                return;
            var going = waiting.SelectMany(waited => AddsUnknownFields ? [waited, waited.Mystery()] : new[] { waited }).ToList();
            waiting.Clear();
            if (Shuffles)
                going.Reverse();
            foreach (var body in going.GroupBy(one => MixesAccounts ? one.Object : $"{one.Object} {one.AccountId}").SelectMany(group => group.Chunk(Math.Max(1, Batch))))
                parcels.Add(new GraphParcel(callbacks[body[0].Object], new GraphEnvelope(this).Body(body), body[0], graph.Clock.Now));
        }
    }

    private GraphParcel? Due()
    {
        lock (guard)
            return parcels.Find(parcel => parcel.NextAt <= graph.Clock.Now);
    }

    private async Task Bring(GraphParcel parcel)
    {
        var taken = await Carry(parcel);
        for (var i = 0; taken && i < Duplicates; i++)
            await Carry(parcel);
        if (!taken && UnsubscribesAfter <= graph.Clock.Now - parcel.FirstAt)
            Unsubscribe(parcel.First.AccountId);
        lock (guard)
        {
            if (!taken && parcel.PutOff(graph.Clock.Now))
                return;
            parcels.Remove(parcel);
            if (!taken)
                Dropped++;
        }
    }

    private async Task<bool> Carry(GraphParcel parcel)
    {
        var delivery = await courier.Bring(parcel.Body, parcel.To.Url, parcel.To.Secret, graph.Clock.Now);
        lock (guard)
            deliveries.Add(delivery);
        return delivery.Error is null;
    }

    private IEnumerable<ISet<string>> AccountsFields(string @object) => @object == "page"
        ? graph.World.All<GraphPage>().Select(page => page.SubscribedFields)
        : graph.World.All<GraphInstagram>().Select(account => account.SubscribedFields);

    private void Unsubscribe(string accountId)
    {
        lock (graph.Guard)
        {
            graph.World.TryGet<GraphPage>(accountId)?.SubscribedFields.Clear();
            graph.World.TryGet<GraphInstagram>(accountId)?.SubscribedFields.Clear();
        }
    }

    private List<T> Copy<T>(List<T> list)
    {
        lock (guard)
            return [.. list];
    }
}

/// <summary>How a subscription began, and why it did not, or null.</summary>
public sealed record GraphHandshake(string Url, string Object, bool Succeeded, string? Error);
