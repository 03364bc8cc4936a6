using System.Globalization;
using LibraryBot.Language;

namespace LibraryBot.Tests.Language;

public sealed class DatePhraseTests
{
    // A Wednesday.
    private static readonly DateTimeOffset Now = new(2026, 3, 11, 10, 0, 0, TimeSpan.FromHours(7));

    [Theory]
    [InlineData("hari ini", "11/3")]
    [InlineData("today", "11/3")]
    [InlineData("nanti malam ada apa", "11/3")]
    [InlineData("besok", "12/3")]
    [InlineData("bsk buka?", "12/3")]
    [InlineData("tomorrow morning", "12/3")]
    [InlineData("lusa", "13/3")]
    [InlineData("besok lusa", "13/3")]
    [InlineData("the day after tomorrow", "13/3")]
    [InlineData("kemarin", "10/3")]
    [InlineData("kemarin lusa", "9/3")]
    [InlineData("yesterday", "10/3")]
    [InlineData("3 hari lagi", "14/3")]
    [InlineData("tiga hari lagi", "14/3")]
    [InlineData("in 3 days", "14/3")]
    [InlineData("2 hari yang lalu", "9/3")]
    [InlineData("two weeks ago", "25/2")]
    [InlineData("seminggu lagi", "18/3")]
    [InlineData("sebulan yang lalu", "11/2")]
    [InlineData("Sabtu", "14/3")]
    [InlineData("hari sabtu ini", "14/3")]
    [InlineData("this Saturday", "14/3")]
    [InlineData("jum'at", "13/3")]
    [InlineData("Senin lalu", "9/3")]
    [InlineData("last Friday", "6/3")]
    [InlineData("Senin depan", "16/3")]
    [InlineData("Rabu", "11/3")]
    [InlineData("malam Minggu", "14/3")]
    [InlineData("malam Jumat", "12/3")]
    [InlineData("Sabtu malam", "14/3")]
    [InlineData("hari minggu", "15/3")]
    [InlineData("hari Minggu ini", "15/3")]
    [InlineData("Perpustakaan buka Minggu?", "15/3")]
    [InlineData("minggu ini", "9/3-15/3")]
    [InlineData("minggu depan", "16/3-22/3")]
    [InlineData("pekan lalu", "2/3-8/3")]
    [InlineData("this week", "9/3-15/3")]
    [InlineData("next week", "16/3-22/3")]
    [InlineData("Sabtu minggu depan", "21/3")]
    [InlineData("akhir pekan", "14/3-15/3")]
    [InlineData("weekend ini", "14/3-15/3")]
    [InlineData("next weekend", "21/3-22/3")]
    [InlineData("bulan ini", "1/3-31/3")]
    [InlineData("bulan lalu", "1/2-28/2")]
    [InlineData("next month", "1/4-30/4")]
    [InlineData("bulan April", "1/4-30/4")]
    [InlineData("events in May", "1/5-31/5")]
    [InlineData("Januari 2026", "1/1-31/1")]
    [InlineData("Januari", "1/1/2027-31/1/2027")]
    [InlineData("Desember lalu", "1/12/2025-31/12/2025")]
    [InlineData("last November", "1/11/2025-30/11/2025")]
    [InlineData("tahun ini", "1/1-31/12")]
    [InlineData("tahun 2025", "1/1/2025-31/12/2025")]
    [InlineData("awal April", "1/4-10/4")]
    [InlineData("akhir bulan", "21/3-31/3")]
    [InlineData("pertengahan bulan depan", "11/4-20/4")]
    [InlineData("end of the month", "21/3-31/3")]
    [InlineData("minggu kedua April", "8/4-14/4")]
    [InlineData("tanggal 20", "20/3")]
    [InlineData("tgl 5", "5/4")]
    [InlineData("tanggal 20 bulan depan", "20/4")]
    [InlineData("on the 20th", "20/3")]
    [InlineData("14 Maret 2026", "14/3")]
    [InlineData("14 mar", "14/3")]
    [InlineData("March 14", "14/3")]
    [InlineData("March 14, 2026", "14/3")]
    [InlineData("14th of March", "14/3")]
    [InlineData("17 agt", "17/8")]
    [InlineData("3 Maret", "3/3/2027")]
    [InlineData("28 Februari kemarin", "28/2")]
    [InlineData("14/3/2026", "14/3")]
    [InlineData("14/3", "14/3")]
    [InlineData("14-03-26", "14/3")]
    [InlineData("14.3.2026", "14/3")]
    [InlineData("2026-03-14", "14/3")]
    [InlineData("Sabtu, 14 Maret 2026", "14/3")]
    [InlineData("Minggu, 15 Mar 2026", "15/3")]
    [InlineData("Sabtu 14/3", "14/3")]
    [InlineData("13-15 Maret", "13/3-15/3")]
    [InlineData("30 Maret - 2 April", "30/3-2/4")]
    [InlineData("dari 13 sampai 15 Maret", "13/3-15/3")]
    [InlineData("Senin s.d. Rabu", "16/3-18/3")]
    [InlineData("Sabtu-Minggu", "14/3-15/3")]
    [InlineData("Sabtu dan Minggu", "14/3-15/3")]
    [InlineData("from Monday to Friday", "16/3-20/3")]
    [InlineData("7 hari ke depan", "11/3-18/3")]
    [InlineData("next 3 days", "11/3-14/3")]
    [InlineData("7 hari terakhir", "4/3-11/3")]
    [InlineData("seminggu terakhir", "4/3-11/3")]
    [InlineData("sejak Senin lalu", "9/3-11/3")]
    public void Days_are_read_in_both_languages(string text, string expected)
    {
        var found = DatePhrase.Find(text, Now);
        Assert.NotNull(found);
        Assert.Equal(expected, found.From == found.To ? Short(found.From) : $"{Short(found.From)}-{Short(found.To)}");
        Assert.True(found.NamesDay);
    }

