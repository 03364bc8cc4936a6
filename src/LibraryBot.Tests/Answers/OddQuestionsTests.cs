using CsCheck;
using LibraryBot.Answers;
using LibraryBot.Demo;
using LibraryBot.Tests.Support;
using Xunit.Abstractions;

namespace LibraryBot.Tests.Answers;

public sealed class OddQuestionsTests(ITestOutputHelper output)
{
    private static readonly DateTimeOffset Now = new(2026, 6, 9, 10, 0, 0, TimeSpan.FromHours(7));

    [Fact]
    public async Task Any_text_gets_an_answer()
    {
        await using var library = await TempKnowledge.With(SampleLibrary.Text(Now));
        var pieces = new[] { "buku", "baru", "?", "jam", "3", "Sabtu", "depan", "dan", "\"", "'", "{{ title }}", "🙏", "\ud83d", "minggu", "-", "31/2", "899.22", "978", "acara", "\u202e", "ﬁ", "é", "\0", "daftar", "lagi", ",", ".", "\n", "00:00", "setengah", "bulan", "tanggal", "99", "ke", "*" };
        Fuzz.Play(output, Gen.Int[0, pieces.Length - 1].Select(at => pieces[at]).Array[0, 9].Select(parts => string.Join(' ', parts)), 300, text =>
        {
            var answer = library.Desk.Ask(new Question(text, Now));
            Assert.NotEqual("", answer.Text);
            var again = library.Desk.Ask(new Question("lagi", Now, Before: answer.Remember));
            Assert.NotEqual("", again.Text);
        });
    }

    [Fact]
    public async Task A_library_that_knows_nothing_says_so()
    {
        await using var library = await TempKnowledge.With("{\"library\": {\"id\": \"x\", \"name\": \"X\"}}");
        foreach (var text in new[] { "buku baru apa?", "jam buka?", "ada acara?", "cara pinjam buku?", "besok?", "mau daftar", "pathfinder", "alamat perpustakaan?", "Are you open on Sunday?", "talk to a human", "more" })
        {
            var answer = library.Desk.Ask(new Question(text, Now));
            Assert.NotEqual("", answer.Text);
            Assert.Empty(answer.Ids);
        }
    }

    [Theory]
    [InlineData("\u0308")]
    [InlineData("\u035A\u0349 buku")]
    [InlineData("buku terbitan 20٢٦?")]
    [InlineData("kelas ٨٩٩.٢")]
    public async Task Marks_on_no_letter_and_digits_of_other_scripts_are_answered(string text)
    {
        await using var library = await TempKnowledge.With(SampleLibrary.Text(Now));
        Assert.NotEqual("", library.Desk.Ask(new Question(text, Now)).Text);
    }

    [Fact]
    public void A_text_of_many_questions_is_taken_apart_by_a_few_looks()
    {
        var looks = 0;
        var parts = Halves.Of(string.Concat(Enumerable.Repeat("anak? ", 200)), _ => ++looks < 0, _ => false);
        Assert.Single(parts);
        Assert.True(looks < 10, $"{looks} looks");
        looks = 0;
        Assert.Equal(3, Halves.Of(string.Concat(Enumerable.Repeat("anak? ", 200)), _ => ++looks > 0, _ => true).Count);
        Assert.True(looks < 10, $"{looks} looks");
    }

    [Fact]
    public async Task A_very_long_text_is_answered_quickly()
    {
        await using var library = await TempKnowledge.With(SampleLibrary.Text(Now));
        var answer = library.Desk.Ask(new Question(string.Join(" dan ", Enumerable.Repeat("buku baru tentang apa saja", 4000)), Now));
        Assert.NotEqual("", answer.Text);
    }
}
