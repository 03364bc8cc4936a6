using System.Globalization;

namespace LibraryBot.Bench.Stores;

/// <summary>
/// A turn that touches everything, as a bot's heaviest does: a seen id comes and an old one goes, a conversation and a post
/// change, a reply is queued, one is under way, one is gone. Five collections, six indexes, one transaction. The number of
/// the turn decides all that it writes, so that what a store must hold after any turn can be computed.
/// </summary>
internal static class FiveCollectionTurn
{
    private const int SeenKept = 200;
    private const int Conversations = 50;
    private const int Posts = 20;
    private const string LastTurn = "last";
    private static readonly Shelf Seen = new("seen", ByNumber: true);
    private static readonly Shelf Talks = new("talks", ByWord: true, ByNumber: true);
    private static readonly Shelf Drafts = new("drafts", ByWord: true);
    private static readonly Shelf Replies = new("replies", ByWord: true, ByNumber: true);
    private static readonly Shelf Meta = new("meta");

    public static readonly IReadOnlyList<Shelf> Shelves = [Seen, Talks, Drafts, Replies, Meta];

    public static void Write(IPaperWriter writer, long turn)
    {
        writer.Put(Seen, new Paper($"u{Text(turn)}", null, turn, ""));
        writer.Delete(Seen, $"u{Text(turn - SeenKept)}");
        writer.Put(Talks, new Paper($"t{Text(turn % Conversations)}", $"p{Text(turn % 7)}", turn, Prose.Of(700 + (int)(turn * 613 % 12_300), turn)));
        writer.Put(Drafts, new Paper($"d{Text(turn % Posts)}", $"s{Text(turn % 4)}", null, Prose.Of(1000, turn)));
        writer.Put(Replies, Reply(turn, "waits"));
        writer.Put(Replies, Reply(turn - 1, "leaves"));
        writer.Delete(Replies, $"r{Text(turn - 2)}");
        writer.Put(Meta, new Paper(LastTurn, null, turn, ""));
    }

    /// <summary>The last turn that a store holds; 0 when it holds none.</summary>
    public static async Task<long> Last(IContestant store) => (await store.Get(Meta, LastTurn))?.Number ?? 0;

    /// <summary>Whether a store holds just what these turns, from 1 to the last, leave behind.</summary>
    public static async Task<bool> IsWhole(IContestant store, long last)
    {
        var expected = new Expected();
        // Whatever older turns wrote, later ones have written over or deleted.
        for (var turn = Math.Max(1, last - 2 * SeenKept); turn <= last; turn++)
            Write(expected, turn);
        foreach (var shelf in Shelves)
        {
            var found = await store.All(shelf);
            if (!expected.Papers(shelf).SetEquals(found) || found.Count != expected.Papers(shelf).Count)
                return false;
        }

        return true;
    }

    private static Paper Reply(long turn, string state) => new($"r{Text(turn)}", state, turn, Prose.Of(400, turn));

    private static string Text(long number) => number.ToString(CultureInfo.InvariantCulture);

    private sealed class Expected : IPaperWriter
    {
        private readonly Dictionary<(string Shelf, string Id), Paper> papers = [];

        public HashSet<Paper> Papers(Shelf shelf) => [.. papers.Where(each => each.Key.Shelf == shelf.Name).Select(each => each.Value)];

        public void Put(Shelf shelf, Paper paper) => papers[(shelf.Name, paper.Id)] = paper;

        public void Delete(Shelf shelf, string id) => papers.Remove((shelf.Name, id));
    }
}
