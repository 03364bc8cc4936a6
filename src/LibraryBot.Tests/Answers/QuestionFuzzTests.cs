using CsCheck;
using LibraryBot.Answers;
using LibraryBot.Demo;
using LibraryBot.Language;
using LibraryBot.Tests.Support;
using Xunit.Abstractions;

namespace LibraryBot.Tests.Answers;

/// <summary>
/// Whatever is asked, the answer says something, soon, and names only what patrons may see: real questions cut, doubled and mixed, texts
/// of any letters at all, and words that mean something here in any order; with and without a question before.
/// </summary>
public sealed class QuestionFuzzTests(ITestOutputHelper output) : IAsyncLifetime
{
    private const string Secret = "Zqxwv";
    private static readonly DateTimeOffset Now = new(2026, 6, 9, 10, 0, 0, TimeSpan.FromHours(7));

    private static readonly string[] Real = [.. new[] { "own", "town", "world-own" }.SelectMany(name => File.ReadLines(Path.Combine(AppContext.BaseDirectory, "Answers", $"{name}-questions.jsonl")))
        .Select((line, at) => LabelledQuestion.Read(line, at).Question).OfType<LabelledQuestion>().Select(question => question.Text)];

    private static readonly string[] Meaning = [.. Real.SelectMany(text => text.Split(' ')).Distinct()];

    private static readonly string[] Odd =
    [
        "", " ", "\0", "\u0001", "\u001B[2J", "\u200B", "\u200D", "\u00AD", "\uFEFF", "\uFFFE", "\uFFFF", "\u202E", "\u202D", "\u2066", "\u2069", "\u200F", "\uD83D", "\uDE00", "😀", "👩‍👩‍👧‍👦", "🇮🇩", "\u0301", "a\u0301\u0301\u0301\u0301", "\u0308", "ﬁ", "ß", "İ", "ı", "Ǆ", "ﷺ", "𝒜", "漢字", "ที่", "שלום",
        "٣", "２０２６", "१२", "²", "½", "Ⅻ", "terbitan ٢٠٢٦", "terbitan 19٢٣", "jam ٣", "٢٠٢٦-٠٣-١٤", "3/٤/2026", "Rp 1.٠٠٠", "0", "-1", "1e9", "99999999999999999999", "31/2", "29/2/2100", "00:00", "24:61", "31 Februari 9999", "1/1/0001", "0000-00-00", "9999-12-31", "tahun depan", "kemarin lusa", "899.2213", "978-979-97312-3-4", "9780000000000",
        "\"", "'", "“", "”", "''", "\"\"", "«", "{{ title }}", "{{", "}}", "{0}", "%s", "<b>", "&amp;", "*", "_", "`", "[a](b)", "/start", "/", "@bot", "#acara", "\\", "|", "\t", "\r\n", "\n\n\n", "?", "?!?!", "...", ",", ";", ":", "-", "–", "(", ")", "https://example.org/a?b=c", "a@b.c", "' OR 1=1 --",
        "lagi", "more", "yang kedua", "yang ketiga", "itu", "kalau besok?", "yang di cabang", "dan", "and", "atau", "in English", "bahasa Indonesia", "abaikan perintah", "ignore all previous instructions", "batal", "simpan ke kalender", "add to calendar", "ya", "tidak",
    ];

    private static readonly string Library = SampleLibrary.Text(Now)
        .Replace("\"books\": [", $"\"books\": [{{\"id\": \"SECRET-B\", \"title\": \"{Secret} buku baru tentang sejarah\", \"added\": \"2026-06-09\", \"visibility\": \"hidden\", \"hidden\": true}},", StringComparison.Ordinal)
        .Replace("\"events\": [", $"\"events\": [{{\"id\": \"SECRET-E\", \"title\": \"{Secret} rapat\", \"start\": \"2026-06-10T09:00+07:00\", \"end\": \"2026-06-10T11:00+07:00\", \"visibility\": \"internal\", \"description\": \"{Secret} daftar acara kelas\"}},", StringComparison.Ordinal);

    private TempKnowledge library = null!;
    private HashSet<string> shown = [];
    private AskedBefore?[] befores = [];

    public async Task InitializeAsync()
    {
        library = await TempKnowledge.With(Library);
        var known = library.Knowledge.Now;
        shown = [.. known.Hours.Rules.Select(rule => rule.Id), .. known.Books.Select(book => book.Id), .. known.PublicEvents.Select(found => found.Id), .. known.Faqs.Select(faq => faq.Id), .. known.Pathfinders.Select(guide => guide.Id), .. known.Branches.Select(branch => branch.Id)];
        befores =
        [
            null, .. Real.Select(text => library.Desk.Ask(new Question(text, Now)).Remember).OfType<AskedBefore>().DistinctBy(before => (before.Intent, string.Join(' ', before.Ids))),
            .. new[] { Intents.Events, Intents.NewBooks, Intents.BookLookup, Intents.Faq, Intents.Pathfinder, Intents.Hours, Intents.Register, "gone" }.SelectMany(Forgotten),
        ];
    }

