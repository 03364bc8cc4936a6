using System.Globalization;
using LibraryBot.Dialogs;
using LibraryBot.Dialogs.Kinds;
using LibraryBot.Publishing;
using LibraryBot.Storage;
using LibraryBot.Turns;

namespace LibraryBot.Posts;

/// <summary>What a librarian sees before handing a post in: each network's post as it is sent there, what stands in the way, what to know.</summary>
internal sealed class PostPreview(PostComposer composer, Settings settings)
{
    private const string Folder = "posting";
    private const string Main = "main";
    private const int SectionsAtLeast = 2;

    public Preview Of(TurnContext turn, Flow flow, Given given)
    {
        var post = composer.Compose(turn.Store, flow, given, turn.Scene);
        return new Preview([.. Shown(turn, post)], [.. Problems(turn, flow, post, given)]) { Notes = [.. Notes(turn, post, given)] };
    }

    /// <summary>One message for all networks that get the same, with a heading when there are several.</summary>
    private static IEnumerable<Said> Shown(TurnContext turn, ComposedPost post)
    {
        if (post.Networks.Count == 0)
            return [Says(post.Main)];
        var alike = post.Networks.Values.ToList() is [var one, var other] && one.IsSame(other) ? one : null;
        IEnumerable<(string Heading, NetworkPost Post)> others = alike is not null
            ? [("facebook_and_instagram", alike)]
            : post.Networks.OrderBy(network => network.Key, StringComparer.Ordinal).Select(network => (network.Key, network.Value));
        return others.Prepend(("main", post.Main)).SelectMany(network => new[] { new Said(Say(turn, "network." + network.Item1)), Says(network.Item2) });
    }

    private static Said Says(NetworkPost post) => new(post.Text) { Pictures = [.. post.Pictures.Select(picture => (picture.Media, picture.AltText ?? ""))] };

    private IEnumerable<string> Problems(TurnContext turn, Flow flow, ComposedPost post, Given given)
    {
        foreach (var (name, text) in Texts(turn.Store, post))
        {
            var limits = NetworkLimits.Of(name, settings.HashtagLimit);
            var step = turn.Words.Say(turn.Lang, Folder, (name == Main ? PostSteps.Text : PostSteps.TextOf(name)) + ".name").Trim();
            if (text.Length > limits.TextAtMost)
                yield return Say(turn, "problem.too_long", ("network", Name(name)), ("count", Number(text.Length)), ("at_most", Number(limits.TextAtMost)), ("step", step));
            if (NetworkLimits.HashtagsIn(text) is var tags && tags > limits.HashtagsAtMost)
                yield return Say(turn, "problem.hashtags", ("network", Name(name)), ("count", Number(tags)), ("at_most", Number(limits.HashtagsAtMost.Value)), ("step", step));
        }

        if (post.DueAt is { } due && Moment.Read(given["starts_at"]) is { } starts && due >= starts.Starts && flow.Name == "event")
            yield return Say(turn, "problem.after_event", ("when", turn.Moment(due, turn.Lang)));
        if (post.DueAt < turn.Now && given[PostSteps.PostNumber] is { } number && turn.Store.Get(Post.Posts, number) is not ({ Status: PostStatus.Published } or { Standing: not null }))
            yield return Say(turn, "problem.past", ("when", turn.Moment(post.DueAt.Value, turn.Lang)));
        if (flow.Name == "pathfinder" && PostedGuide.Sections.Count(section => given[section] is not null) is < SectionsAtLeast and var sections)
            yield return Say(turn, "problem.few_sections", ("count", Number(sections)));
        if (post.LacksPicture)
            yield return Say(turn, "problem.picture_gone");

        string Name(string network) => Say(turn, "network.name." + network);
    }

    private IEnumerable<string> Notes(TurnContext turn, ComposedPost post, Given given)
    {
        if (Moment.Read(given[EventPick.EventStart]) is { } calendar && Moment.Read(given["starts_at"]) is { } said && calendar.Starts != said.Starts)
            yield return Say(turn, "note.not_as_calendar", ("when", turn.Moment(calendar.Starts, turn.Lang)));
        var open = Destination.Open(turn.Store);
        if (post.Networks.ContainsKey(Destination.Instagram) && post.Main.Pictures.Count == 0)
            yield return Say(turn, "note.poster_for_instagram");
        if (NetworkLimits.Of(Destination.Telegram, settings.HashtagLimit).CaptionAtMost is { } most && post.Main.Pictures.Count > 0 && post.Main.Text.Length > most
            && open.Any(destination => destination.Kind == Destination.Telegram))
            yield return Say(turn, "note.caption", ("count", Number(post.Main.Text.Length)), ("at_most", Number(most)));
        foreach (var note in NetworkNotes.Of(turn, open, given[PostSteps.PostNumber] is { } number ? turn.Store.Get(Post.Posts, number) : null, post.For(Destination.Facebook), turn.Lang))
            yield return note;
        if (post.DueAt is { } due)
            yield return Say(turn, "note.time", ("when", turn.Moment(due, turn.Lang)));
    }

    private static IEnumerable<(string Network, string Text)> Texts(IStoreReader store, ComposedPost post) =>
        Destination.Open(store).Select(destination => destination.Kind is Destination.Facebook or Destination.Instagram ? destination.Kind : Main).Distinct()
            .Select(kind => (kind, post.For(kind).Text));

    private static string Say(TurnContext turn, string key, params (string Name, string Value)[] values) => turn.Words.Say(turn.Lang, Folder, key, values).Trim();

    private static string Number(int number) => number.ToString("N0", CultureInfo.GetCultureInfo("id-ID"));
}
