using LibraryBot.People;
using LibraryBot.Storage;

namespace LibraryBot.Turns;

/// <summary>What the owners are told about: a closed set. Each has its text in dialogs/common, "trouble.failed_turn".</summary>
public enum Trouble
{
    /// <summary>A message whose turn failed at every try.</summary>
    FailedTurn,

    /// <summary>Something that a network brought and that could not be read.</summary>
    Unreadable,
}

/// <summary>When the owners were last told about one kind of trouble, and how often it has come since.</summary>
public sealed record Notice(string Kind, DateTimeOffset? ToldAt = null, int Untold = 0)
{
    public static readonly Collection<Notice> Notices = new("notices", notice => notice.Kind);
}

/// <summary>Tells the owners in chat, each in their language, what went wrong: at most one message an hour for each kind, with its count.</summary>
public sealed class OwnerNotices(TurnHouse house)
{
    private static readonly TimeSpan Between = TimeSpan.FromHours(1);

    /// <summary>One more of this kind: told now, or counted for the next message.</summary>
    public void Add(IStoreSession session, Trouble trouble)
    {
        var known = session.Get(Notice.Notices, trouble.ToString()) ?? new Notice(trouble.ToString());
        Update(session, known with { Untold = known.Untold + 1 });
    }

    /// <summary>Tells what was only counted and has waited long enough.</summary>
    public void TellWhatWaits(IStoreSession session)
    {
        foreach (var notice in session.All(Notice.Notices).Where(notice => notice.Untold > 0))
            Update(session, notice);
    }

    private void Update(IStoreSession session, Notice notice)
    {
        var now = house.Clock.GetUtcNow();
        if (now - notice.ToldAt < Between)
        {
            session.Put(Notice.Notices, notice);
            return;
        }

        Tell(session, notice);
        session.Put(Notice.Notices, notice with { ToldAt = now, Untold = 0 });
    }

    private void Tell(IStoreSession session, Notice notice)
    {
        var count = notice.Untold.ToString(System.Globalization.CultureInfo.InvariantCulture);
        house.TellOwners(session, lang => [Message.Of(house.Book.Words.Say(lang, "common", TextOf(notice), ("count", count)))]);
    }

    private static string TextOf(Notice notice) => Enum.Parse<Trouble>(notice.Kind) switch
    {
        Trouble.FailedTurn => "trouble.failed_turn",
        Trouble.Unreadable => "trouble.unreadable",
        var other => throw new InvalidOperationException($"No text for {other}."),
    };
}
