using LibraryBot.Responses;
using LibraryBot.Storage;

namespace LibraryBot.Publishing.Meta;

/// <summary>
/// Does at the networks what was decided about comments, each thing once: the intent is committed before the call, and a reply whose
/// answer was lost is looked for among the replies. One thing at a time for a network.
/// </summary>
public sealed class CommentSender
{
    private static readonly TimeSpan Soon = TimeSpan.FromMinutes(1);
    private static readonly TimeSpan TokenPause = TimeSpan.FromMinutes(15);

    /// <summary>Their clock and ours may differ.</summary>
    private static readonly TimeSpan Before = TimeSpan.FromMinutes(2);

    /// <summary>In a store that others may have open, a call of theirs may be under way.</summary>
    private static readonly TimeSpan OthersCall = TimeSpan.FromMinutes(5);
    private readonly ILibraryStore store;
    private readonly CommentCalls calls;
    private readonly CommentDesk desk;
    private readonly TimeProvider clock;
    private readonly ILogger log;
    private readonly Recording recording;
    private readonly WokenLanes lanes;

    public CommentSender(ILibraryStore store, CommentCalls calls, CommentDesk desk, TimeProvider clock, ILogger<CommentSender> log)
    {
        (this.store, this.calls, this.desk, this.clock, this.log) = (store, calls, desk, clock, log);
        recording = new Recording(store, clock, log);
        lanes = new WokenLanes(Work, clock, log);
    }

    public Task Run(CancellationToken cancel) => lanes.Run(LeftOver, cancel);

    /// <summary>There is something new to do at a network. Returns at once.</summary>
    public void Wake(string network) => lanes.Wake(network);

    /// <summary>A network has a token again: what waited for one is done at once.</summary>
    public void GoOn(IStoreSession session, string network)
    {
        foreach (var act in session.Find(CommentAct.Acts, CommentAct.ByState, CommentActState.Planned.ToString()).Where(act => act.Network == network && act.Why is ("token" or "not_connected")))
            session.Put(CommentAct.Acts, act with { DueAt = clock.GetUtcNow() });
        session.AfterCommit(() => Wake(network));
    }

    /// <summary>What an earlier run was doing when it ended is in doubt.</summary>
    public Task MarkInterrupted() => store.Commit(session =>
    {
        var now = clock.GetUtcNow();
        foreach (var act in session.Find(CommentAct.Acts, CommentAct.ByState, CommentActState.Committing.ToString()).Where(act => store.IsExclusive || now - act.AttemptAt > OthersCall))
            desk.Moved(session, act.InDoubt(now));
    });

    /// <summary>Does all that is due now.</summary>
    public async Task DoWhatIsDue(CancellationToken cancel)
    {
        foreach (var network in MetaAccounts.Kinds)
        {
            while (await Work(network, cancel) is { } next && next <= clock.GetUtcNow())
            {
            }
        }
    }

    private async Task<IReadOnlyList<string>> LeftOver()
    {
        await MarkInterrupted();
        return MetaAccounts.Kinds;
    }

    /// <summary>One thing, if it is due; tells when to look again.</summary>
    private async Task<DateTimeOffset?> Work(string network, CancellationToken cancel)
    {
        var now = clock.GetUtcNow();
        if (await store.Read(reader => CommentAct.Next(reader, network)) is not { } next)
            return null;
        if (next.DueAt > now)
            return next.DueAt;
        if (calls.Account(network) is not { } account)
            await Move(next, next with { DueAt = now + TokenPause, Why = "not_connected" }, cancel);
        else if (calls.ClosedUntil is { } open)
            return open;
        else if (next.State == CommentActState.Planned)
            await Attempt(account, next, cancel);
        else
            await Look(account, next, cancel);
        return clock.GetUtcNow();
    }

    private async Task Attempt(MetaAccount account, CommentAct planned, CancellationToken cancel)
    {
        var begun = await store.Commit(session =>
        {
            var fresh = session.Get(CommentAct.Acts, planned.Id);
            if (fresh is not { State: CommentActState.Planned })
                return null;
            if (session.Get(Comment.Comments, fresh.Comment) is not { State: not CommentState.Removed })
            {
                desk.Moved(session, fresh.Refused("removed"));
                return null;
            }

            var act = fresh.Begun(clock.GetUtcNow());
            desk.Moved(session, act);
            return act;
        });
        if (begun is null)
            return;
        var answer = await calls.Do(account, begun, ExternalOf(begun.Comment), cancel);
        await Move(begun, After(begun, answer), cancel);
        log.LogInformation("{Kind} {Act} at {Network}: {Answer}", begun.Kind, begun.Number, begun.Network, answer.GetType().Name);
    }

