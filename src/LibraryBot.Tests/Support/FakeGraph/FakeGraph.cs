using System.Text.RegularExpressions;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;

namespace LibraryBot.Tests.Support;

/// <summary>
/// Meta's Graph API for tests, on a port of its own: one app, one Page and the Instagram account that is linked to it (more can
/// be added). It refuses what Meta refuses, and misbehaves as Meta does when its script says so.
/// </summary>
public sealed class FakeGraph : IAsyncDisposable
{
    private readonly WebApplication app;
    private TaskCompletionSource called = new(TaskCreationOptions.RunContinuationsAsynchronously);

    private FakeGraph(TimeProvider time, bool trickyIds)
    {
        Clock = new GraphClock(time);
        Script = new GraphScript(this);
        Pictures = new GraphPictures(this);
        Journal = new GraphJournal(this);
        Webhooks = new GraphWebhooks(this);
        Tokens = null!;
        World = null!;
        Page = null!;
        Instagram = null!;
        BeginAgain(trickyIds);
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        builder.WebHost.ConfigureKestrel(kestrel => kestrel.Limits.MaxRequestBodySize = 60 * 1024 * 1024);
        app = builder.Build();
        app.Run(context => new GraphHttp(this).Answer(context));
    }

    /// <summary>For Meta:GraphUrl; calls go to {BaseUrl}/v26.0/... or without a version.</summary>
    public string BaseUrl { get; private set; } = "";

    public GraphClock Clock { get; }
    public GraphScript Script { get; }
    public GraphPictures Pictures { get; }
    public GraphJournal Journal { get; }
    public GraphWebhooks Webhooks { get; }
    public GraphHabits Habits { get; private set; } = new();
    public GraphTokens Tokens { get; private set; }
    public GraphWorld World { get; private set; }

    public GraphPage Page { get; private set; }
    public GraphInstagram Instagram { get; private set; }

    public string AppId { get; private set; } = "";
    public string AppSecret { get; } = $"5ecret{Guid.NewGuid():N}";
    public string VerifyToken { get; } = $"verify-{Guid.NewGuid():N}";
    public string UserId { get; private set; } = "";
    public string UserToken { get; private set; } = "";

    public string PageId => Page.Id;
    public string PageToken => Page.Token;
    public string InstagramId => Instagram.Id;

    /// <summary>Of the account that logged in itself; the Page's token publishes on Instagram too.</summary>
    public string InstagramToken => Instagram.Token;

    /// <summary>x-app-usage.</summary>
    public GraphUsage AppUsage { get; set; } = new();

    /// <summary>x-business-use-case-usage of calls about a Page or an Instagram account.</summary>
    public GraphUsage BusinessUsage { get; set; } = new();

    /// <summary>Every call, in the order in which they were done.</summary>
    public IReadOnlyList<GraphRequest> Requests => Journal.Requests;

    internal Lock Guard { get; } = new();
    internal GraphIds Ids { get; private set; } = null!;

    /// <param name="time">The clock that the product under test has too; null: a clock of its own, which runs and can be set.</param>
    /// <param name="trickyIds">All ids hold the digits of error codes.</param>
    public static async Task<FakeGraph> Start(TimeProvider? time = null, bool trickyIds = false)
    {
        var fake = new FakeGraph(time ?? TimeProvider.System, trickyIds);
        await fake.app.StartAsync();
        fake.BaseUrl = fake.app.Urls.First();
        return fake;
    }

    /// <summary>How many publicly visible posts and media hold the text.</summary>
    public int Live(string marker) => LiveOn(GraphNetwork.Facebook, marker) + LiveOn(GraphNetwork.Instagram, marker);

    public int LiveOn(GraphNetwork network, string marker) => World.Live(network, marker);

    /// <summary>A Page of the same person, without Instagram.</summary>
    /// <param name="name">What it is called.</param>
    /// <param name="ticked">False: the person did not tick it at log-in, so no token is given for it.</param>
    public GraphPage AddPage(string name, bool ticked = true)
    {
        lock (Guard)
        {
            var page = World.Add(new GraphPage(this, Ids.Page(), name, UserId) { Ticked = ticked });
            page.Token = Tokens.Add(GraphTokenKind.Page, GraphTokens.FacebookScopes, UserId, page.Id).Value;
            return page;
        }
    }

    /// <summary>An Instagram account, linked to the Page when one is named.</summary>
    public GraphInstagram AddInstagram(string username, GraphPage? linkedTo = null)
    {
        lock (Guard)
        {
            var account = World.Add(new GraphInstagram(this, Ids.Instagram(), Ids.AppScopedInstagram(), username) { Page = linkedTo });
            linkedTo?.Instagram = account;
            account.Token = Tokens.Add(GraphTokenKind.Instagram, GraphTokens.InstagramScopes, account.AppScopedId, account.Id).Value;
            Tokens.BornAt(account.Token, Clock.Now.AddDays(-2));
            Tokens.ExpiresAt(account.Token, Clock.Now.AddDays(58));
            return account;
        }
    }

    /// <summary>Ends when so many calls fit that have been done.</summary>
    /// <param name="method">GET, POST or DELETE.</param>
    /// <param name="path">A regular expression for the path without its version.</param>
    /// <param name="times">How many.</param>
    public async Task<GraphRequest> WaitsForCall(string method, string path, int times = 1)
    {
        using var late = new CancellationTokenSource(TimeSpan.FromSeconds(10));
        while (true)
        {
            var signal = Volatile.Read(ref called).Task;
            if (Requests.Where(request => request.Method == method && Regex.IsMatch(request.Path, path)).Skip(times - 1).FirstOrDefault() is { } request)
                return request;
            await signal.WaitAsync(late.Token);
        }
    }

    /// <summary>A new world with new tokens; nothing scripted, no habits, no webhooks. The clock goes on.</summary>
    public void BeginAgain(bool trickyIds = false)
    {
        lock (Guard)
        {
            Habits = new GraphHabits();
            Ids = new GraphIds(trickyIds);
            World = new GraphWorld(this);
            Journal.Clear(Tokens?.Values ?? []);
            Tokens = new GraphTokens(this);
            (AppUsage, BusinessUsage) = (new GraphUsage(), new GraphUsage());
            Script.Clear();
            Webhooks.Clear();
            (AppId, UserId) = (Ids.App(), Ids.User());
            UserToken = Tokens.Add(GraphTokenKind.User, GraphTokens.FacebookScopes, UserId).Value;
            Tokens.ExpiresAt(UserToken, Clock.Now.AddDays(60));
            Page = AddPage("Perpustakaan Kota");
            Instagram = AddInstagram("perpustakaan.kota", Page);
        }
    }

    public async ValueTask DisposeAsync()
    {
        using var hurry = new CancellationTokenSource(TimeSpan.FromMilliseconds(200));
        await app.StopAsync(hurry.Token);
        await app.DisposeAsync();
        await Webhooks.DisposeAsync();
        Pictures.Dispose();
    }

    internal void Replace(string oldToken, string token)
    {
        if (UserToken == oldToken)
            UserToken = token;
        foreach (var page in World.All<GraphPage>().Where(page => page.Token == oldToken))
            page.Token = token;
        foreach (var account in World.All<GraphInstagram>().Where(account => account.Token == oldToken))
            account.Token = token;
    }

    internal void Rang() =>
        Interlocked.Exchange(ref called, new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously)).TrySetResult();
}

public enum GraphNetwork
{
    Facebook,
    Instagram,
}