    [Theory]
    [InlineData("jam 15", "15:00")]
    [InlineData("pukul 15.30", "15:30")]
    [InlineData("pkl. 09.00 WIB", "09:00")]
    [InlineData("3 sore", "15:00")]
    [InlineData("jam 3 sore", "15:00")]
    [InlineData("at 3 pm", "15:00")]
    [InlineData("3 p.m.", "15:00")]
    [InlineData("jam 9 pagi", "09:00")]
    [InlineData("jam 1 siang", "13:00")]
    [InlineData("jam 7 malam", "19:00")]
    [InlineData("jam setengah dua siang", "13:30")]
    [InlineData("setengah 8", "07:30")]
    [InlineData("setengah tujuh malam", "18:30")]
    [InlineData("jam 8 kurang 15", "07:45")]
    [InlineData("jam 8 kurang seperempat", "07:45")]
    [InlineData("jam 8 lewat 10", "08:10")]
    [InlineData("half past two", "14:30")]
    [InlineData("at noon", "12:00")]
    [InlineData("jam dua belas siang", "12:00")]
    [InlineData("jam 2", "14:00")]
    [InlineData("pukul 02.00", "02:00")]
    [InlineData("13:30", "13:30")]
    [InlineData("jam 9-11", "09:00-11:00")]
    [InlineData("jam 1-3 sore", "13:00-15:00")]
    [InlineData("9 pagi sampai 3 sore", "09:00-15:00")]
    [InlineData("pukul 13.30-15.00 WIB", "13:30-15:00")]
    [InlineData("13.30 s.d. 15.00 hari ini", "13:30-15:00")]
    [InlineData("from 10 am to 2 pm", "10:00-14:00")]
    public void Hours_are_read_in_both_languages(string text, string expected)
    {
        var found = DatePhrase.Find(text, Now);
        Assert.NotNull(found);
        var hours = found.Hour?.ToString("HH:mm", CultureInfo.InvariantCulture) + (found.Until is { } until ? $"-{until.ToString("HH:mm", CultureInfo.InvariantCulture)}" : "");
        Assert.Equal(expected, hours);
    }

