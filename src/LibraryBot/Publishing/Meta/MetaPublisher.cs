namespace LibraryBot.Publishing.Meta;

/// <summary>
/// What publishing to Facebook and to Instagram have in common: an error means for each phase what is known afterwards and what may be done
/// next. Staging is repeated a few times; making visible is told once, and again only after a look has shown that it did not happen.
/// </summary>
public abstract class MetaPublisher(GraphCalls graph, MetaAccounts accounts, TimeProvider clock) : IPublisher
{
    private const int CommitsAtMost = 3;
    private const int RestagedAtMost = 2;
    private static readonly TimeSpan[] StagePauses = [TimeSpan.FromSeconds(5), TimeSpan.FromSeconds(30), TimeSpan.FromMinutes(2)];
    private static readonly TimeSpan[] PollPauses = [TimeSpan.FromSeconds(5), TimeSpan.FromSeconds(15), TimeSpan.FromSeconds(30), TimeSpan.FromMinutes(1)];
    private static readonly TimeSpan[] LookPauses =
        [TimeSpan.FromSeconds(5), TimeSpan.FromSeconds(30), TimeSpan.FromMinutes(1), TimeSpan.FromMinutes(2), TimeSpan.FromMinutes(3), TimeSpan.FromMinutes(5), TimeSpan.FromMinutes(5), TimeSpan.FromMinutes(10)];

    /// <summary>When one that a person decides on is looked for: over ten minutes, since lists are late.</summary>
    private static readonly TimeSpan[] SearchPauses = [TimeSpan.FromMinutes(1), TimeSpan.FromMinutes(4), TimeSpan.FromMinutes(5)];
    private static readonly TimeSpan PollAtMost = TimeSpan.FromMinutes(10);
    protected static readonly TimeSpan QuotaPause = TimeSpan.FromHours(1);
    private static readonly TimeSpan Soon = TimeSpan.FromSeconds(30);
    private static readonly TimeSpan ClocksDiffer = TimeSpan.FromMinutes(2);

    public abstract string Kind { get; }

    public bool IsStepwise => true;

    protected DateTimeOffset Now => clock.GetUtcNow();

    protected GraphCalls Graph => graph;

    /// <summary>Nothing is called before the time that the network has named.</summary>
    public Task<TimeSpan?> Ready(string address, CancellationToken cancel) =>
        Task.FromResult<TimeSpan?>(graph.Pace.OpenAt - Now is var wait && wait > TimeSpan.Zero ? wait : null);

    public abstract Phase Next(Delivery delivery);

    public async Task<SendResult> Take(Phase phase, Delivery delivery, Delivery? before, CancellationToken cancel)
    {
        if (accounts.Of(Kind) is not { } account)
            return new SendResult.Refused("not_connected");
        return (delivery.Work, phase) switch
        {
            (DeliveryWork.Correct, _) => await Correct(account, delivery, before!, cancel),
            (DeliveryWork.Withdraw, _) => await Withdraw(account, before!.ExternalId!, cancel),
            (_, Phase.Stage) => await Stage(account, delivery, cancel),
            (_, Phase.Poll) => await Poll(account, delivery, cancel),
            (_, Phase.Commit) => await Commit(account, delivery, cancel),
            _ => await Look(account, delivery, cancel),
        };
    }

    /// <summary>The network is asked: it may have taken it.</summary>
    public SendResult Interrupted(Delivery delivery, string why) => InDoubt(Committed(delivery), "meta.lost", AfterLook.CommitAgain);

    public IReadOnlyList<string> Rehearse(Delivery delivery)
    {
        var account = accounts.Of(Kind);
        return [.. Requests(account?.Id ?? Placeholder, delivery).Select(request => request.Shown(graph.Options, graph.UrlOf(Kind)))];
    }

    /// <summary>What stands for the account's id before there is one.</summary>
    protected abstract string Placeholder { get; }

    /// <summary>All requests of a publication, in order, with the ids that are not known yet in braces.</summary>
    protected abstract IEnumerable<GraphRequest> Requests(string account, Delivery delivery);

