using LibraryBot.Responses;
using LibraryBot.Storage;

namespace LibraryBot.Publishing.Meta;

/// <summary>
/// Reads what stands under our posts of the last 30 days: every two minutes at first, then more seldom. Where Meta brings news by
/// itself it is the net beneath, once an hour; it also keeps that subscription alive.
/// </summary>
/// <param name="hasWebhook">Whether Meta is to bring news by itself.</param>
public sealed class CommentPolling(ILibraryStore store, CommentCalls calls, CommentDesk desk, bool hasWebhook, TimeProvider clock, ILogger<CommentPolling> log)
{
    private const int AskedForAtMost = 10;
    private static readonly TimeSpan Between = TimeSpan.FromMinutes(1);
    private static readonly TimeSpan Window = TimeSpan.FromDays(30);
    private static readonly TimeSpan AfterTrouble = TimeSpan.FromMinutes(15);
    private static readonly TimeSpan ByNet = TimeSpan.FromHours(1);
    private readonly Dictionary<string, DateTimeOffset> next = [];
    private readonly Dictionary<string, DateTimeOffset> subscriptionLooked = [];

    /// <summary>Runs until cancelled.</summary>
    public Task Run(CancellationToken cancel) => Ticking.Run(Between, clock, () => Try(cancel), cancel);

    /// <summary>Reads what is to be read now, one post after another, and forgets what is to be forgotten.</summary>
    public async Task PollWhatIsDue(CancellationToken cancel)
    {
        await store.Commit(desk.Tidy);
        if (hasWebhook)
            await KeepSubscribed(cancel);
        var now = clock.GetUtcNow();
        var posts = await store.Read(reader => reader.Between(Delivery.Deliveries, Delivery.ByCommented, (now - Window).UtcTicks, now.UtcTicks));
        foreach (var gone in next.Keys.Except(posts.Select(KeyOf)).ToList())
            next.Remove(gone);
        foreach (var post in posts.OrderByDescending(post => post.Version).DistinctBy(KeyOf).Where(post => !next.TryGetValue(KeyOf(post), out var at) || at <= now).OrderByDescending(post => post.DueAt))
        {
            if (cancel.IsCancellationRequested || calls.ClosedUntil is not null)
                return;
            if (calls.Account(post.Kind) is { } account)
                next[KeyOf(post)] = clock.GetUtcNow() + await Poll(account, post, cancel);
        }
    }

    /// <summary>How long a post of this age is left alone between two readings.</summary>
    public static TimeSpan Pause(TimeSpan age, bool hasWebhook)
    {
        var alone = age < TimeSpan.FromHours(48) ? TimeSpan.FromMinutes(2) : age < TimeSpan.FromDays(7) ? TimeSpan.FromHours(1) : TimeSpan.FromDays(1);
        return hasWebhook && alone < ByNet ? ByNet : alone;
    }

    private async Task Try(CancellationToken cancel)
    {
        try
        {
            await PollWhatIsDue(cancel);
        }
        catch (Exception failure)
        {
            log.LogError(failure, "Comments could not be read; tried again in a minute");
        }
    }

    /// <summary>Answers when to read it again.</summary>
    private async Task<TimeSpan> Poll(MetaAccount account, Delivery post, CancellationToken cancel)
    {
        var begun = clock.GetUtcNow();
        var list = await calls.Of(account, post.ExternalId!, cancel);
        var news = list.Rows.SelectMany(row => CommentJson.Seen(row, post, begun)).Where(one => one.AuthorId != account.Id).ToList();
        foreach (var some in news.Chunk(100))
            await store.Commit(session => desk.Take(session, some));
        if (list.IsWhole)
            await LookForMissing(account, post, news, cancel);
        return list.Failed is null ? Pause(begun - post.DueAt, hasWebhook) : AfterTrouble;
    }

    /// <summary>Instagram tells nobody of what is removed. What was missing twice, and is not there when asked for, is gone.</summary>
    private async Task LookForMissing(MetaAccount account, Delivery post, IReadOnlyList<CommentNews> seen, CancellationToken cancel)
    {
        var there = seen.Select(one => one.Id).ToHashSet();
        var now = clock.GetUtcNow();
        var missed = await store.Commit(session =>
        {
            var missing = session.Find(Comment.Comments, Comment.ByPost, post.Post)
                .Where(comment => comment.Network == post.Kind && IsUnder(session, comment, post) && comment.State != CommentState.Removed && !there.Contains(comment.Id)).ToList();
            foreach (var comment in missing.Where(comment => comment.MissedAt is null))
                session.Put(Comment.Comments, comment with { MissedAt = now });
            return missing.Where(comment => comment.MissedAt is not null).Take(AskedForAtMost).ToList();
        });
        foreach (var comment in missed)
        {
            if (calls.ClosedUntil is not null)
                return;
            if (await calls.IsGone(account, comment.ExternalId, cancel))
                await store.Commit(session => desk.Take(session, [new CommentNews(comment.Network, comment.ExternalId, CommentVerb.Removed, comment.Post, comment.Delivery, now)]));
        }
    }

    /// <summary>After an hour of failures Meta takes the subscription away and says nothing: it is looked at every day.</summary>
    private async Task KeepSubscribed(CancellationToken cancel)
    {
        foreach (var network in MetaAccounts.Kinds)
        {
            var now = clock.GetUtcNow();
            if (calls.Account(network) is not { } account || calls.ClosedUntil is not null || (subscriptionLooked.TryGetValue(account.Id, out var at) && now < at))
                continue;
            subscriptionLooked[account.Id] = now + (await IsSubscribed(account, cancel) ? TimeSpan.FromDays(1) : AfterTrouble);
        }
    }

    private async Task<bool> IsSubscribed(MetaAccount account, CancellationToken cancel)
    {
        var field = account.Kind == Destination.Facebook ? "feed" : "comments";
        // Refused: an account that was connected in another way has no such list, and asking again soon changes nothing.
        if (await calls.Subscribed(account, cancel) is not GraphAnswer.Said said)
            return calls.ClosedUntil is null;
        string[] fields = [.. said.Rows.SelectMany(app => GraphJson.Rows(app, "subscribed_fields")).Select(GraphJson.Text).OfType<string>()];
        if (fields.Contains(field))
            return true;
        var subscribed = await calls.Subscribe(account, string.Join(',', fields.Append(field)), cancel) is GraphAnswer.Said done && done.Is("success");
        log.LogInformation("{Account} was not subscribed to {Field}; subscribed now: {Subscribed}", account, field, subscribed);
        return subscribed;
    }

    /// <summary>A correction leaves a post where it is, with its comments.</summary>
    private static bool IsUnder(IStoreReader reader, Comment comment, Delivery post) =>
        comment.Delivery == post.Id || reader.Get(Delivery.Deliveries, comment.Delivery)?.ExternalId == post.ExternalId;

    private static string KeyOf(Delivery post) => Delivery.ExternalKey(post.Kind, post.ExternalId!);
}
