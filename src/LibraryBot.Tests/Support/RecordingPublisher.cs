using LibraryBot.Publishing;

namespace LibraryBot.Tests.Support;

/// <summary>Takes posts as a network would, writes down what it was asked for, and answers as a test wants.</summary>
internal sealed class RecordingPublisher : OneStepPublisher
{
    private readonly Lock guard = new();
    private readonly List<(string Verb, PublishRequest Request)> calls = [];
    private readonly Bell bell = new();

    public override string Kind => Destination.Telegram;

    /// <summary>What comes of publishing to an address.</summary>
    public Func<string, Task<SendResult>> Answer { get; set; } = _ => Task.FromResult<SendResult>(new SendResult.Published("7"));

    /// <summary>What comes of correcting or withdrawing at an address.</summary>
    public Func<string, Task<SendResult>> AnswerLater { get; set; } = _ => Task.FromResult<SendResult>(new SendResult.Published("7"));

    /// <summary>Whether an address may have its turn now.</summary>
    public Func<string, Task<TimeSpan?>> Turn { get; set; } = _ => Task.FromResult<TimeSpan?>(null);

    public IReadOnlyList<PublishRequest> Published => Of("publish");

    /// <summary>What was handed over to be published: where, and the text.</summary>
    public IReadOnlyList<(string To, string Text)> Calls => [.. Published.Select(request => (request.Address, request.Text))];

    public IReadOnlyList<PublishRequest> Corrected => Of("correct");

    /// <summary>Only the addresses count.</summary>
    public IReadOnlyList<PublishRequest> Withdrawn => Of("withdraw");

    public override Task<TimeSpan?> Ready(string address, CancellationToken cancel) => Turn(address);

    public override Task<SendResult> Publish(PublishRequest request, CancellationToken cancel)
    {
        Note("publish", request);
        return Answer(request.Address);
    }

    public override Task<SendResult> Correct(PublishRequest before, string externalId, PublishRequest after, CancellationToken cancel)
    {
        Note("correct", after);
        return AnswerLater(after.Address);
    }

    public override Task<SendResult> Withdraw(string address, string externalId, CancellationToken cancel)
    {
        Note("withdraw", new PublishRequest(address, ""));
        return AnswerLater(address);
    }

    /// <summary>Ends when this was handed over to be published.</summary>
    public Task Hears(string to, string text) => bell.Until(() => Calls.Contains((to, text)));

    private IReadOnlyList<PublishRequest> Of(string verb)
    {
        lock (guard)
            return [.. calls.Where(call => call.Verb == verb).Select(call => call.Request)];
    }

    private void Note(string verb, PublishRequest request)
    {
        lock (guard)
            calls.Add((verb, request));
        bell.Ring();
    }
}
