using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using LibraryBot.Publishing;
using LibraryBot.Publishing.Meta;
using LibraryBot.Responses;
using LibraryBot.Storage;
using LibraryBot.Turns;

namespace LibraryBot.Channels.Meta;

/// <summary>
/// Takes what Meta posts: stored under the hash of its bytes before Meta is told that it may forget it, and worked off afterwards
/// (developers.facebook.com/docs/graph-api/webhooks).
/// </summary>
public sealed class MetaWebhook
{
    private const string ChannelId = "meta";
    private const string Signed = "sha256=";
    private const int AtOnce = 100;
    private static readonly TimeSpan Soon = TimeSpan.FromMinutes(1);

    /// <summary>How long Meta is asked where a comment stands; by then a reading of the post has found it.</summary>
    private static readonly TimeSpan AskedFor = TimeSpan.FromHours(6);
    private readonly string verifyToken;
    private readonly string? secret;
    private readonly ILibraryStore store;
    private readonly Inbox inbox;
    private readonly MetaAccounts accounts;
    private readonly CommentCalls calls;
    private readonly CommentDesk desk;
    private readonly TimeProvider clock;
    private readonly ILogger log;
    private readonly WokenLanes lane;

    public MetaWebhook(string verifyToken, string? secret, ILibraryStore store, Inbox inbox, MetaAccounts accounts, CommentCalls calls, CommentDesk desk, TimeProvider clock, ILogger<MetaWebhook> log)
    {
        (this.verifyToken, this.secret, this.store, this.inbox, this.accounts, this.calls, this.desk, this.clock, this.log) = (verifyToken, secret, store, inbox, accounts, calls, desk, clock, log);
        lane = new WokenLanes((_, cancel) => WorkOff(cancel), clock, log);
    }

    /// <summary>Without the app's secret nothing that is posted can be believed.</summary>
    public bool HasSecret => secret is not null;

    public Task Run(CancellationToken cancel) => lane.Run(() => Task.FromResult<IReadOnlyList<string>>([ChannelId]), cancel);

    /// <summary>Whether it is Meta that asks whether this address is ours.</summary>
    public bool Knows(string token) => Same(token, verifyToken);

    /// <summary>Whether these very bytes were signed with the app's secret.</summary>
    public bool IsSigned(byte[] body, string signature) => secret is not null && signature.StartsWith(Signed, StringComparison.Ordinal)
        && Same(signature[Signed.Length..], Convert.ToHexStringLower(HMACSHA256.HashData(Encoding.UTF8.GetBytes(secret), body)));

    /// <summary>Stores it. False: it could not be, and Meta has to bring it again.</summary>
    public async Task<bool> Take(byte[] body)
    {
        try
        {
            await store.Commit(session =>
            {
                if (inbox.Keep(session, $"{ChannelId}|x{Convert.ToHexStringLower(SHA256.HashData(body))}", ChannelId, Encoding.UTF8.GetString(body)))
                    session.AfterCommit(() => lane.Wake(ChannelId));
            });
            return true;
        }
        catch (Exception failure)
        {
            log.LogError(failure, "What Meta brought could not be stored; it will come again");
            return false;
        }
    }

    /// <summary>Works off what is stored; tells when to try again what has to wait for an answer of Meta's.</summary>
    public async Task<DateTimeOffset?> WorkOff(CancellationToken cancel)
    {
        var waits = false;
        foreach (var row in (await inbox.LeftOver(ChannelId)).OrderBy(row => row.ReceivedAt))
        {
            cancel.ThrowIfCancellationRequested();
            waits |= !await WorkOff(row, cancel);
        }

        return waits ? calls.ClosedUntil ?? clock.GetUtcNow() + Soon : null;
    }

    /// <summary>False when something of it has to wait. What is done twice is done once: a comment is known by its id.</summary>
    private async Task<bool> WorkOff(InboxRow row, CancellationToken cancel)
    {
        if (Read(row, out var why) is not { } told)
        {
            await SetAside(row, why);
            return true;
        }

        var posts = await store.Read(reader => told.Select(one => MetaComments.PostOf(reader, one)).ToList());
        var found = told.Zip(posts).Where(pair => pair.Second is not null).Select(pair => pair.First.News(pair.Second!)).ToList();
        var (asked, isWhole) = await Ask(told.Zip(posts).Where(pair => pair.Second is null && pair.First.Network == Destination.Instagram).Select(pair => pair.First).ToList(), cancel);
        var isDone = isWhole || clock.GetUtcNow() - row.ReceivedAt > AskedFor;
        foreach (var some in found.Concat(asked).Chunk(AtOnce))
            await store.Commit(session => desk.Take(session, some));
        if (isDone)
            await store.Commit(session => Inbox.Hear(session, row.Id, ChannelId, clock.GetUtcNow()));
        log.LogInformation("Meta told of {Count} comments, {Ours} of them under posts of ours", told.Count, found.Count + asked.Count);
        return isDone;
    }

    private List<ToldComment>? Read(InboxRow row, out string why)
    {
        try
        {
            why = "";
            return [.. MetaUpdates.Of(row.Raw, row.ReceivedAt).Select(change => MetaComments.Of(change, accounts)).OfType<ToldComment>()];
        }
        catch (Exception unreadable) when (unreadable is JsonException or InvalidOperationException)
        {
            why = unreadable.Message;
            return null;
        }
    }

    /// <summary>Asks Instagram under which medium comments stand, once for each picture; false when it could not be asked now.</summary>
    private async Task<(List<CommentNews> News, bool IsWhole)> Ask(List<ToldComment> unknown, CancellationToken cancel)
    {
        var news = new List<CommentNews>();
        foreach (var medium in unknown.GroupBy(told => told.PostId))
        {
            if (calls.ClosedUntil is not null || calls.Account(Destination.Instagram) is not { } account)
                return (news, false);
            var answer = await calls.Medium(account, medium.First().Id, cancel);
            if (answer is GraphAnswer.Lost or GraphAnswer.NeverLeft or GraphAnswer.Denied { Error.Trouble: GraphTrouble.TokenDead or GraphTrouble.Throttled or GraphTrouble.Temporary })
                return (news, false);
            if (answer is GraphAnswer.Said said && GraphJson.Child(said.Body, "media") is { } media && CommentJson.Id(media, "id") is { } id
                && await store.Read(reader => CommentedDelivery.Of(reader, Destination.Instagram, id)) is { } post)
                news.AddRange(medium.Select(told => told.News(post)));
        }

        return (news, true);
    }

    private Task SetAside(InboxRow row, string why) => store.Commit(session =>
    {
        if (Inbox.Hear(session, row.Id, ChannelId, clock.GetUtcNow()))
            inbox.Quarantine(session, row.Id, ChannelId, row.Raw, why, Trouble.Unreadable);
    });

    private static bool Same(string said, string known) => CryptographicOperations.FixedTimeEquals(Encoding.UTF8.GetBytes(said), Encoding.UTF8.GetBytes(known));
}
