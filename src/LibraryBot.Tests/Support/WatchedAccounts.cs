using LibraryBot.Publishing;
using LibraryBot.Publishing.Meta;
using Microsoft.Extensions.Time.Testing;

namespace LibraryBot.Tests.Support;

/// <summary>A library with an owner and accounts at a Graph API that keeps the same time.</summary>
internal sealed class WatchedAccounts : IAsyncDisposable
{
    private readonly FakeTimeProvider graphTime;

    private WatchedAccounts(FakeTimeProvider graphTime, FakeGraph graph, TempLibrary library, TestPerson owner) => (this.graphTime, Graph, Library, Owner) = (graphTime, graph, library, owner);

    public FakeGraph Graph { get; }
    public TempLibrary Library { get; }
    public TestPerson Owner { get; }
    public Bot Bot => Library.Bot;

    /// <param name="version">Of the Graph API.</param>
    /// <param name="instagramLogin">Instagram's account logs in itself.</param>
    /// <param name="configured">What is in the settings; none: accounts are connected by hand.</param>
    public static async Task<WatchedAccounts> Open(string version = "v26.0", bool instagramLogin = false, Func<FakeGraph, IReadOnlyList<MetaAccount>>? configured = null)
    {
        var time = new FakeTimeProvider(TempLibrary.Morning);
        var graph = await FakeGraph.Start(time);
        var library = await TempLibrary.Open(set: settings => settings with
        {
            Meta = new MetaOptions(graph.BaseUrl, version)
            {
                AppId = graph.AppId,
                AppSecret = graph.AppSecret,
                InstagramUrl = instagramLogin ? graph.BaseUrl.Replace("127.0.0.1", "localhost", StringComparison.Ordinal) : null,
            },
            MetaAccounts = configured?.Invoke(graph) ?? [],
        });
        return new WatchedAccounts(time, graph, library, await library.Owner());
    }

    public Task Connect(string kind, string token, DateTimeOffset? endsAt = null) =>
        Bot.Meta.Accounts.Connect(Bot.Store, new MetaAccount(kind, kind == Destination.Facebook ? Graph.PageId : Graph.InstagramId, token), "Perpustakaan Kota", new TokenFacts(endsAt, null, null));

    /// <summary>Days pass, and at the end of them the bot looks once.</summary>
    public async Task Pass(TimeSpan time)
    {
        Library.Clock.Advance(time);
        graphTime.Advance(time);
        await Bot.Meta.TokenWatch.Look(default);
    }

    /// <summary>What the owner has heard since the last time, of these.</summary>
    public IReadOnlyList<string> News()
    {
        _ = Owner.Everything();
        var heard = Owner.Unheard.Select(activity => activity.Text ?? "").ToList();
        Owner.Unheard.Clear();
        return heard;
    }

    public Task<TokenStanding?> Standing(string kind) => Bot.Store.Read(store => store.Get(TokenStanding.Standings, kind));

    public async ValueTask DisposeAsync()
    {
        await Library.DisposeAsync();
        await Graph.DisposeAsync();
    }
}
