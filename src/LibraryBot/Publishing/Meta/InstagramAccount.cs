using System.Globalization;
using System.Text.Json;

namespace LibraryBot.Publishing.Meta;

/// <summary>
/// Publishes to the library's Instagram account: a container for each picture, the container of an album, its status, and then one call that
/// publishes the container; Instagram never makes two posts of one container (developers.facebook.com/docs/instagram-platform,
/// content publishing). It cannot be changed or taken away by us afterwards.
/// </summary>
/// <param name="picture">A picture by its media id; null when it is gone.</param>
/// <param name="hashtags">How many it takes.</param>
public sealed class InstagramAccount(GraphCalls graph, MetaAccounts accounts, Func<string, MetaPicture?> picture, PublicPicture outside, int hashtags, TimeProvider clock) : MetaPublisher(graph, accounts, clock)
{
    private const int PicturesAtMost = 10;
    private const int PictureBytesAtMost = 8 * 1024 * 1024;
    private const int CaptionAtMost = 2_200;
    private const int AltAtMost = 1_000;
    private const double Narrowest = 0.8;
    private const double Widest = 1.91;
    private const double Rounding = 0.005;

    public override string Kind => Destination.Instagram;

    protected override string Placeholder => "{instagram-id}";

    public override Phase Next(Delivery delivery)
    {
        var at = delivery.At;
        if (delivery.Work != DeliveryWork.Publish)
            return Phase.Commit;
        if (at.Doubt is not null)
            return Phase.Look;
        if (at.Whole is not null)
            return at.IsReady ? Phase.Commit : Phase.Poll;
        if (!IsAlbum(delivery) || at.Parts.Count < delivery.Pictures.Count)
            return Phase.Stage;
        // An album is made of parts that are ready.
        return at.IsReady ? Phase.Stage : Phase.Poll;
    }

    protected override IEnumerable<GraphRequest> Requests(string account, Delivery delivery)
    {
        foreach (var each in delivery.Pictures)
            yield return Container(account, delivery, each, picture(each.Media)?.Url ?? "{public-url}/media/" + each.Media);
        if (IsAlbum(delivery))
            yield return Album(account, delivery, [.. delivery.Pictures.Select((_, at) => string.Create(CultureInfo.InvariantCulture, $"{{container-id-{at + 1}}}"))]);
        yield return Status("{container-id}");
        yield return Publish(account, "{container-id}");
    }

    protected override async Task<SendResult> Stage(MetaAccount account, Delivery delivery, CancellationToken cancel)
    {
        if (Refusal(delivery) is { } refused)
            return new SendResult.Refused(refused);
        var at = delivery.At;
        if (at.Parts.Count == delivery.Pictures.Count)
        {
            var album = await Graph.Make(account, Album(account.Id, delivery, at.Parts), cancel);
            return album is GraphAnswer.Said made && made.Text("id") is { } whole ? Goes(at with { Whole = whole, IsReady = false, PolledSince = null }) : StageFailed(delivery, album);
        }

        var next = delivery.Pictures[at.Parts.Count];
        if (picture(next.Media) is not { } shown)
            return new SendResult.Refused("meta.picture_gone");
        if (Refusal(shown) is { } unfit)
            return new SendResult.Refused(unfit);
        if (!await outside.IsThere(shown, cancel))
            return StageAgain(delivery, "meta.not_public");
        var answer = await Graph.Make(account, Container(account.Id, delivery, next, shown.Url!), cancel);
        if (answer is not GraphAnswer.Said said || said.Text("id") is not { } container)
            return StageFailed(delivery, answer);
        return Goes(IsAlbum(delivery) ? at with { Parts = [.. at.Parts, container] } : at with { Whole = container });
    }

    protected override async Task<SendResult> Poll(MetaAccount account, Delivery delivery, CancellationToken cancel)
    {
        var at = delivery.At;
        foreach (var container in at.Whole is { } whole ? [whole] : at.Parts)
        {
            var answer = await Graph.Make(account, Status(container), cancel);
            if (answer is not GraphAnswer.Said said)
                return PollAgain(delivery, answer);
            switch (ContainerStatus.Of(said))
            {
                case ContainerStatus.Finished:
                    continue;
                case ContainerStatus.Failed failed when failed.Trouble is GraphTrouble.PictureShape or GraphTrouble.PictureFormat or GraphTrouble.PictureTooBig or GraphTrouble.CaptionTooLong or GraphTrouble.TooManyTags:
                    return new SendResult.Refused(ReasonOf(failed.Trouble));
                case ContainerStatus.Failed or ContainerStatus.Expired:
                    return Restage(delivery, "meta.container_failed");
                case ContainerStatus.Published when container == at.Whole:
                    return await Find(account, delivery, cancel);
                default:
                    return PollAgain(delivery, answer);
            }
        }

        return at.Whole is null || await HasRoom(account, cancel) ? Goes(at with { IsReady = true }) : new SendResult.Step(at with { PolledSince = null, Failures = 0 }, QuotaPause, "meta.quota", IsHeld: true);
    }