    protected abstract Task<SendResult> Stage(MetaAccount account, Delivery delivery, CancellationToken cancel);

    /// <summary>What needs no time at the network is ready at once.</summary>
    protected virtual Task<SendResult> Poll(MetaAccount account, Delivery delivery, CancellationToken cancel) => Task.FromResult(Goes(delivery.At));

    protected abstract Task<SendResult> Commit(MetaAccount account, Delivery delivery, CancellationToken cancel);

    protected abstract Task<SendResult> Look(MetaAccount account, Delivery delivery, CancellationToken cancel);

    protected abstract Task<SendResult> Correct(MetaAccount account, Delivery delivery, Delivery before, CancellationToken cancel);

    protected abstract Task<SendResult> Withdraw(MetaAccount account, string externalId, CancellationToken cancel);

    /// <summary>A read of something small; null when it came to nothing.</summary>
    protected async Task<string?> ReadText(MetaAccount account, string id, string field, CancellationToken cancel) =>
        await graph.Make(account, GraphRequest.Get(id, ("fields", field)), cancel) is GraphAnswer.Said said ? said.Text(field) : null;

    /// <summary>The next step, with nothing wrong in the one before.</summary>
    protected static SendResult Goes(Progress at) => new SendResult.Step(at with { Failures = 0 }, TimeSpan.Zero);

    /// <summary>Staging came to nothing, and nothing of it can be seen.</summary>
    protected SendResult StageFailed(Delivery delivery, GraphAnswer answer) => answer switch
    {
        GraphAnswer.NeverLeft => new SendResult.TryAgain(Soon, "meta.unreachable"),
        GraphAnswer.Denied { Error: var error } => error.Trouble switch
        {
            GraphTrouble.TokenDead or GraphTrouble.NotAllowed => Dead(error, delivery.At),
            GraphTrouble.Throttled or GraphTrouble.QuotaUsed => Held(error, delivery.At),
            GraphTrouble.Temporary or GraphTrouble.NotVisible or GraphTrouble.Unclear => StageAgain(delivery, "meta.temporary"),
            GraphTrouble.NotFetched => StageAgain(delivery, "meta.not_fetched"),
            GraphTrouble.StageLost or GraphTrouble.ContainerInDoubt or GraphTrouble.NotReady => Restage(delivery, "meta.temporary"),
            GraphTrouble.Duplicate => InDoubt(delivery.At, "meta.duplicate", AfterLook.CommitAgain, SearchPauses[0]),
            var trouble => new SendResult.Refused(ReasonOf(trouble)),
        },
        _ => StageAgain(delivery, "meta.temporary"),
    };

    /// <summary>Nothing of it can be seen: the same step once more, a few times.</summary>
    protected SendResult StageAgain(Delivery delivery, string why) => delivery.At.Failures < StagePauses.Length
        ? new SendResult.Step(delivery.At with { Failures = delivery.At.Failures + 1 }, StagePauses[delivery.At.Failures], why)
        : new SendResult.Refused(why);

    /// <summary>What the network held is lost: all of it from the beginning.</summary>
    protected SendResult Restage(Delivery delivery, string why) => delivery.At.Restaged < RestagedAtMost
        ? new SendResult.Step(delivery.At.Anew(), StagePauses[0], why)
        : new SendResult.Refused(why);

    /// <summary>It is not ready, or the network did not say: asked again for ten minutes, then staged anew.</summary>
    protected SendResult PollAgain(Delivery delivery, GraphAnswer answer)
    {
        if (answer is GraphAnswer.Denied { Error: var error })
        {
            if (error.Trouble is GraphTrouble.TokenDead or GraphTrouble.NotAllowed)
                return Dead(error, delivery.At);
            if (error.Trouble == GraphTrouble.Throttled)
                return Held(error, delivery.At);
        }

        var since = delivery.At.PolledSince ?? Now;
        if (Now - since >= PollAtMost)
            return Restage(delivery, "meta.never_ready");
        var pause = PollPauses[Math.Min(delivery.At.Failures, PollPauses.Length - 1)];
        return new SendResult.Step(delivery.At with { Failures = delivery.At.Failures + 1, PolledSince = since }, pause, "meta.not_ready");
    }

