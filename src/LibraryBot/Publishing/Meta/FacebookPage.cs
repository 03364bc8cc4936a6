using System.Globalization;
using System.Text;
using System.Text.Json;

namespace LibraryBot.Publishing.Meta;

/// <summary>
/// Publishes to the library's Facebook Page: photos and post are stored there unseen, then the post is made public by its id, so that a
/// lost answer is settled by reading that id. Where a Page does not take unseen posts, the post is made in one step and found again by its
/// exact words (developers.facebook.com/docs/pages-api/posts).
/// </summary>
/// <param name="picture">A picture by its media id; null when it is gone.</param>
/// <param name="stages">False: in one step.</param>
public sealed class FacebookPage(GraphCalls graph, MetaAccounts accounts, Func<string, MetaPicture?> picture, bool stages, TimeProvider clock) : MetaPublisher(graph, accounts, clock)
{
    private const int PicturesAtMost = 10;
    private const int PictureBytesAtMost = 4_000_000;
    private const int TextAtMost = 63_206;

    public override string Kind => Destination.Facebook;

    protected override string Placeholder => "{page-id}";

    public override Phase Next(Delivery delivery)
    {
        if (delivery.Work != DeliveryWork.Publish)
            return Phase.Commit;
        if (delivery.At.Doubt is not null)
            return Phase.Look;
        return delivery.At.Parts.Count < delivery.Pictures.Count || (stages && delivery.At.Whole is null) ? Phase.Stage : Phase.Commit;
    }

    protected override IEnumerable<GraphRequest> Requests(string account, Delivery delivery)
    {
        foreach (var each in delivery.Pictures)
            yield return Photo(account, each, picture(each.Media));
        var parts = delivery.Pictures.Select((_, at) => string.Create(CultureInfo.InvariantCulture, $"{{photo-id-{at + 1}}}")).ToList();
        yield return Feed(account, delivery.Text, parts, isPublic: !stages);
        if (stages)
            yield return Reveal("{post-id}");
    }

    protected override async Task<SendResult> Stage(MetaAccount account, Delivery delivery, CancellationToken cancel)
    {
        if (Refusal(delivery) is { } refused)
            return refused;
        var at = delivery.At;
        if (at.Parts.Count == delivery.Pictures.Count)
        {
            var staged = await Graph.Make(account, Feed(account.Id, delivery.Text, at.Parts, isPublic: false), cancel);
            if (staged is GraphAnswer.Said said && said.Text("id") is { } post)
                return Goes(at with { Whole = post });
            // The photos may have been used up by a post whose answer was lost.
            return at is { Failures: > 0, Parts.Count: > 0 } && staged is GraphAnswer.Denied { Error.Trouble: GraphTrouble.Rejected } ? Restage(delivery, "meta.rejected") : StageFailed(delivery, staged);
        }

        var next = delivery.Pictures[at.Parts.Count];
        if (picture(next.Media) is not { } bytes)
            return new SendResult.Refused("meta.picture_gone");
        if (bytes.Bytes.Length > PictureBytesAtMost)
            return new SendResult.Refused("meta.picture_too_big");
        var answer = await Graph.Make(account, Photo(account.Id, next, bytes), cancel);
        return answer is GraphAnswer.Said kept && kept.Text("id") is { } photo ? Goes(at with { Parts = [.. at.Parts, photo] }) : StageFailed(delivery, answer);
    }

    protected override async Task<SendResult> Commit(MetaAccount account, Delivery delivery, CancellationToken cancel)
    {
        if (Refusal(delivery) is { } refused)
            return refused;
        var whole = delivery.At.Whole;
        var answer = await Graph.Make(account, whole is null ? Feed(account.Id, delivery.Text, delivery.At.Parts, isPublic: true) : Reveal(whole), cancel);
        var id = answer is not GraphAnswer.Said said ? null : whole is null ? said.Text("id") : said.Is("success") ? whole : null;
        return id is null ? CommitFailed(delivery, answer) : new SendResult.Published(id, await ReadText(account, id, "permalink_url", cancel));
    }

    protected override TimeSpan FirstLook(Progress at) => at.Whole is null ? TimeSpan.FromMinutes(1) : base.FirstLook(at);

