using System.Diagnostics;
using System.Net.Sockets;
using LibraryBot.Bench.Reports;

namespace LibraryBot.Bench.Turns;

/// <summary>Plays many conversations on one thread: it waits for whichever socket has something and answers at once.</summary>
internal sealed class Driver(IReadOnlyList<DialogLine> lines)
{
    private const int WaitMicroseconds = 20_000;
    private readonly Dictionary<Socket, (DialogLine Line, bool IsPost)> sockets = lines
        .SelectMany(line => new[] { (Socket: line.Posts, Line: line, IsPost: true), (Socket: line.Replies, Line: line, IsPost: false) })
        .ToDictionary(each => each.Socket, each => (each.Line, each.IsPost));

    private readonly List<Socket> ready = [];

    public Latencies Latencies { get; } = new();
    public long Turns => lines.Sum(line => line.Posted);

    /// <summary>Something to do once there have been this many turns in all.</summary>
    public (long Turns, Action Then)? Milestone { get; set; }

    /// <summary>Keeps every conversation talking until it is time.</summary>
    public void Talk(TimeSpan time) => TalkWhile(begun => Stopwatch.GetElapsedTime(begun) < time);

    /// <summary>Keeps every conversation talking until the milestone is passed, but no longer than this.</summary>
    public void TalkToMilestone(TimeSpan atMost) => TalkWhile(begun => Milestone is not null && Stopwatch.GetElapsedTime(begun) < atMost);

    private void TalkWhile(Func<long, bool> goesOn)
    {
        var begun = Stopwatch.GetTimestamp();
        while (goesOn(begun))
        {
            PassMilestone();
            foreach (var line in lines)
            {
                if (line.IsReady)
                    line.Say();
            }

            Hear(line => line.Say());
        }
    }

    private void PassMilestone()
    {
        if (Milestone is not { } milestone || Turns < milestone.Turns)
            return;
        milestone.Then();
        Milestone = null;
    }

    /// <summary>Says nothing more, and hears what is still to come. False when some of it does not come.</summary>
    public bool FallSilent(TimeSpan patience)
    {
        var begun = Stopwatch.GetTimestamp();
        while (!lines.All(line => line.IsQuiet))
        {
            if (Stopwatch.GetElapsedTime(begun) > patience)
                return false;
            Hear(_ => { });
        }

        return true;
    }

    private void Hear(Action<DialogLine> next)
    {
        ready.Clear();
        ready.AddRange(sockets.Keys);
        Socket.Select(ready, null, null, WaitMicroseconds);
        foreach (var socket in ready)
        {
            var (line, isPost) = sockets[socket];
            if (!isPost)
                line.HearsReplies();
            else if (line.HearsAnswer(Latencies))
                next(line);
        }
    }
}
