using System.Collections.Concurrent;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;

namespace LibraryBot.Tests.Support;

/// <summary>The bot's public address, as far as pictures go: what is kept here is served to whoever asks.</summary>
internal sealed class PictureSite : IAsyncDisposable
{
    private readonly WebApplication web;
    private readonly ConcurrentDictionary<string, (byte[] Bytes, string Type)> pictures = new(StringComparer.Ordinal);

    private PictureSite()
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        web = builder.Build();
        web.MapGet("/media/{id}", (string id) => pictures.TryGetValue(id, out var kept) ? Results.Bytes(kept.Bytes, kept.Type) : Results.NotFound());
    }

    public string Url => web.Urls.First();

    public static async Task<PictureSite> Start()
    {
        var site = new PictureSite();
        await site.web.StartAsync();
        return site;
    }

    public void Keep(string id, byte[] bytes, string type = "image/jpeg") => pictures[id] = (bytes, type);

    public ValueTask DisposeAsync() => web.DisposeAsync();
}
