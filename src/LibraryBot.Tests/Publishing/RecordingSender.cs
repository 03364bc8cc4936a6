using LibraryBot.Activities;
using LibraryBot.Publishing;
using LibraryBot.Tests.Support;

namespace LibraryBot.Tests.Publishing;

/// <summary>Takes replies as a network would, and answers as a test wants.</summary>
internal sealed class RecordingSender : IReplySender
{
    private readonly Lock guard = new();
    private readonly List<(string To, string Says)> calls = [];
    private readonly Bell bell = new();

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
            calls.Add((to.ConversationId, says.Text!));
        bell.Ring();
        return Answer(to.ConversationId, says.Text!);
    }

    /// <summary>Ends when this was handed over for the n-th time.</summary>
    public Task Hears(string to, string says, int times = 1) => bell.Until(() => Calls.Count(call => call == (to, says)) >= times);
}
