using System.Globalization;
using LibraryBot.Language;

namespace LibraryBot.Dialogs.Kinds;

/// <summary>
/// A day and an hour in words ("besok jam 3 sore"), echoed as the absolute date. Either may come first:
/// the part that was said is kept and only the rest is asked for.
/// </summary>
internal sealed class DayAndHourKind : IAnswerKind
{
    private const string DayFormat = "yyyy-MM-dd";
    private const string HourFormat = "HH:mm";

    public Reading Read(Heard heard, StepScene at)
    {
        if (heard.Text.Length > 200 || DatePhrase.Find(heard.Text, at.Now) is not { } phrase)
            return new Reading.Refused("date_not_understood");
        if (phrase.From != phrase.To)
            return new Reading.Refused("one_day");
        var kept = Kept.Read(at.Partial);
        var day = phrase.NamesDay ? phrase.From : kept.Day;
        var hours = phrase.Hour is { } hour ? (hour, phrase.Until) : kept.Hours;
        if (phrase is { NamesDay: true, Alternative: { } other } && other != phrase.From)
            return new Reading.Unclear([Offer(phrase.From, hours, at), Offer(other, hours, at)]);
        return Read(day, hours, at);
    }

    public IReadOnlyDictionary<string, IReadOnlyList<string>> Show(string value, StepScene at) => Moment.Read(value) is not { } moment
        ? Shown.Nothing
        : new Dictionary<string, IReadOnlyList<string>>
        {
            [""] = [moment.Say(at.Words, at.Lang)],
            ["day"] = [moment.Day(at.Lang)],
            ["hour"] = [moment.Hour(at.Lang)],
            ["end_hour"] = [moment.EndHour(at.Lang)],
            ["zone"] = [moment.Zone],
        };

    private static Reading Read(DateOnly? day, (TimeOnly From, TimeOnly? Until)? hours, StepScene at) => (day, hours) switch
    {
        ({ } when, { } from) => Whole(Moment.At(when, from.From, from.Until, at.Now.Offset), at),
        ({ } when, null) when MustComeYet(at) && when < Today(at) => Past(SayTime.Day(when, at.Lang), at),
        ({ } when, null) => new Reading.Partial(new Kept(when, null).Write(), "hour_missing", ("day", SayTime.Day(when, at.Lang))),
        (null, { } from) => new Reading.Partial(new Kept(null, from).Write(), "day_missing", ("hour", SayTime.Hour(from.From, at.Lang))),
        _ => new Reading.Refused("date_not_understood"),
    };

    private static Reading Whole(Moment moment, StepScene at)
    {
        var said = moment.Say(at.Words, at.Lang);
        if (at.Step.Rule == StaticKinds.AlreadyBegun && moment.Starts > at.Now)
            return new Reading.Refused("not_yet", ("when", said), ("now", new Moment(at.Now).Say(at.Words, at.Lang)));
        return MustComeYet(at) && moment.Starts <= at.Now ? Past(said, at) : new Reading.Accepted(moment.Value, said);
    }

    private static Reading.Refused Past(string when, StepScene at) =>
        new("in_the_past", ("when", when), ("now", new Moment(at.Now).Say(at.Words, at.Lang)));

    private static bool MustComeYet(StepScene at) => at.Step.Rule == StaticKinds.InTheFuture;

    private static DateOnly Today(StepScene at) => DateOnly.FromDateTime(at.Now.DateTime);

    private static string Offer(DateOnly day, (TimeOnly From, TimeOnly? Until)? hours, StepScene at) => hours is { } known
        ? Moment.At(day, known.From, known.Until, at.Now.Offset).Say(at.Words, at.Lang)
        : SayTime.Day(day, at.Lang);

    /// <summary>The part of an answer that is known already.</summary>
    private sealed record Kept(DateOnly? Day, (TimeOnly From, TimeOnly? Until)? Hours)
    {
        public string Write() => Day is { } day
            ? day.ToString(DayFormat, CultureInfo.InvariantCulture)
            : string.Join('/', new[] { Hours?.From, Hours?.Until }.Where(hour => hour is not null).Select(hour => hour!.Value.ToString(HourFormat, CultureInfo.InvariantCulture)));

        public static Kept Read(string? text)
        {
            if (DateOnly.TryParseExact(text, DayFormat, CultureInfo.InvariantCulture, DateTimeStyles.None, out var day))
                return new Kept(day, null);
            var hours = (text ?? "").Split('/').Select(ReadHour).ToList();
            return new Kept(null, hours[0] is { } from ? (from, hours.ElementAtOrDefault(1)) : null);
        }

        private static TimeOnly? ReadHour(string text) =>
            TimeOnly.TryParseExact(text, HourFormat, CultureInfo.InvariantCulture, DateTimeStyles.None, out var hour) ? hour : null;
    }
}
