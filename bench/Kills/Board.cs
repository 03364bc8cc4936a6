using LibraryBot.Channels.DirectLine;
using LibraryBot.Storage;

namespace LibraryBot.Bench.Kills;

/// <summary>All that ever stood on the announcement board, whose oldest lines are let go of in time.</summary>
internal sealed class Board
{
    private readonly Dictionary<string, string> lines = [];

    public void Read(IStoreReader store)
    {
        foreach (var line in Transcript.Since(store, DirectLineChannel.Board, 0)?.Activities ?? [])
            lines[line.Id!] = line.Text!;
    }

    public bool Has(string text) => lines.ContainsValue(text);

    public IEnumerable<string> Twice() => lines.Values.GroupBy(text => text).Where(same => same.Count() > 1).Select(same => $"board: {same.Key.Split('\n')[0]}, {same.Count()} times");
}
