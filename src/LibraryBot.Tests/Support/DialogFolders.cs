using LibraryBot.Dialogs;
using LibraryBot.Language;
using LibraryBot.Turns;

namespace LibraryBot.Tests.Support;

/// <summary>The real dialogs/ and small ones of a test's own, with stand-ins for the kinds that need the library.</summary>
internal static class DialogFolders
{
    public static readonly DateTimeOffset Now = new(2026, 11, 22, 10, 0, 0, TimeSpan.FromHours(7));

    public static readonly DialogParts Parts = DialogCatalogue.Parts;

    private static readonly Lazy<DialogBook> RealBook = new(() => DialogBook.Read(RealFolder, Parts));

    private static readonly Lazy<DialogBook> PlayedBook = new(ReadPlayed);

    public static string RealFolder => Path.Combine(AppContext.BaseDirectory, "dialogs");

    public static DialogBook Real => RealBook.Value;

    /// <summary>The real ones with an event dialog of the tests' own: what is held of the engine must not change with the library's questions.</summary>
    public static DialogBook Played => PlayedBook.Value;

    public static DialogScene Scene(Lang lang) => new(lang, Now, Kind);

    /// <summary>Dates are read as the bot reads them.</summary>
    public static DialogScene SceneWithRealDates(Lang lang) => new(lang, Now, name => name == "date_time" ? StaticKinds.All[name].Kind : Kind(name));

    /// <summary>The static kinds; for those of the turn, text. Dates are read by a stand-in: their own tests are elsewhere.</summary>
    private static IAnswerKind Kind(string name) => name switch
    {
        "date_time" => new FakeDate(),
        _ => (StaticKinds.All.GetValueOrDefault(name) ?? StaticKinds.All["text"]).Kind,
    };

    private static DialogBook ReadPlayed()
    {
        using var folder = new TempFolder();
        foreach (var (from, to) in new[] { (RealFolder, "dialogs"), (Path.Combine(AppContext.BaseDirectory, "Dialogs", "played"), "dialogs") })
        {
            foreach (var file in Directory.EnumerateFiles(from, "*.*", SearchOption.AllDirectories).Where(file => from != RealFolder || !Path.GetRelativePath(from, file).StartsWith("event" + Path.DirectorySeparatorChar, StringComparison.Ordinal)))
            {
                var copy = Path.Combine(folder.Path, to, Path.GetRelativePath(from, file));
                Directory.CreateDirectory(Path.GetDirectoryName(copy)!);
                File.Copy(file, copy, overwrite: true);
            }
        }

        var book = DialogBook.Read(folder.File("dialogs"), Parts);
        Assert.Empty(book.Problems);
        return book;
    }

    /// <summary>Reads a few phrases of 22 November 2026 and nothing else.</summary>
    private sealed class FakeDate : IAnswerKind
    {
        public Reading Read(Heard heard, StepScene at) => heard.Text switch
        {
            "besok jam 3 sore" or "tomorrow at 3 pm" => Accepted("15:00", at),
            "kemarin jam 3 sore" => new Reading.Refused("in_the_past", ("when", "Sabtu, 21 November 2026 pukul 15.00 WIB"), ("now", "Minggu, 22 November 2026 pukul 10.00 WIB")),
            "besok" => new Reading.Partial("2026-11-23", "hour_missing", ("day", "Senin, 23 November 2026")),
            "jam 10 pagi" when at.Partial is not null => Accepted("10:00", at),
            "sabtu depan" => new Reading.Unclear(["Sabtu, 28 November 2026", "Sabtu, 5 Desember 2026"]),
            _ => new Reading.Refused("date_not_understood"),
        };

        public IReadOnlyDictionary<string, IReadOnlyList<string>> Show(string value, StepScene at) => new Dictionary<string, IReadOnlyList<string>>
        {
            [""] = [Said(Hour(value), at)],
            ["day"] = [Day(at)],
            ["hour"] = [Spoken(Hour(value), at)],
            ["end_hour"] = [""],
            ["zone"] = ["WIB"],
        };

        private static Reading.Accepted Accepted(string hour, StepScene at) => new($"2026-11-23T{hour}+07:00", Said(hour, at));

        private static string Hour(string value) => value.Substring("2026-11-23T".Length, "15:00".Length);

        private static string Day(StepScene at) => at.Lang == Lang.Id ? "Senin, 23 November 2026" : "Monday, 23 November 2026";

        private static string Spoken(string hour, StepScene at) => at.Lang == Lang.Id ? hour.Replace(':', '.') : hour;

        private static string Said(string hour, StepScene at) => at.Words.Say(at.Lang, Words.Common, "moment", ("day", Day(at)), ("hour", Spoken(hour, at)), ("zone", "WIB"));
    }
}
