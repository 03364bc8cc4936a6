using System.Net;
using System.Security.Cryptography;
using System.Text;
using LibraryBot.Channels.Meta;
using LibraryBot.Dialogs;
using LibraryBot.Language;
using LibraryBot.People;
using LibraryBot.Posts;
using LibraryBot.Publishing;
using LibraryBot.Publishing.Meta;
using LibraryBot.Responses;
using LibraryBot.Storage;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Time.Testing;

namespace LibraryBot.Tests.Support;

/// <summary>A library whose posts 12 (on its Page) and 13 (on Instagram) are read by people who comment: the bot, Meta's side, and the way between them.</summary>
internal sealed class CommentedLibrary : IAsyncDisposable
{
    private readonly HttpClient http = new();
    private WebApplication? web;

    private CommentedLibrary(TempLibrary library, FakeGraph graph) => (Library, Graph) = (library, graph);

    public TempLibrary Library { get; }
    public FakeGraph Graph { get; }
    public Bot Bot => Library.Bot;
    public FakeTimeProvider Clock => Library.Clock;
    public GraphPost OnPage { get; private set; } = null!;
    public GraphMedia OnInstagram { get; private set; } = null!;
    public string Url => web!.Urls.First() + MetaEndpoint.Path;

    public static async Task<CommentedLibrary> Open(Func<Settings, Settings>? set = null, ILoggerFactory? logs = null)
    {
        var clock = new FakeTimeProvider(TempLibrary.Morning);
        var graph = await FakeGraph.Start(clock);
        var library = await TempLibrary.Open(set: settings => (set ?? (same => same))(settings with
        {
            Meta = new MetaOptions(graph.BaseUrl) { AppId = graph.AppId, AppSecret = graph.AppSecret },
            MetaVerifyToken = graph.VerifyToken,
            MetaAccounts = [new MetaAccount(Destination.Facebook, graph.PageId, graph.PageToken), new MetaAccount(Destination.Instagram, graph.InstagramId, graph.PageToken)],
        }), clock: clock, logs: logs);
        var commented = new CommentedLibrary(library, graph);
        graph.Webhooks.Holds = true;
        commented.OnPage = graph.Page.PostsByHand("Klub baca");
        commented.OnInstagram = graph.Instagram.PostsByHand("Buku baru");
        await commented.Published(12, "event", "Klub Baca Sore", Destination.Facebook, commented.OnPage.Id, new Given(new Dictionary<string, string> { ["event_id"] = "V1" }));
        await commented.Published(13, "new-books", "Buku baru Maret", Destination.Instagram, commented.OnInstagram.Id, Given.None);
        await commented.Listens();
        return commented;
    }

    /// <summary>Ends the bot as a crash would leave it, and starts it again.</summary>
    public async Task Restart()
    {
        await Library.Restart();
        await Listens();
        await Bot.Meta.CommentSender.MarkInterrupted();
    }

    /// <summary>Meta brings news of both accounts here from now on.</summary>
    public async Task Subscribes()
    {
        Assert.True(await Graph.Webhooks.Subscribe(Url, @object: "page", fields: "feed"));
        Assert.True(await Graph.Webhooks.Subscribe(Url, @object: "instagram", fields: "comments"));
    }

    /// <summary>What waits is brought by webhook and worked off.</summary>
    public async Task Brings()
    {
        await Graph.Webhooks.DeliverDue();
        await WorksOff();
    }

    public Task WorksOff() => Bot.Meta.Webhook!.WorkOff(default);

    public Task Polls() => Bot.Meta.CommentPolling.PollWhatIsDue(default);

    /// <summary>Time passes, and what is due at the networks is done.</summary>
    public async Task Acts(TimeSpan? after = null)
    {
        Clock.Advance(after ?? TimeSpan.Zero);
        await Bot.Meta.CommentSender.DoWhatIsDue(default);
    }

    public Task<IReadOnlyList<Comment>> Comments() => Bot.Store.Read(store => store.All(Comment.Comments));

    public Task<IReadOnlyList<CommentAct>> AllActs() => Bot.Store.Read(store => store.All(CommentAct.Acts));

    /// <summary>A comment on the Page, and the bot has been told of it.</summary>
    public async Task<GraphComment> Commented(string text, string by = "Sari")
    {
        var comment = Graph.Page.Comments(OnPage.Id, by, text);
        Library.Clock.Advance(TimeSpan.FromMinutes(2));
        await Polls();
        return comment;
    }

    /// <summary>What stands under a comment on the Page with these words.</summary>
    public int Replies(GraphComment comment, string text) => OnPage.Comments.Count(reply => reply.Parent == comment && reply.Message == text);

    /// <summary>Posts a body as anybody on the Internet could.</summary>
    public async Task<HttpStatusCode> Posts(byte[] body, string? signature)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, Url) { Content = new ByteArrayContent(body) };
        if (signature is not null)
            request.Headers.TryAddWithoutValidation("X-Hub-Signature-256", signature);
        using var answer = await http.SendAsync(request);
        return answer.StatusCode;
    }

    /// <summary>Posts a body as Meta would.</summary>
    public Task<HttpStatusCode> Brings(string body) => Posts(Encoding.UTF8.GetBytes(body), Signature(body));

    public string Signature(string body) => "sha256=" + Convert.ToHexStringLower(HMACSHA256.HashData(Encoding.UTF8.GetBytes(Graph.AppSecret), Encoding.UTF8.GetBytes(body)));

    public async Task<(HttpStatusCode Status, string Text, string? Type)> Asks(string query)
    {
        using var answer = await http.GetAsync(Url + query);
        return (answer.StatusCode, await answer.Content.ReadAsStringAsync(), answer.Content.Headers.ContentType?.MediaType);
    }

    public async ValueTask DisposeAsync()
    {
        http.Dispose();
        await web!.DisposeAsync();
        await Graph.DisposeAsync();
        await Library.DisposeAsync();
    }

    private async Task Listens()
    {
        var address = web?.Urls.First() ?? "http://127.0.0.1:0";
        if (web is not null)
            await web.DisposeAsync();
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.UseUrls(address);
        web = builder.Build();
        web.MapMeta(Bot.Meta.Webhook);
        await web.StartAsync();
    }

    private Task Published(long number, string kind, string title, string network, string externalId, Given given) => Bot.Store.Commit(store =>
    {
        store.Put(Post.Posts, new Post { Number = number, Kind = kind, Title = title, AuthorId = "Sri", AuthorName = "Sri", Lang = Lang.Id, Given = given, Text = title, Status = PostStatus.Published });
        store.Put(Delivery.Deliveries, new Delivery
        {
            Post = number, Version = 1, DestinationId = network, Kind = network, DestinationName = network, Address = "", Text = title,
            DueAt = Clock.GetUtcNow(), State = DeliveryState.Published, ExternalId = externalId, Link = $"https://{network}.example/{number}",
        });
        AuditLine.Add(store, "", "LibraryBot", "published", null, Clock.GetUtcNow(), line => line with { Post = number, Version = 1 });
    });
}