    protected override async Task<SendResult> Commit(MetaAccount account, Delivery delivery, CancellationToken cancel)
    {
        var answer = await Graph.Make(account, Publish(account.Id, delivery.At.Whole!), cancel);
        return answer is GraphAnswer.Said said && said.Text("id") is { } media
            ? new SendResult.Published(media, await ReadText(account, media, "permalink", cancel))
            : CommitFailed(delivery, answer);
    }

    protected override async Task<SendResult> Look(MetaAccount account, Delivery delivery, CancellationToken cancel)
    {
        // One of a restored backup, whose container nobody remembers.
        if (delivery.At.Whole is not { } whole)
            return await Find(account, delivery, cancel);
        var answer = await Graph.Make(account, Status(whole), cancel);
        return answer is not GraphAnswer.Said said ? LookFailed(delivery, answer) : ContainerStatus.Of(said) switch
        {
            ContainerStatus.Published => await Find(account, delivery, cancel),
            ContainerStatus.Finished => NotThere(delivery),
            ContainerStatus.Failed or ContainerStatus.Expired when delivery.At.Doubt!.Then == AfterLook.CommitAgain => Restage(delivery, "meta.container_failed"),
            ContainerStatus.Failed or ContainerStatus.Expired => NotThere(delivery),
            _ => LookFailed(delivery, answer),
        };
    }

    protected override Task<SendResult> Correct(MetaAccount account, Delivery delivery, Delivery before, CancellationToken cancel) =>
        Task.FromResult<SendResult>(new SendResult.Refused("meta.instagram_fixed"));

    protected override Task<SendResult> Withdraw(MetaAccount account, string externalId, CancellationToken cancel) =>
        Task.FromResult<SendResult>(new SendResult.Refused("meta.instagram_fixed"));

    /// <summary>It is public: which post it is, by its exact words among those since it was told to be. Not being sure of that changes nothing.</summary>
    private async Task<SendResult> Find(MetaAccount account, Delivery delivery, CancellationToken cancel)
    {
        var since = SearchedSince(delivery);
        var answer = await Graph.Make(account, GraphRequest.Get($"{account.Id}/media", ("fields", "id,caption,permalink,timestamp"), ("limit", "50")), cancel);
        var fits = answer is GraphAnswer.Said said
            ? said.Rows.Where(media => GraphJson.Text(media, "caption") == delivery.Text && GraphJson.Moment(media, "timestamp") >= since).ToList()
            : [];
        if (fits is [var only])
            return new SendResult.Published(GraphJson.Text(only, "id"), GraphJson.Text(only, "permalink"));
        if (delivery.At.Whole is not null)
            return new SendResult.Published(null, null, "meta.link_unknown");
        return answer is GraphAnswer.Said ? NotFound(delivery) : LookFailed(delivery, answer);
    }

    /// <summary>Whether a post of today is left. When that cannot be read, publishing itself will say.</summary>
    private async Task<bool> HasRoom(MetaAccount account, CancellationToken cancel)
    {
        var answer = await Graph.Make(account, GraphRequest.Get($"{account.Id}/content_publishing_limit", ("fields", "quota_usage,config")), cancel);
        return answer is not GraphAnswer.Said { Rows: [var quota, ..] } || GraphJson.Child(quota, "config") is not { } config
            || GraphJson.Number(config, "quota_total") is not (> 0 and var total) || GraphJson.Number(quota, "quota_usage") < total;
    }

    private string? Refusal(Delivery delivery) =>
        delivery.Pictures.Count == 0 ? "meta.no_picture"
        : delivery.Pictures.Count > PicturesAtMost ? "meta.album"
        : delivery.Text.Length > CaptionAtMost ? "meta.too_long"
        : NetworkLimits.HashtagsIn(delivery.Text) > hashtags ? "meta.too_many_tags"
        : null;

    private static string? Refusal(MetaPicture picture) =>
        picture.Url is null ? "meta.no_address"
        : picture.ContentType != "image/jpeg" ? "meta.picture_format"
        : picture.Bytes.Length > PictureBytesAtMost ? "meta.picture_too_big"
        : picture.Ratio < Narrowest - Rounding || picture.Ratio > Widest + Rounding ? "meta.picture_shape"
        : null;

    private static bool IsAlbum(Delivery delivery) => delivery.Pictures.Count > 1;

    private static GraphRequest Container(string account, Delivery delivery, Picture picture, string url)
    {
        List<(string, string)> fields = [("image_url", url)];
        if (IsAlbum(delivery))
            fields.Add(("is_carousel_item", "true"));
        else
            fields.Add(("caption", delivery.Text));
        if (picture.AltText is { Length: > 0 } alt)
            fields.Add(("alt_text", alt.Length <= AltAtMost ? alt : alt[..AltAtMost]));
        return GraphRequest.Post($"{account}/media", [.. fields]);
    }

    private static GraphRequest Album(string account, Delivery delivery, IReadOnlyList<string> parts) =>
        GraphRequest.Post($"{account}/media", ("media_type", "CAROUSEL"), ("children", JsonSerializer.Serialize(parts)), ("caption", delivery.Text));

    private static GraphRequest Status(string container) => GraphRequest.Get(container, ("fields", "status_code,status"));

    private static GraphRequest Publish(string account, string container) => GraphRequest.Post($"{account}/media_publish", ("creation_id", container));
}
