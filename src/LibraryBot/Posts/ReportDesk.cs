using System.Globalization;
using LibraryBot.Dialogs;
using LibraryBot.Knowledge;
using LibraryBot.Language;
using LibraryBot.Media;
using LibraryBot.People;
using LibraryBot.Posters;
using LibraryBot.Publishing;
using LibraryBot.Turns;

namespace LibraryBot.Posts;

/// <summary>The report of a month: in a few lines, as a chart, and as a document for the files.</summary>
internal sealed class ReportDesk(Words words, LibraryKnowledge knowledge, MediaFolder media)
{
    private const string Folder = "report-month";
    private static readonly string[] Kinds = ["event", "new-books", "report", "pathfinder", "announcement"];

    public void Join(Repertoire repertoire) =>
        repertoire.Add(new Command("/laporan", "/report", Role.Librarian, Show) { InDialog = InDialog.Interrupts });

    private void Show(TurnContext turn, string asked)
    {
        if (MonthOf(asked, turn.Now) is not { } month)
        {
            turn.Say(Say(turn.Lang, "which"));
            return;
        }

        var report = MonthlyReport.Of(turn.Store, turn.Settings, month);
        var title = Say(turn.Lang, "title", ("month", NameOf(month, turn.Lang)));
        var chart = new ChartPicture(turn.Settings.Brand).Bars(title, Bars(report, turn.Lang));
        var picture = media.Save(chart) is MediaSaved.Kept kept ? kept.Id : throw new InvalidOperationException("The chart could not be kept.");
        turn.Say(Message.Exactly(Summary(report, turn.Lang), [(picture, Alt(report, turn.Lang, title))]));
        var document = media.SaveDocument(Written(report, turn, title, chart));
        turn.Say(Message.Document(Say(turn.Lang, "document"), document, $"{Say(turn.Lang, "file")}-{month:yyyy-MM}.pdf"));
    }

    /// <summary>This month, "bulan lalu", "oktober 2026"; null for what is no month.</summary>
    private static DateOnly? MonthOf(string asked, DateTimeOffset now)
    {
        var today = DateOnly.FromDateTime(now.DateTime);
        if (asked.Trim().Length == 0)
            return new DateOnly(today.Year, today.Month, 1);
        return DatePhrase.Find(asked, now) is { NamesDay: true } phrase && (phrase.From.Year, phrase.From.Month) == (phrase.To.Year, phrase.To.Month)
            ? Past(new DateOnly(phrase.From.Year, phrase.From.Month, 1), phrase.NamesYear, today)
            : null;
    }

    /// <summary>A month without a year is the last one of that name: nobody reports on what is still to come.</summary>
    private static DateOnly Past(DateOnly month, bool hasYear, DateOnly today) => !hasYear && month > today ? month.AddYears(-1) : month;

    private string Summary(MonthlyReport report, Lang lang)
    {
        return string.Join('\n', Lines());

        IEnumerable<string> Lines()
        {
            yield return Say(lang, "title", ("month", NameOf(report.Month, lang)));
            yield return Say(lang, "published", ("count", Number(report.Published.Count)));
            foreach (var kind in Kinds.Where(report.ByKind.ContainsKey))
                yield return $"• {KindOf(kind, lang)}: {Number(report.ByKind[kind])}";
            if (report.Proposed.Count > 0)
                yield return Say(lang, "proposed", ("people", People(report.Proposed)));
            if (report.Approved.Count > 0)
                yield return Say(lang, "approved", ("people", People(report.Approved)));
            foreach (var (verb, count) in report.Moves.OrderBy(move => move.Key, StringComparer.Ordinal))
                yield return Say(lang, "move." + verb.Replace(' ', '_'), ("count", Number(count)));
            yield return Say(lang, "deliveries", ("sent", Delivered(report, DeliveryState.Published)), ("rehearsed", Delivered(report, DeliveryState.Rehearsed)), ("failed", Delivered(report, DeliveryState.Refused)), ("unknown", Delivered(report, DeliveryState.NeedsHuman)));
            yield return Say(lang, "questions", ("asked", Number(report.Asked)), ("answered", Number(report.Answered)));
            if (report.Subscribers.Count > 0)
                yield return Say(lang, "subscribers", ("topics", Topics(report, lang)));
        }
    }

    private byte[] Written(MonthlyReport report, TurnContext turn, string title, byte[] chart)
    {
        var lang = turn.Lang;
        var library = turn.Settings.BrandName ?? knowledge.LibraryName ?? Say(lang, "library");
        using var document = new FiledReport($"{title} - {library}", $"{library}, {title}");
        document.Paragraph(Say(lang, "made", ("when", turn.Moment(turn.Now, lang)), ("by", turn.Person.Name)));
        document.Paragraph(string.Join('\n', Summary(report, lang).Split('\n').Skip(1)));
        document.Picture(chart);
        document.Heading(Say(lang, "list"));
        document.Table([.. new[] { "number", "post", "proposed", "approved", "code", "places" }.Select(key => Say(lang, "column." + key))], [0.09f, 0.28f, 0.13f, 0.15f, 0.12f, 0.23f],
            report.Published.Select(one => (IReadOnlyList<string>)
            [
                "#" + one.Post.Id,
                $"{one.Post.Title} ({KindOf(one.Post.Kind, lang)}, {Say(lang, "version", ("version", Number(one.Post.Version)))})",
                one.Post.AuthorName,
                string.Join(", ", one.ApprovedBy),
                PostHash.Short(one.Post.ApprovedHash ?? PostHash.Of(one.Post)),
                $"{string.Join(", ", one.Places)}; {turn.Moment(one.At, lang)}",
            ]));
        document.Heading(Say(lang, "record"));
        document.Paragraph(report.End is { } end ? Say(lang, "record.end", ("number", end.Number.ToString(CultureInfo.InvariantCulture)), ("code", end.Hash)) : Say(lang, "record.empty"));
        return document.ToBytes();
    }

    private List<(string, int)> Bars(MonthlyReport report, Lang lang) => [.. Kinds.Select(kind => (KindOf(kind, lang), report.ByKind.GetValueOrDefault(kind)))];

    private string Alt(MonthlyReport report, Lang lang, string title) => $"{title}: {string.Join(", ", Bars(report, lang).Select(bar => $"{bar.Item1} {Number(bar.Item2)}"))}.";

    private string Topics(MonthlyReport report, Lang lang) => string.Join(", ", report.Subscribers.OrderBy(topic => topic.Key, StringComparer.Ordinal)
        .Select(topic => $"{words.Say(lang, "subscriptions", "topic." + topic.Key).Trim()} {Number(topic.Value)}"));

    private string KindOf(string kind, Lang lang) => PostTalk.KindName(words, kind, lang);

    private static string People(IReadOnlyList<(string Name, int Count)> people) => string.Join(", ", people.Select(person => $"{person.Name} {Number(person.Count)}"));

    private static string Delivered(MonthlyReport report, DeliveryState state) => Number(report.Deliveries.GetValueOrDefault(state));

    private static string NameOf(DateOnly month, Lang lang) => string.Create(CultureInfo.InvariantCulture, $"{SayTime.Month(month.Month, lang)} {month.Year}");

    private static string Number(int number) => number.ToString(CultureInfo.InvariantCulture);

    private string Say(Lang lang, string key, params (string Name, string Value)[] values) => words.Say(lang, Folder, key, values).Trim();
}
