using System.Globalization;

namespace LibraryBot.Bench.Stores;

/// <summary>
/// Writes one turn after another and says the number of each on standard output once the store has acknowledged it. Goes
/// on after the last turn that the store holds.
/// </summary>
internal sealed class WriteVerb(string store, string folder, long turns, int committers)
{
    private long next;

    public async Task<int> Run()
    {
        await using var contestant = Contestants.Open(store, folder, FiveCollectionTurn.Shelves);
        next = await FiveCollectionTurn.Last(contestant);
        var last = turns == long.MaxValue ? turns : next + turns;
        await using var acknowledgements = Console.OpenStandardOutput();
        await Task.WhenAll(Enumerable.Range(0, committers).Select(_ => Task.Run(() => Write(contestant, last, acknowledgements))));
        return 0;
    }

    private async Task Write(IContestant contestant, long last, Stream acknowledgements)
    {
        while (Interlocked.Increment(ref next) is var turn && turn <= last)
        {
            await contestant.Commit(writer => FiveCollectionTurn.Write(writer, turn));
            // One write to the pipe, unbuffered: what was said before the kill has been heard.
            acknowledgements.Write(System.Text.Encoding.ASCII.GetBytes(turn.ToString(CultureInfo.InvariantCulture) + "\n"));
        }
    }
}