    protected override async Task<SendResult> Look(MetaAccount account, Delivery delivery, CancellationToken cancel)
    {
        if (delivery.At.Whole is not { } whole)
            return await Search(account, delivery, cancel);
        var answer = await Graph.Make(account, GraphRequest.Get(whole, ("fields", "is_published,permalink_url")), cancel);
        if (answer is not GraphAnswer.Said said)
            return LookFailed(delivery, answer);
        return said.Is("is_published") ? new SendResult.Published(whole, said.Text("permalink_url")) : NotThere(delivery);
    }

    protected override async Task<SendResult> Correct(MetaAccount account, Delivery delivery, Delivery before, CancellationToken cancel)
    {
        var note = delivery.Pictures.SequenceEqual(before.Pictures) ? null : "meta.pictures_stay";
        if (delivery.Text == before.Text)
            return new SendResult.Published(before.ExternalId, before.Link, note);
        var answer = await Graph.Make(account, GraphRequest.Post(before.ExternalId!, ("message", delivery.Text)), cancel);
        return answer is GraphAnswer.Said said && said.Is("success") ? new SendResult.Published(before.ExternalId, before.Link, note) : ChangeFailed(answer);
    }

    protected override async Task<SendResult> Withdraw(MetaAccount account, string externalId, CancellationToken cancel)
    {
        var answer = await Graph.Make(account, GraphRequest.Delete(externalId), cancel);
        if (answer is GraphAnswer.Said said && said.Is("success"))
            return new SendResult.Published(externalId);
        // Gone already, or an outage that hides it: the list tells.
        if (answer is GraphAnswer.Denied { Error.Trouble: GraphTrouble.NotVisible }
            && await Graph.Make(account, GraphRequest.Get($"{account.Id}/published_posts", ("fields", "id"), ("limit", "100")), cancel) is GraphAnswer.Said list)
            return list.Rows.Any(post => GraphJson.Text(post, "id") == externalId) ? ChangeFailed(answer) : new SendResult.Published(externalId);
        return ChangeFailed(answer);
    }

    /// <summary>Looks for the post by its words among those that were published since it was told to be.</summary>
    private async Task<SendResult> Search(MetaAccount account, Delivery delivery, CancellationToken cancel)
    {
        var answer = await Graph.Make(account, GraphRequest.Get($"{account.Id}/published_posts",
            ("since", SearchedSince(delivery).ToUnixTimeSeconds().ToString(CultureInfo.InvariantCulture)), ("fields", "id,message,created_time,permalink_url"), ("limit", "100")), cancel);
        if (answer is not GraphAnswer.Said said)
            return LookFailed(delivery, answer);
        var found = said.Rows.Where(post => Plain(GraphJson.Text(post, "message") ?? "") == Plain(delivery.Text)).ToList();
        return found switch
        {
            [var only] => new SendResult.Published(GraphJson.Text(only, "id"), GraphJson.Text(only, "permalink_url")),
            [_, ..] => new SendResult.Published(null, null, "meta.several_alike"),
            _ when delivery.At.Commits == 0 => SearchAgain(delivery, Restage(delivery, delivery.At.Doubt!.Why)),
            _ => NotFound(delivery),
        };
    }

    private static SendResult.Refused? Refusal(Delivery delivery) =>
        delivery.Text.Length > TextAtMost ? new SendResult.Refused("meta.too_long")
        : delivery.Pictures.Count > PicturesAtMost ? new SendResult.Refused("meta.album")
        : null;

    /// <summary>What its words are once white space and the ways to write an accent are left aside.</summary>
    private static string Plain(string text) => string.Join(' ', text.Normalize(NormalizationForm.FormC).Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries));

    private static GraphRequest Photo(string account, Picture picture, MetaPicture? bytes)
    {
        (string, string)[] fields = picture.AltText is { Length: > 0 } alt ? [("published", "false"), ("alt_text_custom", alt)] : [("published", "false")];
        return GraphRequest.Post($"{account}/photos", fields) with { File = bytes is null ? null : (bytes.Bytes, bytes.ContentType, picture.Media) };
    }

    private static GraphRequest Feed(string account, string text, IReadOnlyList<string> parts, bool isPublic) => GraphRequest.Post($"{account}/feed",
    [
        ("message", text),
        .. parts.Select((part, at) => (string.Create(CultureInfo.InvariantCulture, $"attached_media[{at}]"), JsonSerializer.Serialize(new { media_fbid = part }))),
        ("published", isPublic ? "true" : "false"),
    ]);

    private static GraphRequest Reveal(string post) => GraphRequest.Post(post, ("is_published", "true"));
}
