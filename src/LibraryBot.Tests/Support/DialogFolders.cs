using LibraryBot.Dialogs;
using LibraryBot.Language;

namespace LibraryBot.Tests.Support;

/// <summary>The real dialogs/ and small ones of a test's own, with stand-ins for the kinds that need the library.</summary>
internal static class DialogFolders
{
    public static readonly DateTimeOffset Now = new(2026, 11, 22, 10, 0, 0, TimeSpan.FromHours(7));

    public static readonly DialogParts Parts = StaticKinds.With(
        new Dictionary<string, IReadOnlyList<string>>
        {
            ["books"] = ["", "title", "author", "call_number"],
            ["post_in_review"] = [""],
            ["review_words"] = [""],
            ["ticket"] = [""],
        },
        ["submit_post", "decide", "answer_ticket"]);

    private static readonly Lazy<DialogBook> RealBook = new(() => DialogBook.Read(RealFolder, Parts));

    public static string RealFolder => Path.Combine(AppContext.BaseDirectory, "dialogs");

    public static DialogBook Real => RealBook.Value;

    public static DialogScene Scene(Lang lang) => new(lang, Now, Kind);

    public static DialogScene Scene(Lang lang, IAnswerKind date) => new(lang, Now, name => name == "date_time" ? date : Kind(name));

    /// <summary>The static kinds; for those of the turn, text. Dates are read by a stand-in: their own tests are elsewhere.</summary>
    private static IAnswerKind Kind(string name) => name switch
    {
        "date_time" => new FakeDate(),
        "review_words" => new FakeReviewWords(),
        _ => StaticKinds.All.GetValueOrDefault(name) ?? StaticKinds.All["text"],
    };

    /// <summary>Reads "besok" and "tomorrow" as the next day at 15:00, "kemarin" and "yesterday" as past.</summary>
    private sealed class FakeDate : IAnswerKind
    {
        private const string Value = "2026-11-23T15:00+07:00";

        public Reading Read(Heard heard, StepScene at) => heard.Text switch
        {
            "besok" or "tomorrow" => new Reading.Accepted(Value, "Senin, 23 November 2026 pukul 15.00 WIB"),
            "kemarin" or "yesterday" => new Reading.Refused("in_the_past", ("when", "Sabtu, 21 November 2026"), ("now", "Minggu, 22 November 2026")),
            "lusa" => new Reading.Partial("2026-11-24", "hour_missing", ("day", "Selasa, 24 November 2026")),
            "jam 3" => at.Partial is null ? new Reading.Refused("date_not_understood") : new Reading.Accepted(at.Partial + "T15:00+07:00"),
            "sabtu depan" => new Reading.Unclear(["Sabtu, 28 November 2026", "Sabtu, 5 Desember 2026"]),
            _ => new Reading.Refused("date_not_understood"),
        };

        public IReadOnlyDictionary<string, IReadOnlyList<string>> Show(string value, StepScene at) => new Dictionary<string, IReadOnlyList<string>>
        {
            [""] = ["Senin, 23 November 2026 pukul 15.00 WIB"],
            ["day"] = ["Senin, 23 November 2026"],
            ["hour"] = ["15.00"],
            ["end_hour"] = [""],
            ["zone"] = ["WIB"],
        };
    }

    private sealed class FakeReviewWords : IAnswerKind
    {
        private static readonly IAnswerKind Text = StaticKinds.All["text"];

        public Reading Read(Heard heard, StepScene at) => Text.Read(heard, at);

        public IReadOnlyDictionary<string, IReadOnlyList<string>> Show(string value, StepScene at) => Text.Show(value, at);

        public bool IsNeeded(StepScene at) => at.Given["decision"] != "approve";
    }
}
