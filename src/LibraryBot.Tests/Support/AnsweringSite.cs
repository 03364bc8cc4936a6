using System.Collections.Concurrent;
using System.Text;
using LibraryBot.OutsideWeb;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;

namespace LibraryBot.Tests.Support;

/// <summary>A site of some library on this machine: answers as a test says, and keeps the requests in the order they came.</summary>
internal sealed class AnsweringSite : IAsyncDisposable
{
    private readonly WebApplication web;
    private readonly ConcurrentQueue<string> requests = new();

    private AnsweringSite(Func<HttpRequest, Page> answer)
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        web = builder.Build();
        web.Run(async context =>
        {
            requests.Enqueue(context.Request.Path + context.Request.QueryString.Value);
            var page = answer(context.Request);
            context.Response.StatusCode = page.Status;
            if (page.RetryAfter is not null)
                context.Response.Headers.RetryAfter = page.RetryAfter;
            await context.Response.Body.WriteAsync(page.Body);
        });
    }

    /// <summary>A way out that leads to this machine too.</summary>
    public static PublicWeb Web => new(TimeProvider.System, "127.0.0.1/32");

    public string Url => web.Urls.First();

    /// <summary>Path and query of each request.</summary>
    public IReadOnlyList<string> Requests => [.. requests];

    public static async Task<AnsweringSite> Start(Func<HttpRequest, Page> answer)
    {
        var site = new AnsweringSite(answer);
        await site.web.StartAsync();
        return site;
    }

    public ValueTask DisposeAsync() => web.DisposeAsync();

    internal sealed record Page(byte[] Body, int Status = 200, string? RetryAfter = null)
    {
        public static implicit operator Page(string text) => new(Encoding.UTF8.GetBytes(text));
    }
}
