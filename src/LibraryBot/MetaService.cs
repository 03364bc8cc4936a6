using LibraryBot.Channels.Meta;
using LibraryBot.Media;
using LibraryBot.Posters;
using LibraryBot.Posts;
using LibraryBot.Publishing;
using LibraryBot.Publishing.Meta;
using LibraryBot.Responses;
using LibraryBot.Storage;
using LibraryBot.Turns;
using LibraryBot.Upkeep;
using LibraryBot.Web;

namespace LibraryBot;

/// <summary>All of the bot that has to do with Facebook and Instagram, wired: accounts and tokens, publishing, comments.</summary>
public sealed class MetaService : IDisposable
{
    private readonly Settings settings;
    private readonly Func<string, byte[]?> media;
    private readonly Func<string?> address;
    private readonly PublicPicture outside;
    private readonly MediaLinks links;

    /// <param name="nameOf">What a kind of destination is called.</param>
    /// <param name="media">A picture by its media id; null when it is gone.</param>
    /// <param name="address">The address that the bot listens on, once it does.</param>
    internal MetaService(TurnHouse house, ILibraryStore store, Inbox inbox, CommentRecords records, Publication publication, Func<string, string> nameOf, Func<string, byte[]?> media, Func<string?> address, ILoggerFactory logs)
    {
        (settings, this.media, this.address) = (house.Settings, media, address);
        var clock = house.Clock;
        outside = new PublicPicture(clock);
        links = new MediaLinks(SigningKey.In(settings.DataFolder), clock);
        Accounts = new MetaAccounts(settings.MetaAccounts, new TokenKeys(settings.DataFolder), new NetworkDestinations(nameOf), clock);
        Graph = new GraphCalls(settings.Meta, clock, logs.CreateLogger<GraphCalls>());
        News = new MetaNews(house, Accounts);
        TokenWatch = new TokenWatch(store, Accounts, Graph, News, clock, logs.CreateLogger<TokenWatch>());

        publication.PublishThrough(new FacebookPage(Graph, Accounts, Shown, settings.FacebookStages, clock));
        publication.PublishThrough(new InstagramAccount(Graph, Accounts, Shown, outside, settings.HashtagLimit, clock));
        publication.Died = News.TokenDied;
        Accounts.Connected += publication.Reopen;

        var calls = new CommentCalls(Graph, Accounts, clock);
        Comments = new CommentDesk(house, records.Ways(network => CommentSender!.Wake(network)));
        CommentSender = new CommentSender(store, calls, Comments, clock, logs.CreateLogger<CommentSender>());
        Accounts.Connected += CommentSender.GoOn;
        if (settings.MetaVerifyToken is { } verifyToken)
            Webhook = new MetaWebhook(verifyToken, settings.Meta.AppSecret, store, inbox, Accounts, calls, Comments, clock, logs.CreateLogger<MetaWebhook>());
        CommentPolling = new CommentPolling(store, calls, Comments, Webhook is { HasSecret: true }, clock, logs.CreateLogger<CommentPolling>());
    }

    internal static readonly IReadOnlyList<ICollectionShape> Collections =
        [NetworkState.States, StoredAccount.Accounts, TokenStanding.Standings, ToldEnd.Ends, Comment.Comments, CommentAct.Acts, CommentTelling.Tellings];

    public MetaAccounts Accounts { get; }
    public GraphCalls Graph { get; }
    public MetaNews News { get; }
    public TokenWatch TokenWatch { get; }
    public CommentDesk Comments { get; }
    public CommentSender CommentSender { get; }
    public CommentPolling CommentPolling { get; }

    /// <summary>Null: Meta brings nothing by itself.</summary>
    public MetaWebhook? Webhook { get; }

    /// <summary>Watches, sends and receives until cancelled.</summary>
    public Task Run(CancellationToken cancel) =>
        Workers.Run(cancel, TokenWatch.Run, CommentSender.Run, CommentPolling.Run, stop => Webhook?.Run(stop) ?? Task.CompletedTask);

    public void Dispose()
    {
        Graph.Dispose();
        outside.Dispose();
    }

    /// <summary>A picture as it is sent; null when it is gone.</summary>
    private MetaPicture? Shown(string id)
    {
        if (media(id) is not { } bytes || PictureKind.Of(bytes) is not { } kind || Photograph.Size(bytes) is not { } size)
            return null;
        return new MetaPicture(bytes, kind.ContentType, size.Width, size.Height, Reached() is { } at ? at + links.For(id) : null);
    }

    /// <summary>Where Meta fetches pictures. A Graph server on this machine reaches what this machine serves.</summary>
    private string? Reached() => settings.PublicUrl ?? (new Uri(settings.Meta.GraphUrl).IsLoopback ? address() : null);
}
