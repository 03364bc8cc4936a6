using System.Threading.Channels;

namespace LibraryBot.Channels.DirectLine;

/// <summary>Who is listening to which conversation. A wake carries nothing: the news stands in the transcript's tail by then.</summary>
internal sealed class TranscriptWakes
{
    private readonly Lock gate = new();
    private readonly Dictionary<string, List<Listener>> listeners = new(StringComparer.Ordinal);

    public Listener Listen(string conversationId)
    {
        var listener = new Listener(this, conversationId);
        lock (gate)
        {
            if (!listeners.TryGetValue(conversationId, out var here))
                listeners[conversationId] = here = [];
            here.Add(listener);
        }

        return listener;
    }

    public int CountOf(string conversationId)
    {
        lock (gate)
            return listeners.TryGetValue(conversationId, out var here) ? here.Count : 0;
    }

    /// <summary>Called on the store's own lane, so it must not wait.</summary>
    public void Wake(string conversationId)
    {
        lock (gate)
        {
            if (listeners.TryGetValue(conversationId, out var here))
                here.ForEach(listener => listener.Wake());
        }
    }

    private void Leave(Listener listener)
    {
        lock (gate)
        {
            var here = listeners[listener.ConversationId];
            here.Remove(listener);
            if (here.Count == 0)
                listeners.Remove(listener.ConversationId);
        }
    }

    /// <summary>One socket's bell: rung many times while nobody looks, it still rings once.</summary>
    internal sealed class Listener(TranscriptWakes wakes, string conversationId) : IDisposable
    {
        private readonly Channel<bool> bell = Channel.CreateBounded<bool>(new BoundedChannelOptions(1) { FullMode = BoundedChannelFullMode.DropWrite });

        public string ConversationId => conversationId;

        public void Wake() => bell.Writer.TryWrite(true);

        public ValueTask<bool> Rings(CancellationToken stop) => bell.Reader.ReadAsync(stop);

        public void Dispose() => wakes.Leave(this);
    }
}
