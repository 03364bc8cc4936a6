using LibraryBot.Activities;
using LibraryBot.Publishing;

namespace LibraryBot.Tests.Publishing;

/// <summary>Takes replies as a network would, and answers as a test wants.</summary>
internal sealed class RecordingSender : IReplySender
{
    private readonly Lock guard = new();
    private readonly List<(string To, string Says)> calls = [];
    private TaskCompletionSource called = new(TaskCreationOptions.RunContinuationsAsynchronously);

    public string ChannelId => "telegram";

    /// <summary>What comes of a call, by conversation and text. Everything is published unless a test says otherwise.</summary>
    public Func<string, string, Task<SendResult>> Answer { get; set; } = (_, _) => Task.FromResult<SendResult>(new SendResult.Published("1"));

    public IReadOnlyList<(string To, string Says)> Calls
    {
        get
        {
            lock (guard)
                return [.. calls];
        }
    }

    public Task<SendResult> Send(ConversationReference to, Activity says, CancellationToken cancel)
    {
        lock (guard)
        {
            calls.Add((to.ConversationId, says.Text!));
            called.TrySetResult();
            called = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        }

        return Answer(to.ConversationId, says.Text!);
    }

    /// <summary>Ends when this was handed over for the n-th time.</summary>
    public async Task Hears(string to, string says, int times = 1)
    {
        using var late = new CancellationTokenSource(TimeSpan.FromSeconds(10));
        while (true)
        {
            Task signal;
            lock (guard)
            {
                if (calls.Count(call => call == (to, says)) >= times)
                    return;
                signal = called.Task;
            }

            await signal.WaitAsync(late.Token);
        }
    }
}
