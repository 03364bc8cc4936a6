using System.Diagnostics;
using System.Globalization;
using CsCheck;
using LibraryBot.Language;
using LibraryBot.Tests.Support;
using Xunit.Abstractions;

namespace LibraryBot.Tests.Language;

/// <summary>What holds for any text at all.</summary>
public sealed class TimeGrammarLawsTests(ITestOutputHelper output)
{
    private const int Usual = 1000;

    private static readonly string[] Vocabulary = """
        hari ini besok lusa kemarin tadi nanti malam pagi siang sore minggu Minggu pekan bulan tahun depan lalu yang lagi ke terakhir awal akhir pertengahan tanggal tgl jam pukul setengah kurang lewat seperempat
        senin sabtu jum'at ahad maret mei februari agt des pertama kedua sampai hingga s.d. s/d dari antara dan mulai sejak setelah sebelum habis magrib WIB WITA WIT dua belas puluh seribu sejam seminggu 0 1 2 7 12 15 24 29 30 31 60 99
        999 1000 1900 2026 2200 9999 20260314 the this next last before after until since by in on at of from to between and weekend week month year day days hour hours fortnight tomorrow yesterday tonight noon midnight
        half past quarter monday sat sun may May march first second 20th twenty first o'clock am pm p.m. onwards - – / . : , ? ( ) & @ menit detik lewat min couple a an half an hour now sekarang
        """.Split([' ', '\n', '\r'], StringSplitOptions.RemoveEmptyEntries);

    private static readonly Gen<string> Words = Gen.Int[0, Vocabulary.Length - 1].Select(at => Vocabulary[at]);

    private static readonly Gen<DateTimeOffset> Nows = Gen.Select(Gen.Int[0, 36500], Gen.Int[0, 86399], Gen.Int[-12, 14],
        (day, second, zone) => new DateTimeOffset(new DateTime(2000, 1, 1).AddDays(day).AddSeconds(second), TimeSpan.FromHours(zone)));

    private static readonly Gen<string> Texts = Gen.OneOf(
        Words.Array[0, 14].Select(words => string.Join(' ', words)),
        Words.Array[0, 14].Select(string.Concat),
        Words.Array[100, 800].Select(words => string.Join(' ', words)),
        Gen.Char.Array[0, 200].Select(letters => new string(letters)),
        Gen.Select(Words.Array[0, 8], Gen.Char.Array[0, 8], (words, letters) => string.Join(new string(letters), words)));

    [Fact]
    public void Whatever_the_text_days_rise_years_are_sane_and_nothing_breaks() =>
        Fuzz.Play(output, Gen.Select(Texts, Nows, Gen.Bool), Usual, given =>
        {
            var (text, now, isAnswer) = given;
            var found = isAnswer ? DatePhrase.InAnswer(text, now) : DatePhrase.Find(text, now);
            Assert.True(found is null || (IsSane(found, text) && found.Others.All(other => IsSane(other.Phrase, text) && Days(other.Phrase) != Days(found))));
        });

    [Fact]
    public void The_same_text_at_the_same_moment_says_the_same_in_any_culture() =>
        Fuzz.Play(output, Gen.Select(Words.Array[1, 10], Nows), Usual, given =>
        {
            var text = string.Join(' ', given.Item1);
            Assert.Equal(Echo(text, given.Item2, "tr-TR"), Echo(text, given.Item2, "ar-SA"));
        });

    [Fact]
    public void A_day_is_found_again_in_the_words_that_echo_it() =>
        Fuzz.Play(output, Gen.Select(Gen.Int[0, 5000], Gen.Int[0, 1439], Nows, Gen.Bool), Usual, given =>
        {
            var (days, minutes, now, isEnglish) = given;
            var day = DateOnly.FromDateTime(now.DateTime).AddDays(days);
            var said = SayTime.Phrase(new DatePhrase(day, day, TimeOnly.MinValue.AddMinutes(minutes)), isEnglish ? Lang.En : Lang.Id, TimeSpan.FromHours(7));
            var found = DatePhrase.Find(said, now.ToOffset(TimeSpan.FromHours(7)));
            Assert.True(found is { Hour: { } hour, Others: [] } && (found.From, found.To, hour.Hour * 60 + hour.Minute) == (day, day, minutes), said);
        });

    [Theory]
    [InlineData("the ")]
    [InlineData("malam ")]
    [InlineData("next ")]
    [InlineData("tanggal ")]
    [InlineData("1, ")]
    [InlineData("5-")]
    [InlineData("jam 1 ")]
    [InlineData("minggu kedua ")]
    [InlineData("antara senin dan ")]
    [InlineData("x")]
    public void A_text_without_end_is_read_in_no_time(string part)
    {
        var text = string.Concat(Enumerable.Repeat(part, 200_000));
        var now = new DateTimeOffset(2026, 3, 11, 10, 0, 0, TimeSpan.FromHours(7));
        // The quickest of several, for a machine that is busy with other things. A hundredth of the bar is usual; a grammar that doubles with each word would never end.
        var quickest = Enumerable.Range(0, 5).Min(_ => Took(text, now));
        Assert.True(quickest < TimeSpan.FromSeconds(1), $"{quickest.TotalMilliseconds} ms");
    }

    private static TimeSpan Took(string text, DateTimeOffset now)
    {
        var watch = Stopwatch.StartNew();
        DatePhrase.Find(text, now);
        return watch.Elapsed;
    }

    private static bool IsSane(DatePhrase found, string text) =>
        found.From <= found.To && found.From.Year is >= 1890 and <= 2210 && found.To.Year is >= 1890 and <= 2210
        && found.Places.Count is 1 or 2 && found.Places.All(place => place.Start >= 0 && place.Start < place.End && place.End <= text.Length)
        && (found.Places.Count < 2 || found.Places[0].End <= found.Places[1].Start)
        && SayTime.Phrase(found, Lang.Id, TimeSpan.FromHours(7)).Length > 0;

    private static (DateOnly, DateOnly, TimeOnly?, DayPart?) Days(DatePhrase found) => (found.From, found.To, found.Hour, found.Part);

    private static string Echo(string text, DateTimeOffset now, string culture)
    {
        var before = CultureInfo.CurrentCulture;
        try
        {
            CultureInfo.CurrentCulture = CultureInfo.GetCultureInfo(culture);
            return DatePhrase.Find(text, now) is { } found ? SayTime.Phrase(found, Lang.Id, now.Offset) : "";
        }
        finally
        {
            CultureInfo.CurrentCulture = before;
        }
    }
}
