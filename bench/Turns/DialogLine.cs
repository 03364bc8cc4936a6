using System.Diagnostics;
using System.Globalization;
using System.Text.Json;
using LibraryBot.Bench.Reports;

namespace LibraryBot.Bench.Turns;

/// <summary>
/// One librarian who begins the dialog of an event, answers its first questions, cancels it and begins again. The next
/// answer is given as soon as the one before is acknowledged, which is when it is on disk.
/// </summary>
internal sealed class DialogLine : IDisposable
{
    private const string Title = "Bedah Buku Laut Bercerita";

    /// <summary>The start, the title, the moment and the place; then it is cancelled.</summary>
    private static readonly string[] Words = ["/acara", Title, "besok jam 3 sore", "Ruang Baca Lantai 2", "/batal"];

    private static readonly TimeSpan RestAfterRefusal = TimeSpan.FromMilliseconds(100);
    private readonly PostLine post;
    private readonly StreamLine stream;
    private readonly HeardInOrder heard;
    private long begun;
    private bool isWaiting;

    public DialogLine(Uri bot, string conversation, string token, Uri streamUrl, long heardBefore)
    {
        post = new PostLine(bot, conversation, token);
        stream = new StreamLine(streamUrl);
        heard = new HeardInOrder(heardBefore);
    }

    public System.Net.Sockets.Socket Posts => post.Socket;
    public System.Net.Sockets.Socket Replies => stream.Socket;
    public long Posted { get; private set; }
    public int Refused { get; private set; }
    public int Faults => heard.Faults;

    /// <summary>Everything that was posted has been acknowledged and heard back.</summary>
    public bool IsQuiet => !isWaiting && heard.HasAll(Posted);

    /// <summary>Has something to say: at first, and some time after it was refused.</summary>
    public bool IsReady => !isWaiting && Stopwatch.GetElapsedTime(begun) > RestAfterRefusal;

    public void Say()
    {
        var number = Posted + 1;
        var id = number.ToString(CultureInfo.InvariantCulture);
        begun = Stopwatch.GetTimestamp();
        isWaiting = true;
        post.Post($$$"""{"type":"message","text":{{{JsonSerializer.Serialize(Words[Posted % Words.Length])}}},"channelData":{"clientActivityID":"{{{id}}}"}}""");
    }

    /// <summary>Reads the answer to what was said. True when it is whole and it was taken.</summary>
    public bool HearsAnswer(Latencies latencies)
    {
        if (post.Read() is not { } status)
            return false;
        isWaiting = false;
        if (status != 200)
        {
            Refused++;
            return false;
        }

        latencies.Since(begun);
        Posted++;
        return true;
    }

    public void HearsReplies() => stream.Read(heard.Take);

    public void Dispose()
    {
        post.Dispose();
        stream.Dispose();
    }
}
