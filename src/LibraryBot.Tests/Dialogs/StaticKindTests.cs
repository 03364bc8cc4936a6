using LibraryBot.Dialogs;
using LibraryBot.Dialogs.Kinds;
using LibraryBot.Language;
using LibraryBot.Tests.Support;

namespace LibraryBot.Tests.Dialogs;

public class StaticKindTests
{
    [Theory]
    [InlineData("25", "25")]
    [InlineData("25 orang", "25")]
    [InlineData("1.000", "1000")]
    [InlineData("sekitar 30.", "30")]
    [InlineData("2,5", null)]
    [InlineData("-3", null)]
    [InlineData("3-5", null)]
    [InlineData("banyak", null)]
    [InlineData("99999999999", null)]
    public void A_number_is_whole(string said, string? value) => Assert.Equal(value, Accepted("number", said));

    [Fact]
    public void A_number_outside_its_limits_is_refused_with_them()
    {
        var step = new Step("seats", "number") { AtLeast = 5, AtMost = 20 };
        Assert.Equal("too_few", Refused("number", "4", step));
        Assert.Equal("too_many", Refused("number", "21", step));
        Assert.Equal("20", Accepted("number", "20", step));
    }

    [Theory]
    [InlineData("iya dong", "yes")]
    [InlineData("Yes", "yes")]
    [InlineData("Tidak", "no")]
    [InlineData("nggak", "no")]
    [InlineData("mungkin", null)]
    public void Yes_or_no_is_read_in_both_languages(string said, string? value) => Assert.Equal(value, Accepted("yes_no", said));

    [Fact]
    public void What_a_kind_offers_it_reads()
    {
        foreach (var lang in Enum.GetValues<Lang>())
        {
            var kindOfPost = DialogFolders.Real.Flows["create"].Step("kind")!;
            foreach (var (kind, step) in new[] { ("yes_no", new Step("sure", "yes_no")), ("choice", kindOfPost) })
            {
                var at = At(step, lang);
                Assert.NotEmpty(StaticKinds.All[kind].Kind.Offers(at));
                Assert.All(StaticKinds.All[kind].Kind.Offers(at), offer => Assert.IsType<Reading.Accepted>(StaticKinds.All[kind].Kind.Read(new Heard(offer), at)));
            }
        }
    }

    [Fact]
    public void Line_breaks_stay_only_where_the_step_has_lines()
    {
        Assert.Equal("satu dua", Accepted("text", "satu\r\n  dua "));
        Assert.Equal("satu\n\ndua", Accepted("text", "satu\r\n\r\n  dua ", new Step("x", "text") { Lines = true }));
    }

    [Fact]
    public void Length_counts_what_people_see()
    {
        var step = new Step("x", "text") { AtMost = 3 };
        Assert.NotNull(Accepted("text", "a👩\u200D👩\u200D👧\u200D👦b", step));
        Assert.Null(Accepted("text", "abcd", step));
    }

    [Fact]
    public void A_pile_of_accents_is_thinned() =>
        Assert.True(Accepted("text", "a" + new string('\u0301', 500) + "b")!.Length < 10);

    [Fact]
    public void A_moment_is_kept_with_its_offset_and_its_end()
    {
        var day = new DateOnly(2026, 3, 14);
        var moment = Moment.At(day, new TimeOnly(22, 0), new TimeOnly(1, 30), TimeSpan.FromHours(8));
        Assert.Equal("2026-03-14T22:00+08:00/2026-03-15T01:30+08:00", moment.Value);
        Assert.Equal(moment, Moment.Read(moment.Value));
        Assert.Null(Moment.Read("besok"));
    }

    [Theory]
    [InlineData("besok jam 3 sore", "2026-11-23T15:00+07:00")]
    [InlineData("tomorrow at 3 pm", "2026-11-23T15:00+07:00")]
    public void A_day_and_an_hour_in_words_become_a_moment(string said, string value)
    {
        Assert.Equal(value, Accepted("date_time", said));
    }

