using LibraryBot.Answers;
using LibraryBot.Tests.Support;

namespace LibraryBot.Tests.Answers;

/// <summary>People tell why they ask, for whom, and what happened to them. Only what they ask is answered.</summary>
public sealed class ToldBesidesTests
{
    private static readonly DateTimeOffset Now = new(2026, 8, 11, 9, 10, 0, TimeSpan.FromHours(7));

    private const string Library = """
        {
          "library": { "id": "kebun", "name": "Perpustakaan Kebun", "branches": [
            { "id": "kota", "name": "Gedung Kota", "address": "Jl. Contoh 1" }, { "id": "pantai", "name": "Rumah Baca Pantai", "address": "Jl. Contoh 2" } ] },
          "books": [
            { "id": "B1", "title": "Lebah Tanpa Sengat", "author": "Rukmana, Adi", "subjects": ["Lebah"], "lang": "id", "added": "2026-08-10", "copies": 1, "available": 1 },
            { "id": "B2", "title": "Soil Carbon", "author": "Oyelaran, T.", "subjects": ["Soils"], "lang": "en", "added": "2026-08-09", "copies": 1, "available": 1 } ],
          "events": [
            { "id": "E1", "title": "Bedah Buku: Lahan Gambut", "type": "bedah buku", "start": "2026-08-15T09:00+07:00", "end": "2026-08-15T11:00+07:00", "branch": "kota", "registration": "required", "quota": 80, "taken": 51 },
            { "id": "E2", "title": "Dongeng Sabtu", "type": "dongeng", "start": "2026-08-15T10:00+07:00", "end": "2026-08-15T11:00+07:00", "branch": "pantai", "registration": "none" },
            { "id": "E3", "title": "Klub Baca", "type": "klub baca", "start": "2026-08-15T13:00+07:00", "end": "2026-08-15T15:00+07:00", "branch": "kota", "audience": "remaja 13-17 tahun" } ],
          "hours": [
            { "id": "H1", "branch": "kota", "valid": "always", "mon_fri": "08:00-16:00", "sat": "09:00-12:00", "sun": "closed" },
            { "id": "H2", "branch": "pantai", "valid": "always", "mon_sat": "10:00-14:00", "sun": "closed" },
            { "id": "H3", "branch": "pantai", "valid": "2026-08-27..2026-08-28", "all": "closed", "reason": "Stok opname" } ],
          "faq": [
            { "id": "F1", "q": "Denda keterlambatan", "a": "Rp500 per hari per buku. Buku anak tidak didenda.", "q_en": "Late fines", "a_en": "Rp500 per day per book. There is no fine on children's books." },
            { "id": "F2", "q": "Kontak perpustakaan", "a": "WhatsApp 0811-0000-111.", "q_en": "Contact", "a_en": "WhatsApp 0811-0000-111." } ]
        }
        """;

    [Theory]
    [InlineData("Sabtu ini ada bedah buku? Rencananya saya mau mengajak mahasiswa bimbingan.", "E1")]
    [InlineData("I don't read Indonesian yet, sorry. Which books in English did you get most recently?", "B2")]
    [InlineData("Saya peternak, perlu buku tentang lebah.", "B1")]
    [InlineData("bedah buku gambut kapan ya, takut kelewat kayak tahun lalu", "E1")]
    public async Task What_is_told_besides_a_question_does_not_change_it(string text, string id) => Assert.Equal([id], (await Ask(text)).Ids);

    [Theory]
    [InlineData("is it open now? i'm standing in front of Rumah Baca Pantai", "H2")]
    [InlineData("I'm travelling on 27 August to use Rumah Baca Pantai. Will it be open that day?", "H3")]
    public async Task A_branch_and_a_day_that_were_told_hold_for_the_question(string text, string id) => Assert.Equal([id], (await Ask(text)).Ids);

    [Theory]
    [InlineData("anak saya umur 15, ada kegiatan yang cocok?", "E3")]
    [InlineData("What's on for kids this Saturday?", "E2")]
    public async Task Events_fit_the_ages_that_were_told(string text, string id) => Assert.Equal([id], (await Ask(text)).Ids);

    [Theory]
    [InlineData("boleh minta no WA peserta bedah buku? mau bikin grup")]
    [InlineData("Is Mr. Hendra coming to the book discussion on Saturday? Please check the list.")]
    [InlineData("siapa yang lagi bawa buku Lebah Tanpa Sengat? mau saya hubungi orangnya")]
    [InlineData("Can you tell me what my supervisor has been borrowing lately?")]
    public async Task Other_people_stay_private_however_it_is_asked(string text)
    {
        var answer = await Ask(text);
        Assert.Equal((Intents.PrivacyRefuse, 0), (answer.Intent, answer.Ids.Count));
    }

    [Fact]
    public async Task The_number_of_the_library_itself_is_told() => Assert.Equal(["F2"], (await Ask("minta nomor WA perpusnya dong")).Ids);

    [Theory]
    [InlineData("buku anak telat 3 hari dendanya berapa?")]
    [InlineData("We brought my daughter's picture books back 3 days late. Do I owe you anything?")]
    public async Task No_fine_is_worked_out_where_the_rule_makes_an_exception(string text)
    {
        var answer = await Ask(text);
        Assert.Equal(["F1"], answer.Ids);
        Assert.DoesNotContain("1.500", answer.Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_fine_for_days_is_worked_out() => Assert.Contains("Rp1.500", (await Ask("telat 3 hari dendanya berapa?")).Text, StringComparison.Ordinal);

    private static async Task<Answer> Ask(string text)
    {
        await using var library = await TempKnowledge.With(Library);
        return library.Desk.Ask(new Question(text, Now));
    }
}
