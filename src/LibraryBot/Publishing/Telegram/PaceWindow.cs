namespace LibraryBot.Publishing.Telegram;

/// <summary>At most so many in any span this long: remembers when the last ones went. For one thread at a time.</summary>
internal sealed class PaceWindow(int atMost, TimeSpan span)
{
    private readonly Queue<DateTimeOffset> taken = new(atMost);

    public DateTimeOffset FreeFrom(DateTimeOffset from) =>
        taken.Count == atMost && taken.Peek() + span is var free && free > from ? free : from;

    /// <summary>Takes the next free place from this moment on, and tells when it is.</summary>
    public DateTimeOffset Take(DateTimeOffset from)
    {
        var at = FreeFrom(from);
        if (taken.Count == atMost)
            taken.Dequeue();
        taken.Enqueue(at);
        return at;
    }
}
