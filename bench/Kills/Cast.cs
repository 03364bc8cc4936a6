using LibraryBot.People;

namespace LibraryBot.Bench.Kills;

/// <summary>Everyone who wants something of the bot, all at once.</summary>
internal sealed class Cast
{
    /// <summary>Who is on the staff, in the order of their sign-in codes.</summary>
    public static readonly IReadOnlyList<(string Name, Role Role)> Staff =
        [("sri", Role.Librarian), ("budi", Role.Librarian), ("tuti", Role.Librarian), ("ratna", Role.Approver)];

    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(30);

    private readonly HttpClient http;

    public Cast(IReadOnlyList<string> codes, string dataFolder, HttpClient http)
    {
        this.http = http;
        var quota = new PostQuota(TimeProvider.System);
        Librarians = [.. Staff.Zip(codes).Where(each => each.First.Role == Role.Librarian).Select(each => new Librarian(each.First.Name, each.Second, quota))];
        Approver = new Approver(Staff[^1].Name, codes[^1]);
        Patrons = [.. new[] { "dewi", "tono", "ayu", "jaka" }.Select(name => new Patron(name))];
        Importer = new Importer(dataFolder);
    }

    public IReadOnlyList<Librarian> Librarians { get; }
    public Approver Approver { get; }
    public IReadOnlyList<Patron> Patrons { get; }
    public Importer Importer { get; }

    public IEnumerable<Actor> Actors => [.. Librarians, Approver, .. Patrons];

    public int Acknowledged => Actors.Sum(actor => actor.Acknowledged) + Importer.Acknowledged;

    /// <summary>Everybody talks until the bot is gone; killing it is the caller's to do, once traffic flows.</summary>
    public async Task Talk(string url, Func<Task> kill)
    {
        foreach (var actor in Actors)
            await actor.Open(http, url);

        using var gone = new CancellationTokenSource();
        var flows = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        var talking = Task.WhenAll([.. Actors.Select(actor => actor.Talk(() => flows.TrySetResult(), gone.Token)), Importer.Import(() => { }, gone.Token)]);
        await flows.Task.WaitAsync(Patience, TimeProvider.System);
        await kill();
        await gone.CancelAsync();
        await talking.WaitAsync(Patience, TimeProvider.System);
    }
}