    /// <summary>It was told to be visible and did not say that it is: what the error means for what may be done after a look.</summary>
    protected SendResult CommitFailed(Delivery delivery, GraphAnswer answer)
    {
        var at = Committed(delivery);
        return answer switch
        {
            GraphAnswer.NeverLeft => new SendResult.TryAgain(Soon, "meta.unreachable"),
            GraphAnswer.Denied { Error: var error } => error.Trouble switch
            {
                GraphTrouble.TokenDead or GraphTrouble.NotAllowed => Dead(error, Doubted(at, ReasonOf(error.Trouble), AfterLook.CommitAgain)),
                GraphTrouble.Throttled or GraphTrouble.QuotaUsed => Held(error, Doubted(at, ReasonOf(error.Trouble), AfterLook.CommitAgain)),
                GraphTrouble.NotReady => PollAgain(delivery with { Progress = delivery.At with { IsReady = false } }, answer),
                GraphTrouble.ContainerInDoubt => InDoubt(at, "meta.temporary", AfterLook.CommitAgain, LookPauses[1]),
                GraphTrouble.Temporary or GraphTrouble.Unclear or GraphTrouble.NotVisible or GraphTrouble.NotFetched or GraphTrouble.StageLost =>
                    InDoubt(at, "meta.lost", AfterLook.CommitAgain),
                GraphTrouble.Restricted or GraphTrouble.Blocked or GraphTrouble.Duplicate => InDoubt(at, ReasonOf(error.Trouble), AfterLook.AskPerson),
                var trouble => InDoubt(at, ReasonOf(trouble), AfterLook.Refuse),
            },
            _ => InDoubt(at, "meta.lost", AfterLook.CommitAgain),
        };
    }

    /// <summary>From when on a post is looked for by its words: since it was told to be visible, a little before, as their clock and ours may differ.</summary>
    protected static DateTimeOffset SearchedSince(Delivery delivery) => (delivery.At.CommittedAt ?? delivery.BegunAt ?? delivery.DueAt) - ClocksDiffer;

    /// <summary>How long after a call whose outcome is not known the network is first asked.</summary>
    protected virtual TimeSpan FirstLook(Progress at) => LookPauses[0];

    /// <summary>It was not found, where not to be found proves little: only what the network had plainly refused is told again.</summary>
    protected static SendResult NotFound(Delivery delivery)
    {
        var (at, doubt) = (delivery.At, delivery.At.Doubt!);
        return SearchAgain(delivery, doubt.Then switch
        {
            AfterLook.Refuse => new SendResult.Refused(doubt.Why),
            AfterLook.CommitAgain when doubt.Why is "meta.throttled" or "meta.token" or "meta.not_allowed" && at.Commits < CommitsAtMost => new SendResult.Step(at with { Doubt = null }, TimeSpan.Zero),
            _ => new SendResult.Unknown(doubt.Why),
        });
    }

    /// <summary>A look has shown that it is not visible.</summary>
    protected SendResult NotThere(Delivery delivery)
    {
        var (at, doubt) = (delivery.At, delivery.At.Doubt!);
        return doubt.Then switch
        {
            AfterLook.CommitAgain when at.Commits >= CommitsAtMost => new SendResult.Unknown(doubt.Why),
            AfterLook.CommitAgain => new SendResult.Step(at with { Doubt = null, IsReady = true, Failures = 0 }, TimeSpan.Zero),
            AfterLook.Refuse => new SendResult.Refused(doubt.Why),
            _ => SearchAgain(delivery, new SendResult.Unknown(doubt.Why)),
        };
    }

    /// <summary>It was not found, which proves little before three looks in ten minutes.</summary>
    protected static SendResult SearchAgain(Delivery delivery, SendResult afterwards) => LookAgain(delivery, SearchPauses, afterwards);

