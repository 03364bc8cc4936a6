using LibraryBot.Storage;
using LibraryBot.Turns;

namespace LibraryBot.Channels.DirectLine;

/// <summary>
/// The ends of the transcripts that grew last, as committed: polls and sockets that are nearly up to date take the news from here
/// and leave the store alone.
/// </summary>
internal sealed class TranscriptTails
{
    private readonly RecentlyUsed<Tail> tails = new(1_000);

    /// <summary>Called after each commit, in the order of the commits.</summary>
    public void Grow(TranscriptPage newest) =>
        tails.Set(newest.ConversationId, tails.TryGet(newest.ConversationId, out var tail) ? tail.With(newest) : new Tail([newest]));

    /// <summary>Something further back has changed: it is read from the store again.</summary>
    public void Forget(string conversationId) => tails.Forget(conversationId);

    public bool Has(string conversationId) => tails.TryGet(conversationId, out _);

    /// <summary>Null when the watermark lies further back than what is held here.</summary>
    public TranscriptPart? Since(string conversationId, long watermark, int atMost) =>
        tails.TryGet(conversationId, out var tail) && watermark + 1 >= tail.Pages[0].First
            ? TranscriptPart.Of(tail.Pages, watermark, atMost)
            : null;

    /// <param name="Pages">The newest page, and the one before it when that is known: a turn may end one and begin the other.</param>
    private sealed record Tail(IReadOnlyList<TranscriptPage> Pages)
    {
        public Tail With(TranscriptPage newest) =>
            Pages[^1].First == newest.First ? new Tail([.. Pages.SkipLast(1), newest])
            : Pages[^1].Last + 1 == newest.First ? new Tail([Pages[^1], newest])
            : new Tail([newest]);
    }
}

/// <summary>Reads transcripts: the end of one from memory, what lies further back from the store.</summary>
internal sealed class TranscriptReader(ILibraryStore store, DirectLineChannel channel)
{
    /// <summary>Null when there is no such conversation.</summary>
    public async ValueTask<TranscriptPart?> Since(string conversationId, long watermark, int atMost = Transcript.KeepAtMost) =>
        channel.Tails.Since(conversationId, watermark, atMost)
        ?? await store.Read(reader => Transcript.Since(reader, conversationId, watermark, atMost));

    public async ValueTask<bool> Knows(string conversationId) =>
        channel.Tails.Has(conversationId) || await store.Read(reader => reader.Get(Transcript.Conversations, conversationId)) is not null;

    public Task<bool> IsSilent(string conversationId) =>
        store.Read(reader => reader.Get(Transcript.Conversations, conversationId) is { IsSilent: true });
}
