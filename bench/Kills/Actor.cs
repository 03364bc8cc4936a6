using System.Collections.Concurrent;
using System.Globalization;
using LibraryBot.Bench.Bots;
using LibraryBot.Dialogs;

namespace LibraryBot.Bench.Kills;

/// <summary>
/// Someone who talks to the bot and remembers what it acknowledged. What was said without an answer is said again after the
/// restart, under the same id, until it is acknowledged: so there is at most one such thing, and it is the last.
/// </summary>
internal abstract class Actor(string name)
{
    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(50);
    private readonly ConcurrentQueue<string> oddAnswers = new();
    private Guest? guest;

    public string Name => name;
    public string ConversationId => guest!.ConversationId;

    /// <summary>The number of what was acknowledged last, counted from 1.</summary>
    public int Acknowledged { get; private set; }

    /// <summary>What was said and not acknowledged; null when there is nothing like that.</summary>
    public string? Pending { get; private set; }

    public IEnumerable<string> OddAnswers => oddAnswers;

    /// <summary>What is wrong with the open dialog of this person, given whether the pending words have been taken; null when nothing is.</summary>
    public abstract string? Complaint(DialogState? dialog, bool pendingIsTaken);

    /// <summary>Opens the page at the bot's new address.</summary>
    public async Task Open(HttpClient http, string url)
    {
        if (guest is null)
            guest = await Guest.Arrive(http, url);
        else
            await guest.ComeBack(url);
    }

    /// <summary>Talks until the bot is gone.</summary>
    public async Task Talk(Action acknowledged, CancellationToken gone)
    {
        while (!gone.IsCancellationRequested)
        {
            Pending ??= await Next(guest!);
            switch (Pending is null ? new Answered.Later() : await guest!.Say(Pending, IdOf(Acknowledged + 1)))
            {
                case Answered.Taken:
                    Acknowledge(Pending!);
                    (Pending, Acknowledged) = (null, Acknowledged + 1);
                    acknowledged();
                    break;
                case Answered.Odd odd:
                    oddAnswers.Enqueue($"{name}: {odd.What}");
                    await Rest(gone);
                    break;
                case Answered.Later:
                    await Rest(gone);
                    break;
                case Answered.Nothing:
                    return;
            }
        }
    }

    /// <summary>The number of something that this person said, by the id that it was said under; null for anybody else's.</summary>
    public int? NumberOf(string clientActivityId) =>
        clientActivityId.StartsWith(name + "-", StringComparison.Ordinal) && int.TryParse(clientActivityId.AsSpan(name.Length + 1), NumberStyles.None, CultureInfo.InvariantCulture, out var number)
            ? number
            : null;

    /// <summary>What to say next; null when there is nothing to say now.</summary>
    protected abstract Task<string?> Next(Guest at);

    /// <summary>The bot has answered for it: it must never be forgotten.</summary>
    protected abstract void Acknowledge(string said);

    private string IdOf(int number) => string.Create(CultureInfo.InvariantCulture, $"{name}-{number}");

    private static Task Rest(CancellationToken gone) =>
        Task.Delay(Pause, TimeProvider.System, gone).ContinueWith(_ => { }, CancellationToken.None, TaskContinuationOptions.ExecuteSynchronously, TaskScheduler.Default);
}
