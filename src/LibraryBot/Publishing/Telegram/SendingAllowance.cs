namespace LibraryBot.Publishing.Telegram;

/// <summary>
/// How many messages may go in a second. Telegram speaks of about 30 and promises nothing, so it is felt for: up in small
/// steps while it is used up, down by a third after a 429, and from then on up in slow steps. For one thread at a time.
/// </summary>
internal sealed class SendingAllowance
{
    private const int AtLeast = 5;
    private const int AtMost = 30;
    private static readonly TimeSpan SlowStep = TimeSpan.FromSeconds(2);
    private TimeSpan step = TimeSpan.FromSeconds(0.1);
    private DateTimeOffset? risesAt;

    public int Places { get; private set; } = 25;

    /// <summary>When there is one more, if it stays used up; null when there will not be.</summary>
    public DateTimeOffset? RisesAt => Places < AtMost ? risesAt : null;

    /// <summary>Somebody waits for a place.</summary>
    public void IsUsedUp(DateTimeOffset now)
    {
        risesAt ??= now + step;
        if (now < risesAt || Places == AtMost)
            return;
        Places++;
        risesAt = now + step;
    }

    public void IsEnough() => risesAt = null;

    public void Cut()
    {
        Places = Math.Max(AtLeast, Places * 7 / 10);
        step = SlowStep;
        risesAt = null;
    }
}
