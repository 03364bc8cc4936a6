using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;

namespace LibraryBot.Tests.Support;

/// <summary>A web server with one good picture and several bad addresses.</summary>
internal sealed class PictureHost : IAsyncDisposable
{
    private readonly WebApplication app;
    private readonly byte[] picture;

    private PictureHost(byte[] picture)
    {
        this.picture = picture;
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        app = builder.Build();
        app.Run(Answer);
    }

    public static async Task<PictureHost> Start(byte[] picture)
    {
        var host = new PictureHost(picture);
        await host.app.StartAsync();
        return host;
    }

    public string Url(string name) => $"{app.Urls.First()}/{name}";

    public async ValueTask DisposeAsync()
    {
        using var hurry = new CancellationTokenSource(TimeSpan.FromMilliseconds(100));
        await app.StopAsync(hurry.Token);
        await app.DisposeAsync();
    }

    private async Task Answer(HttpContext context)
    {
        switch (context.Request.Path.Value)
        {
            case "/robots.txt":
                await context.Response.WriteAsync("User-agent: *\nDisallow: /private/\n");
                return;
            case "/missing.jpg":
                context.Response.StatusCode = 404;
                return;
            case "/moved.jpg":
                context.Response.Redirect("/ok.jpg");
                return;
            case "/slow.jpg":
                await Task.Delay(TimeSpan.FromSeconds(10), TimeProvider.System, context.RequestAborted).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
                return;
        }

        context.Response.ContentType = context.Request.Path.Value!.EndsWith(".html", StringComparison.Ordinal) ? "text/html" : "image/jpeg";
        await context.Response.Body.WriteAsync(picture);
    }
}
