using LibraryBot.Answers;
using LibraryBot.Tests.Support;

namespace LibraryBot.Tests.Answers;

/// <summary>Words that look like one thing and mean another where they stand.</summary>
public sealed class SecondReadingTests
{
    private static readonly DateTimeOffset Now = new(2026, 10, 6, 9, 20, 0, TimeSpan.FromHours(7));

    private const string Library = """
        {
          "library": { "id": "kampus", "name": "Perpustakaan Kampus", "branches": [
            { "id": "pusat", "name": "Gedung Pusat" }, { "id": "hukum", "name": "Kampus Hukum", "aliases": ["hukum"] }, { "id": "anak", "name": "Rumah Anak" } ] },
          "books": [
            { "id": "B1", "title": "Hukum Pidana Baru", "author": "Sari, Dewi", "subjects": ["Hukum pidana"], "lang": "id", "added": "2026-10-05", "copies": 1, "available": 1 },
            { "id": "B2", "title": "Hidroponik untuk Pemula", "author": "Yudha, B.", "subjects": ["Hidroponik"], "lang": "id", "added": "2026-08-01", "copies": 2, "available": 1 },
            { "id": "B3", "title": "Kucing yang Berani", "author": "Lestari, N.", "subjects": ["Buku anak"], "lang": "id", "added": "2026-09-20", "copies": 2, "available": 2 } ],
          "events": [
            { "id": "E1", "title": "Lomba Esai Hukum", "type": "lomba", "start": "2026-10-30T12:00+07:00", "branch": "pusat", "registration": "form" },
            { "id": "E2", "title": "Klinik Tanah", "type": "klinik", "start": "2026-10-10T10:00+07:00", "end": "2026-10-10T12:00+07:00", "branch": "pusat", "registration": "none" } ],
          "hours": [
            { "id": "H1", "branch": "pusat", "valid": "always", "mon_fri": "00:00-24:00", "sat": "09:00-12:00", "sun": "closed" },
            { "id": "H2", "branch": "hukum", "valid": "always", "mon_fri": "08:00-16:00", "sat": "closed", "sun": "closed" },
            { "id": "H3", "branch": "anak", "valid": "always", "mon_fri": "10:00-14:00", "sat": "10:00-13:00", "sun": "closed" },
            { "id": "H4", "branch": "pusat", "valid": "2026-10-10..2026-10-10", "all": "closed", "reason": "Pemeliharaan listrik" } ],
          "faq": [
            { "id": "F1", "q": "Lama pinjam", "a": "Mahasiswa 7 hari; dosen 60 hari." },
            { "id": "F2", "q": "Buku hilang atau rusak", "a": "Ganti dengan judul yang sama." } ]
        }
        """;

    [Theory]
    [InlineData("lomba esai hukum sampai kapan?", "E1")]
    [InlineData("ada buku hukum yang baru?", "B1")]
    [InlineData("kampus hukum hari ini buka sampai jam berapa?", "H2")]
    [InlineData("yang di hukum hari ini tutup jam berapa", "H2")]
    public async Task A_branch_called_by_an_everyday_word_is_meant_only_where_it_is_named_as_a_place(string text, string id) => Assert.Equal([id], (await Ask(text)).Ids);

    [Fact]
    public async Task Who_brings_a_child_to_a_branch_asks_for_its_hours_and_for_nobodys_data() =>
        Assert.Equal(["H3"], (await Ask("Rumah Anak hari Senin buka tidak ya, mau bawa keponakan")).Ids);

    [Theory]
    [InlineData("Saya dosen baru. Lama peminjaman untuk dosen berapa hari?", "F1")]
    [InlineData("bukuku kecebur di selokan, hancur. harus gimana kak?", "F2")]
    public async Task A_kind_of_reader_and_what_happened_to_a_book_lead_to_the_rule(string text, string id) => Assert.Equal([id], (await Ask(text)).Ids);

    [Theory]
    [InlineData("Tolong lihatkan buku apa yang sedang dipinjam suami saya, namanya Rahmat")]
    [InlineData("Anak saya, Dewi, sedang meminjam buku apa saja?")]
    public async Task What_a_relative_has_borrowed_stays_private(string text) => Assert.Equal(Intents.PrivacyRefuse, (await Ask(text)).Intent);

    [Fact]
    public async Task Of_a_day_that_has_events_it_is_never_said_that_there_are_none()
    {
        var answer = await Ask("Sabtu ini ada lomba apa?");
        Assert.DoesNotContain("Tidak ada acara", answer.Text, StringComparison.Ordinal);
        Assert.Contains("Saya tidak menemukan acara seperti itu pada 10 Oktober 2026", (await Ask("ada lomba mewarnai Sabtu ini?")).Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_story_around_a_book_leaves_its_topic() => Assert.Equal(["B2"], (await Ask("Ibu saya baru pensiun dan ingin coba hidroponik. Ada bukunya?")).Ids);

    [Fact]
    public async Task Both_Saturdays_are_told_where_their_hours_differ()
    {
        var answer = await Ask("Sabtu depan gedung pusat buka?");
        Assert.Equal((true, 2), (answer.Clarify, answer.Ids.Count));
        Assert.Contains("17 Oktober 2026", answer.Text, StringComparison.Ordinal);
        Assert.Contains("10 Oktober 2026", answer.Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_day_without_an_end_ends_at_24() => Assert.Contains("00.00-24.00", (await Ask("gedung pusat besok buka jam berapa")).Text, StringComparison.Ordinal);

    private static async Task<Answer> Ask(string text)
    {
        await using var library = await TempKnowledge.With(Library);
        return library.Desk.Ask(new Question(text, Now));
    }
}
