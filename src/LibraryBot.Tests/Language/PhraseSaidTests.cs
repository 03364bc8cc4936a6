using LibraryBot.Language;

namespace LibraryBot.Tests.Language;

public sealed class PhraseSaidTests
{
    // A Wednesday.
    private static readonly DateTimeOffset Now = new(2026, 3, 11, 10, 0, 0, TimeSpan.FromHours(7));

    [Theory]
    [InlineData("besok", "Kamis, 12 Maret 2026", "Thursday, 12 March 2026")]
    [InlineData("14 November jam 9 pagi", "Sabtu, 14 November 2026, pukul 09.00 WIB", "Saturday, 14 November 2026, 09:00 WIB")]
    [InlineData("besok pukul 13.30-15.00 WIB", "Kamis, 12 Maret 2026, pukul 13.30-15.00 WIB", "Thursday, 12 March 2026, 13:30-15:00 WIB")]
    [InlineData("besok pukul 10.00 WITA", "Kamis, 12 Maret 2026, pukul 09.00 WIB", "Thursday, 12 March 2026, 09:00 WIB")]
    [InlineData("jam 3 sore", "Rabu, 11 Maret 2026, pukul 15.00 WIB", "Wednesday, 11 March 2026, 15:00 WIB")]
    [InlineData("Senin s.d. Rabu", "Senin, 16 Maret - Rabu, 18 Maret 2026", "Monday, 16 March - Wednesday, 18 March 2026")]
    [InlineData("31 Desember 2026 - 2 Januari 2027", "Kamis, 31 Desember 2026 - Sabtu, 2 Januari 2027", "Thursday, 31 December 2026 - Saturday, 2 January 2027")]
    [InlineData("malam Minggu", "Sabtu, 14 Maret 2026, malam (sekitar 18.00-24.00 WIB)", "Saturday, 14 March 2026, evening (about 18:00-24:00 WIB)")]
    [InlineData("sampai Jumat", "sampai Jumat, 13 Maret 2026", "until Friday, 13 March 2026")]
    [InlineData("setelah tanggal 20", "setelah Jumat, 20 Maret 2026", "after Friday, 20 March 2026")]
    [InlineData("sebelum tanggal 20", "sebelum Jumat, 20 Maret 2026", "before Friday, 20 March 2026")]
    [InlineData("sejak Senin", "sejak Senin, 9 Maret 2026", "since Monday, 9 March 2026")]
    [InlineData("mulai Senin", "mulai Senin, 16 Maret 2026", "from Monday, 16 March 2026")]
    [InlineData("besok setelah jam 5", "Kamis, 12 Maret 2026, setelah pukul 17.00 WIB", "Thursday, 12 March 2026, after 17:00 WIB")]
    [InlineData("20 jam ke depan", "Rabu, 11 Maret 2026, pukul 10.00 - Kamis, 12 Maret 2026, pukul 06.00 WIB", "Wednesday, 11 March 2026, 10:00 - Thursday, 12 March 2026, 06:00 WIB")]
    public void A_phrase_is_said_with_its_date_its_day_and_its_zone(string text, string indonesian, string english)
    {
        var found = DatePhrase.Find(text, Now)!;
        Assert.Equal((indonesian, english), (SayTime.Phrase(found, Lang.Id, Now.Offset), SayTime.Phrase(found, Lang.En, Now.Offset)));
    }

    [Fact]
    public void The_other_reading_can_be_offered_in_the_same_words()
    {
        var found = DatePhrase.Find("Sabtu depan jam 3", Now)!;
        Assert.Equal("Sabtu, 21 Maret 2026, pukul 15.00 WIB", SayTime.Phrase(found, Lang.Id, Now.Offset));
        Assert.Equal(
            ["NextWeekday: Sabtu, 14 Maret 2026, pukul 15.00 WIB", "HalfOfDay: Sabtu, 21 Maret 2026, pukul 03.00 WIB"],
            found.Others.Select(other => $"{other.Why}: {SayTime.Phrase(other.Phrase, Lang.Id, Now.Offset)}"));
    }

    [Theory]
    [InlineData("sebelum Jumat", null, "2026-03-12")]
    [InlineData("sampai Jumat", null, "2026-03-13")]
    [InlineData("mulai Jumat", "2026-03-13", null)]
    [InlineData("setelah Jumat", "2026-03-14", null)]
    [InlineData("sejak Jumat", "2026-03-06", "2026-03-11")]
    [InlineData("Jumat", "2026-03-13", "2026-03-13")]
    [InlineData("after next week", "2026-03-23", null)]
    public void An_open_end_has_no_day(string text, string? from, string? to)
    {
        var meant = DatePhrase.Find(text, Now)!.Meant;
        Assert.Equal((from, to), (meant.From?.ToString("O"), meant.To?.ToString("O")));
    }

    [Theory]
    [InlineData("sab", "2026-03-14", "")]
    [InlineData("min", "2026-03-15", "")]
    [InlineData("15-4", "2026-04-15", "")]
    [InlineData("20260512", "2026-05-12", "")]
    [InlineData("12 Mei 1962", "1962-05-12", "")]
    [InlineData("10.12", "2026-03-11", "HourOrDate")]
    [InlineData("Senin 14 Maret 2026", "2026-03-14", "DayNameDiffers")]
    [InlineData("5/6/2026", "2026-06-05", "DayOrMonth")]
    [InlineData("jam 7 malam Minggu", "2026-03-15", "EveOrNight")]
    public void An_answer_may_be_shorter_than_a_question(string text, string day, string doubt)
    {
        var found = DatePhrase.InAnswer(text, Now)!;
        Assert.Equal((day, doubt), (found.From.ToString("O"), string.Join(' ', found.Others.Select(other => other.Why))));
    }

    [Theory]
    [InlineData("sab")]
    [InlineData("min")]
    [InlineData("pagi")]
    [InlineData("15-4")]
    [InlineData("20260512")]
    [InlineData("buku tentang 12 Mei 1962")]
    public void In_a_question_the_same_words_are_something_else(string text) => Assert.Null(DatePhrase.Find(text, Now));
}