    /// <summary>What an answer makes of it. Only an answer that proves that nothing left the house lets a reply be sent again.</summary>
    private CommentAct After(CommentAct act, GraphAnswer answer)
    {
        var now = clock.GetUtcNow();
        return answer switch
        {
            GraphAnswer.Said said when (said.Text("id") ?? said.Text("message_id")) is { } id => act.Done(id),
            GraphAnswer.Said said when said.Is("success") => act.Done(null),
            GraphAnswer.NeverLeft => act.Postponed(now + Soon, "never_left", now),
            GraphAnswer.Denied { Error: var error } => After(act, error, now),
            _ => act.InDoubt(now),
        };
    }

    private CommentAct After(CommentAct act, GraphError error, DateTimeOffset now) => (error.Code, error.Trouble) switch
    {
        // Ours of before arrived after all.
        (10900, _) when act.Kind == CommentActKind.PrivateReply && act.DoubtSince is not null => act.Done(null),
        (10900, _) => act.Refused("already_private"),
        (10903, _) => act.Refused("late_private"),
        (_, GraphTrouble.TokenDead) => act.Waits(now + TokenPause, "token"),
        (_, GraphTrouble.Throttled) => act.Waits(calls.ClosedUntil ?? now + (error.Regain ?? Soon), "throttled"),
        (_, GraphTrouble.Temporary or GraphTrouble.Unclear or GraphTrouble.Duplicate or GraphTrouble.Restricted) => act.InDoubt(now),
        (_, GraphTrouble.NotAllowed) => act.Refused("not_allowed"),
        (_, GraphTrouble.NotVisible) => act.Refused("not_visible"),
        (_, GraphTrouble.Blocked) => act.Refused("blocked"),
        _ => act.Refused("rejected"),
    };

    /// <summary>Looks for our very words among what stands under the comment since the attempt.</summary>
    private async Task Look(MetaAccount account, CommentAct act, CancellationToken cancel)
    {
        var (place, taken) = await store.Read(reader => (Place(reader, act), Taken(reader, act)));
        var list = await calls.Replies(account, place, cancel);
        var now = clock.GetUtcNow();
        var found = list.Rows.FirstOrDefault(row => IsOurs(row, act, account) && CommentJson.Id(row, "id") is { } id && !taken.Contains(id));
        if (found.ValueKind != System.Text.Json.JsonValueKind.Undefined)
            await Move(act, act.Done(CommentJson.Id(found, "id")), cancel);
        else
            await Move(act, list.IsWhole ? act.NotFound(now) : act.NotLookedUp(calls.ClosedUntil ?? now + Soon, now), cancel);
    }

    private static bool IsOurs(System.Text.Json.JsonElement row, CommentAct act, MetaAccount account)
    {
        var by = CommentJson.AuthorOf(row).Id;
        return (by is null || by == account.Id) && Same(CommentJson.TextOf(row, account.Kind), act.Text) && (CommentJson.MomentOf(row) is not { } written || written >= (act.DoubtSince ?? act.AskedAt) - Before);
    }

    private static bool Same(string? one, string? other) => one is not null && other is not null
        && one.ReplaceLineEndings("\n").Trim() == other.ReplaceLineEndings("\n").Trim();

    /// <summary>A reply to a reply stands under the first comment.</summary>
    private static string Place(IStoreReader reader, CommentAct act) => reader.Get(Comment.Comments, act.Comment)?.Parent ?? ExternalOf(act.Comment);

    /// <summary>Replies that other acts of ours have made.</summary>
    private static HashSet<string> Taken(IStoreReader reader, CommentAct act) => reader.Get(Comment.Comments, act.Comment) is not { } comment ? []
        : [.. reader.Find(Comment.Comments, Comment.ByPost, comment.Post).SelectMany(one => reader.Find(CommentAct.Acts, CommentAct.ByComment, one.Id)).Where(other => other.Number != act.Number).Select(other => other.ReplyId).OfType<string>()];

    private static string ExternalOf(string comment) => comment[(comment.IndexOf('|', StringComparison.Ordinal) + 1)..];

    /// <summary>Kept only while nobody has moved it meanwhile.</summary>
    private Task Move(CommentAct from, CommentAct to, CancellationToken cancel) => recording.Keep(session =>
    {
        if (session.Get(CommentAct.Acts, from.Id)?.State == from.State)
            desk.Moved(session, to);
    }, cancel);
}
