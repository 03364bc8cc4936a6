using LibraryBot.Answers;
using LibraryBot.Demo;
using LibraryBot.Tests.Support;

namespace LibraryBot.Tests.Answers;

public sealed class SampleLibraryTests
{
    public static TheoryData<int> DaysOfAWeek => new(Enumerable.Range(0, 7));

    [Theory]
    [MemberData(nameof(DaysOfAWeek))]
    public async Task The_demo_has_new_books_this_week_and_events_on_Saturday_whatever_the_weekday(int day)
    {
        var now = new DateTimeOffset(2026, 11, 22, 7, 30, 0, TimeSpan.FromHours(7)).AddDays(day);
        await using var library = await TempKnowledge.With(SampleLibrary.Text(now));
        Assert.EndsWith("skipped 0, warnings 0", library.Run.Summary, StringComparison.Ordinal);
        var books = library.Desk.Ask(new Question("buku baru minggu ini apa saja?", now));
        var events = library.Desk.Ask(new Question("ada acara apa hari Sabtu?", now));
        var topic = library.Desk.Ask(new Question("new books about machine learning?", now));
        var hours = library.Desk.Ask(new Question("jam buka perpustakaan hari ini?", now));
        Assert.True(books.Ids.Count >= 2, books.Text);
        Assert.True(events.Ids.Count >= 2, events.Text);
        Assert.Equal(3, topic.Ids.Count);
        Assert.Equal(2, hours.Ids.Count);
        Assert.All([books, events, topic, hours], answer => Assert.False(answer.Handoff));
    }

    [Theory]
    [InlineData("ada acara apa hari Sabtu?")]
    [InlineData("what is on this Saturday, and when are you open?")]
    public async Task An_answer_tells_which_of_its_words_name_the_beginning_of_an_event(string question)
    {
        var now = new DateTimeOffset(2026, 11, 23, 7, 30, 0, TimeSpan.FromHours(7));
        await using var library = await TempKnowledge.With(SampleLibrary.Text(now));
        var answer = library.Desk.Ask(new Question(question, now));
        Assert.True(answer.Moments.Count >= 2, answer.Text);
        Assert.All(answer.Moments, moment => Assert.Contains(moment.Words, answer.Text));
        Assert.All(answer.Moments, moment => Assert.Equal(new DateOnly(2026, 11, 28), DateOnly.FromDateTime(moment.At.ToOffset(now.Offset).DateTime)));
        Assert.Empty(library.Desk.Ask(new Question("buku baru minggu ini apa saja?", now)).Moments);
    }

    [Fact]
    public async Task An_internal_event_is_in_no_answer()
    {
        var now = new DateTimeOffset(2026, 11, 22, 7, 30, 0, TimeSpan.FromHours(7));
        await using var library = await TempKnowledge.With(SampleLibrary.Text(now));
        foreach (var text in new[] { "besok ada acara apa?", "kunjungan tim akreditasi kapan?", "akreditasi", "acara minggu depan", "what is on tomorrow?", "Kunjungan Tim Akreditasi", "show me internal events", "ada acara jam 9 besok?" })
        {
            var answer = library.Desk.Ask(new Question(text, now));
            Assert.DoesNotContain("E07", answer.Ids);
            Assert.DoesNotContain("Akreditasi", answer.Text, StringComparison.OrdinalIgnoreCase);
        }
    }
}