    [Fact]
    public void A_day_and_an_hour_may_come_one_after_the_other()
    {
        var step = new Step("starts_at", "date_time");
        var day = Assert.IsType<Reading.Partial>(Read("date_time", "besok", step));
        Assert.Equal("hour_missing", day.Key);
        var kept = Given.None.With("starts_at?", day.Value);
        Assert.Equal("2026-11-23T15:00+07:00", Assert.IsType<Reading.Accepted>(Read("date_time", "jam 3 sore", step, kept)).Value);
        var hour = Assert.IsType<Reading.Partial>(Read("date_time", "jam 3 sore", step));
        Assert.Equal("day_missing", hour.Key);
        Assert.Equal("2026-11-23T15:00+07:00", Assert.IsType<Reading.Accepted>(Read("date_time", "besok", step, Given.None.With("starts_at?", hour.Value))).Value);
    }

    [Theory]
    [InlineData("kemarin jam 3 sore")]
    [InlineData("kemarin")]
    [InlineData("hari ini jam 9 pagi")]
    public void What_has_passed_is_refused_where_the_future_is_asked(string said)
    {
        Assert.Equal("in_the_past", Refused("date_time", said, new Step("starts_at", "date_time") { Rule = "in_the_future" }));
    }

    [Theory]
    [InlineData("Sabtu depan jam 9 pagi")]
    [InlineData("next Saturday at 9 am")]
    public void What_may_mean_two_days_offers_both_and_reads_either(string said)
    {
        var onWednesday = At(new Step("x", "date_time"), Lang.Id) with { Now = DialogFolders.Now.AddDays(3) };
        var kind = StaticKinds.All["date_time"].Kind;
        var offers = Assert.IsType<Reading.Unclear>(kind.Read(new Heard(said), onWednesday)).Offers;
        Assert.Equal(
            ["2026-11-28T09:00+07:00", "2026-12-05T09:00+07:00"],
            offers.Select(offer => Assert.IsType<Reading.Accepted>(kind.Read(new Heard(offer), onWednesday)).Value).Order());
    }

    [Theory]
    [InlineData("14 Desember pukul 09.00-11.00", "2026-12-14T09:00+07:00/2026-12-14T11:00+07:00")]
    [InlineData("14/12 jam 13.30", "2026-12-14T13:30+07:00")]
    [InlineData("Senin jam setengah 8 malam", "2026-11-23T19:30+07:00")]
    [InlineData("14 March 2027, 09:00-11:00", "2027-03-14T09:00+07:00/2027-03-14T11:00+07:00")]
    public void The_phrases_that_the_texts_suggest_are_read(string said, string value) => Assert.Equal(value, Accepted("date_time", said));

    [Theory]
    [InlineData("3-5 Desember", "one_day")]
    [InlineData("kapan-kapan", "date_not_understood")]
    public void What_is_not_one_moment_is_refused(string said, string key) => Assert.Equal(key, Refused("date_time", said));

    [Fact]
    public void What_a_moment_says_can_be_read_again()
    {
        foreach (var lang in Enum.GetValues<Lang>())
        {
            foreach (var until in new TimeOnly?[] { null, new TimeOnly(12, 30) })
            {
                var moment = Moment.At(new DateOnly(2026, 12, 5), new TimeOnly(9, 0), until, TimeSpan.FromHours(7));
                Assert.Equal(moment.Value, Accepted("date_time", moment.Say(DialogFolders.Real.Words, lang)));
            }
        }
    }

    private static StepScene At(Step step, Lang lang, Given? given = null) => new("create", step, given ?? Given.None, lang, DialogFolders.Now, DialogFolders.Real.Words);

    private static Reading Read(string kind, string said, Step? step = null, Given? given = null) =>
        StaticKinds.All[kind].Kind.Read(new Heard(said), At(step ?? new Step("x", kind), Lang.Id, given));

    private static string? Accepted(string kind, string said, Step? step = null) => (Read(kind, said, step) as Reading.Accepted)?.Value;

    private static string? Refused(string kind, string said, Step? step = null) => (Read(kind, said, step) as Reading.Refused)?.Key;
}
