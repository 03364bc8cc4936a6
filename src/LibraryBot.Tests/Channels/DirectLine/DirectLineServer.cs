using LibraryBot.Channels.DirectLine;
using LibraryBot.Media;
using LibraryBot.People;
using LibraryBot.Storage;
using LibraryBot.Storage.LiteDb;
using LibraryBot.Tests.Support;
using LibraryBot.Turns;
using LibraryBot.Web;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace LibraryBot.Tests.Channels.DirectLine;

/// <summary>Direct Line and the pages over a real Kestrel on this machine, with a real store and an echoing bot.</summary>
internal sealed class DirectLineServer : IAsyncDisposable
{
    private static readonly byte[] Key = [.. Enumerable.Range(1, 32).Select(n => (byte)n)];
    private readonly WebApplication app;
    private readonly TempFolder? folder;

    private DirectLineServer(WebApplication app, LiteLibraryStore store, TempFolder? folder)
    {
        (this.app, Store, this.folder) = (app, store, folder);
        Turns = (EchoTurns)app.Services.GetRequiredService<ITurns>();
        Channel = app.Services.GetRequiredService<DirectLineChannel>();
        Url = new Uri(app.Urls.Single());
        Http = new HttpClient { BaseAddress = Url };
    }

    public ILibraryStore Store { get; }
    public EchoTurns Turns { get; }
    public DirectLineChannel Channel { get; }
    public Uri Url { get; }
    public HttpClient Http { get; }
    public MediaFolder Media => app.Services.GetRequiredService<MediaFolder>();
    public MediaLinks Links => app.Services.GetRequiredService<MediaLinks>();

    public static Task<DirectLineServer> Start(TimeProvider? clock = null, DirectLineLimits? limits = null, string? publicUrl = null, WebPages? pages = null)
    {
        var folder = new TempFolder();
        return Start(folder.Path, clock, limits, publicUrl, pages, folder);
    }

    /// <summary>On a folder that stays, to start again on it (and on the same port, for clients that wait).</summary>
    public static async Task<DirectLineServer> Start(
        string path, TimeProvider? clock = null, DirectLineLimits? limits = null, string? publicUrl = null, WebPages? pages = null, TempFolder? folder = null, int port = 0)
    {
        var store = LiteLibraryStore.Open(path, [.. DirectLineChannel.Collections, Person.People, Account.Accounts]);
        var channel = new DirectLineChannel(clock ?? TimeProvider.System);
        var builder = WebApplication.CreateSlimBuilder();
        builder.WebHost.UseUrls($"http://127.0.0.1:{port}");
        builder.Logging.ClearProviders();
        builder.Services
            .AddSingleton(clock ?? TimeProvider.System)
            .AddSingleton<ILibraryStore>(store)
            .AddSingleton(channel)
            .AddSingleton<ITurns>(new EchoTurns(store, channel))
            .AddDirectLine(new DirectLineSettings(Key, Path.Combine(path, "media"), publicUrl) { Limits = limits ?? new() });
        var app = builder.Build();
        app.MapDirectLine();
        app.MapMedia();
        app.MapWeb(pages ?? new WebPages("Perpustakaan Contoh"));
        await app.StartAsync();
        return new DirectLineServer(app, store, folder);
    }

    public async Task<DirectLineClient> Patron(string? name = null) => await DirectLineClient.Generate(this, name);

    public async ValueTask DisposeAsync()
    {
        Http.Dispose();
        await app.DisposeAsync();
        await Store.DisposeAsync();
        folder?.Dispose();
    }
}
