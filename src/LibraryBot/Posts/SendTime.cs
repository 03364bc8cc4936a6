using LibraryBot.Dialogs;
using LibraryBot.Dialogs.Kinds;
using LibraryBot.Language;
using LibraryBot.Publishing;

namespace LibraryBot.Posts;

/// <summary>When a post goes out: as soon as it is approved, at one of the next slots, or at a time in words. Kept as "now" or a moment.</summary>
internal sealed class SendTime(Settings settings) : IAnswerKind
{
    private const string Now = "now";
    private const int SlotsOffered = 2;
    private readonly DayAndHourKind moments = new();

    public bool OffersSkip => false;

    /// <summary>The moment that an answer names; null: as soon as it is approved.</summary>
    public static DateTimeOffset? Of(string? value) => Moment.Read(value)?.Starts;

    public Reading Read(Heard heard, StepScene at)
    {
        if (Enum.GetValues<Lang>().Any(lang => AnswerWords.Same(heard.Text, SayNow(at, lang))) || AnswerWords.Normal(heard.Text) is "sekarang" or "segera" or "now" or "asap" or "1")
            return new Reading.Accepted(Now);
        var read = moments.Read(heard, at);
        if (read is not Reading.Accepted accepted || Moment.Read(accepted.Value) is not { } moment)
            return read;
        var open = settings.QuietHours.NextOpen(moment.Starts, settings.Zone);
        return open > moment.Starts
            ? new Reading.Refused("quiet", ("when", moment.Say(at.Words, at.Lang)), ("day", new Moment(settings.Local(open)).Say(at.Words, at.Lang)))
            : new Reading.Accepted(new Moment(moment.Starts).Value, accepted.Echo);
    }

    public IReadOnlyList<string> Offers(StepScene at) =>
        [SayNow(at, at.Lang), .. Slots(at).Select(slot => new Moment(slot).Say(at.Words, at.Lang).Trim())];

    public IReadOnlyDictionary<string, IReadOnlyList<string>> Show(string value, StepScene at) =>
        Shown.As(value == Now ? SayNow(at, at.Lang) : Moment.Read(value) is { } moment ? moment.Say(at.Words, at.Lang).Trim() : "");

    private IEnumerable<DateTimeOffset> Slots(StepScene at) => settings.Slots.Next(at.Now, settings.Zone, SlotsOffered)
        .Where(slot => settings.QuietHours.NextOpen(slot, settings.Zone) == slot);

    private static string SayNow(StepScene at, Lang lang) => at.Words.Say(lang, at.Dialog, at.Step.Name + ".now").Trim();
}
