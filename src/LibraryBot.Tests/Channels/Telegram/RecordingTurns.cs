using LibraryBot.Activities;
using LibraryBot.Turns;

namespace LibraryBot.Tests.Channels.Telegram;

/// <summary>Writes down what it takes, once as the channel says, and can be slow or fail as a test wants.</summary>
internal sealed class RecordingTurns : ITurns
{
    private readonly Lock guard = new();
    private readonly List<Activity> taken = [];
    private TaskCompletionSource changed = new(TaskCreationOptions.RunContinuationsAsynchronously);

    /// <summary>Runs before a turn is taken; what it throws, the turn throws.</summary>
    public Func<Activity, Task> Before { get; set; } = _ => Task.CompletedTask;

    /// <summary>Whether the channel hears it for the first time.</summary>
    public Func<Activity, Task<bool>> Hear { get; set; } = _ => Task.FromResult(true);

    public IReadOnlyList<Activity> Taken
    {
        get
        {
            lock (guard)
                return [.. taken];
        }
    }

    public async Task<bool> Take(Activity heard)
    {
        await Before(heard);
        if (!await Hear(heard))
            return false;
        lock (guard)
        {
            taken.Add(heard);
            changed.TrySetResult();
            changed = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
            return true;
        }
    }

    public async Task<Activity> Heard(string text) => await Heard(activity => activity.Text == text);

    public async Task<Activity> Heard(Func<Activity, bool> fits)
    {
        using var late = new CancellationTokenSource(TimeSpan.FromSeconds(10));
        while (true)
        {
            Task signal;
            lock (guard)
            {
                if (taken.Find(activity => fits(activity)) is { } found)
                    return found;
                signal = changed.Task;
            }

            await signal.WaitAsync(late.Token);
        }
    }
}