    /// <summary>The look itself came to nothing: it is done again for a while, then a person looks.</summary>
    protected SendResult LookFailed(Delivery delivery, GraphAnswer answer) => answer switch
    {
        GraphAnswer.Denied { Error: { Trouble: GraphTrouble.TokenDead or GraphTrouble.NotAllowed } error } => Dead(error, delivery.At),
        GraphAnswer.Denied { Error: { Trouble: GraphTrouble.Throttled } error } => Held(error, delivery.At),
        _ => LookAgain(delivery, LookPauses, new SendResult.Unknown(delivery.At.Doubt!.Why)),
    };

    /// <summary>To change or take away what stands comes to the same when it is done twice.</summary>
    protected static SendResult ChangeFailed(GraphAnswer answer) => answer switch
    {
        GraphAnswer.Denied { Error: var error } => error.Trouble switch
        {
            GraphTrouble.TokenDead or GraphTrouble.NotAllowed => new SendResult.Reconnect(ReasonOf(error.Trouble)),
            GraphTrouble.Throttled => new SendResult.TryAgain(error.Regain ?? Soon, "meta.change_failed"),
            GraphTrouble.Temporary or GraphTrouble.NotVisible or GraphTrouble.Unclear => new SendResult.TryAgain(Soon, "meta.change_failed"),
            _ => new SendResult.Refused("meta.change_refused"),
        },
        _ => new SendResult.TryAgain(Soon, "meta.change_failed"),
    };

    /// <summary>The key of what a person is told.</summary>
    protected static string ReasonOf(GraphTrouble trouble) => trouble switch
    {
        GraphTrouble.TokenDead => "meta.token",
        GraphTrouble.NotAllowed => "meta.not_allowed",
        GraphTrouble.Throttled => "meta.throttled",
        GraphTrouble.QuotaUsed => "meta.quota",
        GraphTrouble.NotFetched => "meta.not_fetched",
        GraphTrouble.Duplicate => "meta.duplicate",
        GraphTrouble.Restricted => "meta.restricted",
        GraphTrouble.Blocked => "meta.blocked",
        GraphTrouble.PictureTooBig => "meta.picture_too_big",
        GraphTrouble.PictureFormat => "meta.picture_format",
        GraphTrouble.PictureShape => "meta.picture_shape",
        GraphTrouble.CaptionTooLong => "meta.too_long",
        GraphTrouble.TooManyTags => "meta.too_many_tags",
        GraphTrouble.Album => "meta.album",
        GraphTrouble.Link => "meta.link",
        GraphTrouble.Rejected => "meta.rejected",
        _ => "meta.temporary",
    };

    private static SendResult LookAgain(Delivery delivery, TimeSpan[] pauses, SendResult afterwards)
    {
        var doubt = delivery.At.Doubt!;
        var looks = doubt.Looks + 1;
        return looks >= pauses.Length
            ? afterwards
            : new SendResult.Step(delivery.At with { Doubt = doubt with { Looks = looks } }, pauses[looks], doubt.Why);
    }

    private Progress Committed(Delivery delivery) => delivery.At with { Commits = delivery.At.Commits + 1, CommittedAt = delivery.At.CommittedAt ?? StartOf(delivery) };

    /// <summary>When the call that is in question was begun.</summary>
    private DateTimeOffset StartOf(Delivery delivery) => delivery.Calls is [.., { Phase: Phase.Commit } open] ? open.StartedAt : delivery.BegunAt ?? delivery.DueAt;

    private SendResult.Step InDoubt(Progress at, string why, AfterLook then, TimeSpan? lookAfter = null) =>
        new(Doubted(at, why, then), lookAfter ?? FirstLook(at), why);

    private Progress Doubted(Progress at, string why, AfterLook then) => at with { Doubt = new Doubt(why, then, Now) };

    private static SendResult.Reconnect Dead(GraphError error, Progress at) => new(ReasonOf(error.Trouble), at);

    private static SendResult.Step Held(GraphError error, Progress at) =>
        new(at, error.Trouble == GraphTrouble.QuotaUsed ? QuotaPause : error.Regain ?? Soon, ReasonOf(error.Trouble), IsHeld: true);
}
