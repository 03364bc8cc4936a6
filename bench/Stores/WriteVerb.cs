using System.Globalization;
using System.Text;

namespace LibraryBot.Bench.Stores;

/// <summary>
/// Writes turns, several lanes at once, and says "LANE TURN" on standard output when the store has acknowledged one. Goes on
/// after the last turns that the store holds.
/// </summary>
internal sealed class WriteVerb(string store, string folder, long turns, int committers)
{
    public async Task<int> Run()
    {
        var lanes = FiveCollectionTurn.Lanes(committers);
        await using var contestant = FiveCollectionTurn.Open(store, folder, lanes);
        await using var acknowledgements = Console.OpenStandardOutput();
        await Task.WhenAll(lanes.Select(lane => Task.Run(() => Write(contestant, lane, acknowledgements))));
        return 0;
    }

    private async Task Write(IContestant contestant, FiveCollectionTurn lane, Stream acknowledgements)
    {
        var last = await lane.Last(contestant);
        for (var (turn, end) = (last + 1, turns == long.MaxValue ? turns : last + (turns / committers)); turn <= end; turn++)
        {
            var number = turn;
            await contestant.Commit(writer => lane.Write(writer, number));
            // One write to the pipe, unbuffered: what was said before the kill has been heard.
            acknowledgements.Write(Encoding.ASCII.GetBytes(string.Create(CultureInfo.InvariantCulture, $"{lane.Lane} {number}\n")));
        }
    }
}
