using LibraryBot.Channels.DirectLine;
using LibraryBot.Knowledge;
using LibraryBot.People;
using LibraryBot.Posts;
using LibraryBot.Publishing;
using LibraryBot.Storage;
using LibraryBot.Turns;

namespace LibraryBot.Bench.Kills;

/// <summary>Looks at everything that a killed bot has left, and compares it with what everyone was told.</summary>
internal sealed class Inspection(StruckLibrary library, Cast cast, Network network)
{
    private readonly Board board = new();

    /// <summary>Deliveries that may be out or not: allowed, and counted.</summary>
    public int Unknown { get; private set; }

    /// <summary>Deliveries that have still to go out.</summary>
    public int Open { get; private set; }

    public async Task<IReadOnlyList<Finding>> Run()
    {
        try
        {
            await using var store = await library.OpenStore();
            var found = await store.Read(Look);
            return store.Repair is { } repair ? [.. found, new Finding(Harm.Corrupt, repair.What)] : found;
        }
        catch (Exception unreadable) when (unreadable is StoreRefused or IOException or InvalidDataException)
        {
            return [new Finding(Harm.Corrupt, unreadable.Message)];
        }
    }

    private List<Finding> Look(IStoreReader store)
    {
        board.Read(store);
        Unknown = store.Find(Delivery.Deliveries, Delivery.ByState, DeliveryState.NeedsHuman.ToString()).Count;
        Open = store.All(Delivery.Deliveries).Count(delivery => !delivery.IsSettled);
        return
        [
            .. Each(Harm.IndexMismatch, IndexCheck.Of(store, Bot.Collections)),
            .. cast.Actors.SelectMany(actor => TalkOf(store, actor)),
            .. Posts(store),
            .. Imports(store),
            .. Each(Harm.PublishedTwice, network.Twice().Concat(board.Twice())),
            .. Each(Harm.OddAnswer, cast.Actors.SelectMany(actor => actor.OddAnswers)),
        ];
    }

    private static IEnumerable<Finding> TalkOf(IStoreReader store, Actor actor)
    {
        var talk = new TalkCheck(store, actor);
        foreach (var finding in talk.Findings)
            yield return finding;
        var dialog = store.Get(Conversation.Conversations, $"{DirectLineChannel.ChannelId}|{actor.ConversationId}")?.Dialog;
        if (actor.Complaint(dialog, talk.PendingIsTaken) is { } complaint)
            yield return new Finding(Harm.ForgottenStep, $"{actor.Name} {complaint}");
    }

    private IEnumerable<Finding> Posts(IStoreReader store)
    {
        var posts = store.All(Post.Posts).ToLookup(post => post.Title);
        foreach (var title in cast.Librarians.SelectMany(librarian => librarian.HandedIn).Where(title => !posts[title].Any()))
            yield return new Finding(Harm.LostAcknowledgement, $"{title} was handed in");
        foreach (var same in posts.Where(same => same.Count() > 1))
            yield return new Finding(Harm.TakenTwice, $"{same.Key} was handed in once");
        foreach (var number in cast.Approver.Approved.Where(number => store.Get(Post.Posts, number)?.ApprovedHash is null))
            yield return new Finding(Harm.LostAcknowledgement, $"#{number} was approved");
        var said = cast.Approver.Approved.Append(cast.Approver.MaybeApproved).ToHashSet();
        foreach (var post in posts.SelectMany(same => same))
        {
            foreach (var contradiction in new PostCheck(store, post, said.Contains(post.Id), network, board).Contradictions())
                yield return new Finding(Harm.Contradiction, $"#{post.Id} {contradiction}");
        }
    }

    private IEnumerable<Finding> Imports(IStoreReader store)
    {
        var titles = Importer.Books.Select(id => store.Get(Book.Collection, id)?.Title).Distinct().ToList();
        var (last, next) = (cast.Importer.Acknowledged, cast.Importer.Acknowledged + 1);
        if (titles is not [var title] || (title != Importer.TitleIn(next) && title != (last == 0 ? null : Importer.TitleIn(last))))
            yield return new Finding(Harm.LostAcknowledgement, $"import {last} was done, and the books say {string.Join(", ", titles)}");
    }

    private static IEnumerable<Finding> Each(Harm harm, IEnumerable<string> where) => where.Select(place => new Finding(harm, place));
}