    [Theory]
    [InlineData("besok jam 3 sore", "12/3", "15:00", null)]
    [InlineData("lusa pukul 09.00", "13/3", "09:00", null)]
    [InlineData("jam 10 hari Sabtu", "14/3", "10:00", null)]
    [InlineData("Sabtu 14 Maret 2026, 13.30-15.00", "14/3", "13:30", "15:00")]
    [InlineData("12 Desember 2026 pukul 13.30-15.00 WIB", "12/12", "13:30", "15:00")]
    [InlineData("tomorrow at 3 pm", "12/3", "15:00", null)]
    [InlineData("14/3/2026 09:00", "14/3", "09:00", null)]
    [InlineData("14.3.2026 09.00 - 11.30", "14/3", "09:00", "11:30")]
    [InlineData("Senin depan jam setengah 9 pagi", "16/3", "08:30", null)]
    [InlineData("March 20 from 9am to 11am", "20/3", "09:00", "11:00")]
    public void A_day_and_its_hour_are_read_together(string text, string day, string hour, string? until)
    {
        var found = DatePhrase.Find(text, Now);
        Assert.NotNull(found);
        Assert.Equal((day, hour, until), (Short(found.From), found.Hour?.ToString("HH:mm", CultureInfo.InvariantCulture), found.Until?.ToString("HH:mm", CultureInfo.InvariantCulture)));
    }

    [Theory]
    [InlineData("Negeri 5 Menara")]
    [InlineData("may I borrow this?")]
    [InlineData("the sun and the moon")]
    [InlineData("satu hotel")]
    [InlineData("dua tiket")]
    [InlineData("3 buku")]
    [InlineData("899.2213 TOE b")]
    [InlineData("min, mau tanya")]
    [InlineData("buka jam berapa")]
    [InlineData("berapa minggu boleh pinjam")]
    [InlineData("pinjam 2 minggu")]
    [InlineData("dua jam")]
    [InlineData("telat seminggu")]
    [InlineData("buka 24/7?")]
    [InlineData("Rp1.000 per hari")]
    [InlineData("a march of ideas")]
    [InlineData("978-602-1234-56-7")]
    [InlineData("")]
    [InlineData("🙏🏽 \ud83d")]
    public void What_names_no_day_and_no_hour_is_let_be(string text) => Assert.Null(DatePhrase.Find(text, Now));

    [Fact]
    public void Next_Saturday_may_mean_either_of_two()
    {
        var found = DatePhrase.Find("Sabtu depan", Now)!;
        Assert.Equal((new DateOnly(2026, 3, 21), new DateOnly(2026, 3, 14)), (found.From, found.Alternative!.Value));
        Assert.Null(DatePhrase.Find("Senin depan", Now)!.Alternative);
        Assert.Null(DatePhrase.Find("Sabtu ini", Now)!.Alternative);
    }

    [Fact]
    public void An_hour_alone_is_todays_and_says_so()
    {
        var found = DatePhrase.Find("jam 3 sore", Now)!;
        Assert.False(found.NamesDay);
        Assert.Equal(new DateOnly(2026, 3, 11), found.From);
    }

    [Fact]
    public void Days_that_do_not_exist_are_not_read()
    {
        Assert.Null(DatePhrase.Find("30 Februari 2026", Now));
        Assert.Null(DatePhrase.Find("31/4/2026", Now));
        Assert.Equal(new DateOnly(2028, 2, 29), DatePhrase.Find("29 Februari", Now)!.From);
    }

    private static string Short(DateOnly day) =>
        day.ToString(day.Year == 2026 ? "d/M" : "d/M/yyyy", CultureInfo.InvariantCulture);
}