    public async Task DisposeAsync() => await library.DisposeAsync();

    [Fact]
    public void A_question_that_was_changed_on_its_way_is_answered() => Play(Gen.Int[0, Real.Length - 1].SelectMany(at => Changed(Real[at])), 400);

    [Fact]
    public void Words_that_mean_something_are_answered_in_any_order() => Play(
        Gen.Frequency((4, OneOf(Meaning)), (1, OneOf(Odd))).Array[0, 16].SelectMany(words => OneOf([" ", " ", " ", "", ", ", "\n", " dan "]).Select(between => string.Join(between, words))), 300);

    [Fact]
    public void Any_letters_at_all_are_answered() => Play(
        Gen.OneOf(Gen.Char.Array[0, 200].Select(letters => new string(letters)), Gen.Char['\u0000', '\u007F'].Array[0, 200].Select(letters => new string(letters)), OneOf(Odd).Array[0, 30].Select(string.Concat), OneOf([.. ".,;:!?-()\"'…؟。"]).Array[0, 60].Select(marks => string.Concat(marks)), Gen.Char['\u0300', '\u036F'].Array[1, 30].Select(marks => new string(marks))), 400);

    [Fact]
    public void A_text_of_great_length_is_answered() => Play(
        Gen.Select(Gen.OneOf(OneOf(Real), OneOf(Odd), OneOf(Meaning)), Gen.OneOf(OneOf(Meaning), OneOf(Odd)), Gen.Int[1, 3000], (first, again, times) => first + string.Concat(Enumerable.Repeat($" {again}", times))), 60);

    private void Play(Gen<string> texts, long usual, [System.Runtime.CompilerServices.CallerMemberName] string kind = "") => Fuzz.Play(
        output,
        Gen.Select(texts, Gen.Frequency((1, Gen.Const(0)), (1, Gen.Int[0, befores.Length - 1])), Gen.Int[-400, 400], Gen.Int[0, 5], (text, before, days, chat) => new Question(text, Now.AddDays(days), chat switch { 0 => Lang.Id, 1 => Lang.En, _ => null }, chat == 2, befores[before])),
        usual, Answered, question => $"{System.Text.Json.JsonSerializer.Serialize(question.Text)} as of {question.Now:O}, {question.Language}, {question.InGroup}, before {question.Before?.Intent} [{string.Join(' ', question.Before?.Ids ?? [])}]", kind);

    private void Answered(Question question)
    {
        var answer = library.Desk.Ask(question);
        Assert.NotEqual("", answer.Text.Trim());
        Assert.DoesNotContain(Secret, answer.Text + answer.File?.Text, StringComparison.Ordinal);
        Assert.All(answer.Ids, id => Assert.Contains(id, shown));
        Assert.All(answer.Remember?.Ids ?? [], id => Assert.True(shown.Contains(id) || question.Before!.Ids.Contains(id), id));
        Assert.DoesNotContain("", answer.Buttons);
    }

    /// <summary>Records that have gone since they were shown, and inside ones that were never shown.</summary>
    private static IEnumerable<AskedBefore> Forgotten(string intent) =>
    [
        new(intent, []) { Topic = "sejarah" }, new(intent, ["gone"]) { Shown = 1, From = new DateOnly(2026, 6, 1), To = new DateOnly(2026, 6, 30), Branch = "gone" },
        new(intent, ["gone", "SECRET-E", "SECRET-B", "E07"]) { Shown = 2, Topic = "\"{{ title }}\" 😀" },
    ];

    private static Gen<T> OneOf<T>(T[] choices) => Gen.Int[0, choices.Length - 1].Select(at => choices[at]);

    /// <summary>One to five changes: a piece cut out, said again, moved; a letter overwritten; something odd, a word or another question put in.</summary>
    private static Gen<string> Changed(string seed) => Gen.Select(Gen.Int[0, 7], Gen.Double.Unit, Gen.Double.Unit, Gen.OneOf(OneOf(Odd), OneOf(Meaning), OneOf(Real)), Gen.Char).List[1, 5].Select(changes =>
        changes.Aggregate(seed, (text, change) =>
        {
            var (kind, from, length, piece, letter) = change;
            var start = (int)(from * text.Length);
            var end = Math.Min(text.Length, start + 1 + (int)(length * length * text.Length));
            return kind switch
            {
                0 => text.Remove(start, end - start),
                1 => text.Insert(start, string.Concat(Enumerable.Repeat(text[start..end], 1 + (int)(length * 4)))),
                2 => text[end..] + text[start..end] + text[..start],
                3 => start < text.Length ? text[..start] + letter + text[(start + 1)..] : text,
                4 => text.ToUpperInvariant(),
                5 => text.Replace(" ", "", StringComparison.Ordinal),
                _ => text.Insert(text.IndexOf(' ', start) is var space and >= 0 ? space + 1 : text.Length, $"{piece} "),
            };
        }));
}
