using System.Globalization;

namespace LibraryBot.Bench.Stores;

/// <summary>
/// A turn that touches everything, as a bot's heaviest does: a seen id comes and an old one goes, a conversation and a post
/// change, a reply is queued, one is under way, one is gone. Five collections, six indexes, one transaction. The number of
/// the turn decides all that it writes, so that what a store must hold after any turn can be computed.
/// </summary>
/// <param name="lane">Turns of a lane come one after another; each lane has collections of its own.</param>
internal sealed class FiveCollectionTurn(int lane)
{
    private const int SeenKept = 200;
    private const int Conversations = 50;
    private const int Posts = 20;
    private const string LastTurn = "last";
    private readonly Shelf seen = new(NameOf("seen", lane), ByNumber: true);
    private readonly Shelf talks = new(NameOf("talks", lane), ByWord: true, ByNumber: true);
    private readonly Shelf drafts = new(NameOf("drafts", lane), ByWord: true);
    private readonly Shelf replies = new(NameOf("replies", lane), ByWord: true, ByNumber: true);
    private readonly Shelf meta = new(NameOf("meta", lane));

    public int Lane => lane;

    public IReadOnlyList<Shelf> Shelves => [seen, talks, drafts, replies, meta];

    public static IReadOnlyList<FiveCollectionTurn> Lanes(int count) => [.. Enumerable.Range(0, count).Select(lane => new FiveCollectionTurn(lane))];

    /// <summary>Opens a store with the collections of these lanes.</summary>
    public static IContestant Open(string store, string folder, IEnumerable<FiveCollectionTurn> lanes) =>
        Contestants.Open(store, folder, [.. lanes.SelectMany(lane => lane.Shelves)]);

    public void Write(IPaperWriter writer, long turn)
    {
        writer.Put(seen, new Paper($"u{Text(turn)}", null, turn, ""));
        writer.Delete(seen, $"u{Text(turn - SeenKept)}");
        writer.Put(talks, new Paper($"t{Text(turn % Conversations)}", $"p{Text(turn % 7)}", turn, Prose.Of(700 + (int)(turn * 613 % 12_300), turn)));
        writer.Put(drafts, new Paper($"d{Text(turn % Posts)}", $"s{Text(turn % 4)}", null, Prose.Of(1000, turn)));
        writer.Put(replies, Reply(turn, "waits"));
        writer.Put(replies, Reply(turn - 1, "leaves"));
        writer.Delete(replies, $"r{Text(turn - 2)}");
        writer.Put(meta, new Paper(LastTurn, null, turn, ""));
    }

    /// <summary>The last turn that a store holds; 0 when it holds none.</summary>
    public async Task<long> Last(IContestant store) => (await store.Get(meta, LastTurn))?.Number ?? 0;

    /// <summary>Whether a store holds just what the turns from 1 to its last leave behind.</summary>
    public async Task<bool> IsWhole(IContestant store)
    {
        var last = await Last(store);
        var expected = new Expected();
        // Whatever older turns wrote, later ones have written over or deleted.
        for (var turn = Math.Max(1, last - (2 * SeenKept)); turn <= last; turn++)
            Write(expected, turn);
        foreach (var shelf in Shelves)
        {
            var found = await store.All(shelf);
            if (!expected.On(shelf).SetEquals(found) || found.Count != expected.On(shelf).Count)
                return false;
        }

        return true;
    }

    private static Paper Reply(long turn, string state) => new($"r{Text(turn)}", state, turn, Prose.Of(400, turn));

    private static string NameOf(string shelf, int lane) => $"{shelf}_{(char)('a' + lane)}";

    private static string Text(long number) => number.ToString(CultureInfo.InvariantCulture);

    private sealed class Expected : IPaperWriter
    {
        private readonly Dictionary<(string Shelf, string Id), Paper> papers = [];

        public HashSet<Paper> On(Shelf shelf) => [.. papers.Where(each => each.Key.Shelf == shelf.Name).Select(each => each.Value)];

        public void Put(Shelf shelf, Paper paper) => papers[(shelf.Name, paper.Id)] = paper;

        public void Delete(Shelf shelf, string id) => papers.Remove((shelf.Name, id));
    }
}
