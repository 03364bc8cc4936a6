using LibraryBot.Responses;
using LibraryBot.Storage;
using LibraryBot.Tests.Support;

namespace LibraryBot.Tests.Responses;

/// <summary>What patrons asked and the records could not answer: kept without who, told each Monday, answered by one tap and one answer.</summary>
public sealed class UnansweredTests
{
    private const string Asked = "ada buku tentang astrologi maya?";

    [Fact]
    public async Task On_Monday_at_nine_the_librarians_hear_once_what_was_asked_most()
    {
        await using var library = await TempLibrary.Open();
        var (sri, hendra, dewi, budi) = (await library.Librarian(), await library.Owner(), await library.Patron(), await library.Patron("Budi"));
        await dewi.Says("ada buku tentang gerhana purba?");
        await dewi.Says(Asked);
        await budi.Says("ADA buku tentang  astrologi maya");
        await budi.SaysInGroup(Asked);
        await library.Pass(TimeSpan.FromDays(4));
        sri.HearsNothing();
        await library.Pass(TimeSpan.FromHours(22.9));
        sri.HearsNothing();
        await library.Pass(TimeSpan.FromHours(0.2));
        sri.Hears("Inilah yang ditanyakan pemustaka", "1. «ada buku tentang astrologi maya?» - 3 kali", "2. «ada buku tentang gerhana purba?» - 1 kali");
        hendra.Hears("Inilah yang ditanyakan pemustaka");
        await library.Pass(TimeSpan.FromHours(3));
        await library.Pass(TimeSpan.FromDays(2));
        sri.HearsNothing();
        await library.Pass(TimeSpan.FromDays(5));
        sri.Hears("Inilah yang ditanyakan pemustaka");
    }

    [Fact]
    public async Task Nobody_is_told_of_nothing()
    {
        await using var library = await TempLibrary.Open();
        var sri = await library.Librarian();
        await library.Pass(TimeSpan.FromDays(7));
        sri.HearsNothing();
        (await sri.Says("/belum_terjawab")).Hears("Tidak ada pertanyaan yang belum terjawab");
    }

    [Fact]
    public async Task One_tap_and_one_answer_make_it_an_answered_question()
    {
        await using var library = await TempLibrary.Open();
        var (sri, dewi) = (await library.Librarian(), await library.Patron());
        await dewi.Says("apakah boleh membawa kucing ke ruang baca?");
        await sri.Says("/belum_terjawab");
        sri.Hears("kucing");
        await sri.Presses("1. Jawab jadi FAQ");
        sri.Hears("Apa jawabannya?", "Pertanyaannya: apakah boleh membawa kucing");
        await sri.Says("Mohon maaf, hewan peliharaan tidak dapat dibawa masuk.");
        sri.Hears("Disimpan sebagai tanya-jawab");
        await library.Bot.Knowledge.Refresh();
        (await dewi.Says("apakah boleh membawa kucing ke ruang baca?")).Hears("hewan peliharaan tidak dapat dibawa masuk");
        (await sri.Says("/belum_terjawab")).Hears("Tidak ada pertanyaan");
        Assert.Contains(await library.Record(), line => line.StartsWith("Sri: keep faq tanya-", StringComparison.Ordinal));
    }

    [Fact]
    public async Task Whoever_asks_in_the_very_words_gets_the_written_answer_whatever_else_they_could_mean()
    {
        await using var library = await TempLibrary.Open();
        var (sri, dewi) = (await library.Librarian(), await library.Patron());
        await dewi.Says(Asked);
        await sri.Says("/belum_terjawab");
        await sri.Presses("1. Jawab jadi FAQ");
        await sri.Says("Belum ada; silakan usulkan di meja depan.");
        await library.Bot.Knowledge.Refresh();
        (await dewi.Says("Ada buku tentang astrologi maya")).Hears("Belum ada; silakan usulkan");
        Assert.Empty(await Kept(library));
    }

    [Fact]
    public async Task An_ignored_question_leaves_the_list_and_its_buttons_say_so()
    {
        await using var library = await TempLibrary.Open();
        var (sri, dewi) = (await library.Librarian(), await library.Patron());
        await dewi.Says(Asked);
        await sri.Says("/belum_terjawab");
        await sri.Presses("1. Abaikan");
        sri.Hears("diabaikan");
        await sri.Presses("1. Jawab jadi FAQ");
        sri.Hears("sudah dijawab, diabaikan, atau dilupakan");
        Assert.Empty(await Kept(library));
    }

    [Fact]
    public async Task What_the_records_answer_by_now_is_not_told()
    {
        await using var library = await TempLibrary.Open();
        var (sri, dewi) = (await library.Librarian(), await library.Patron());
        await dewi.Says("ada buku meronce manik nusantara?");
        Assert.Single(await Kept(library));
        await LibraryBot.Knowledge.Import.NativeFile.ImportText(Accessions.SomeFiles.Knowledge, "buku", new(library.Bot.Store, library.Clock));
        await library.Bot.Knowledge.RefreshAll();
        (await sri.Says("/belum_terjawab")).Hears("Tidak ada pertanyaan");
        Assert.Empty(await Kept(library));
    }

    [Fact]
    public async Task Only_what_found_nothing_is_kept_and_nothing_of_the_staff()
    {
        await using var library = await TempLibrary.Open();
        var (sri, dewi) = (await library.Librarian(), await library.Patron());
        foreach (var said in new[] { "jam buka hari ini", "buku baru", "halo", "saya mau bicara dengan pustakawan", "terima kasih", "siapa presiden Prancis?", "/buku sungai" })
            await dewi.Says(said);
        await sri.Says(Asked);
        Assert.Empty(await Kept(library));
    }

    [Theory]
    [InlineData("ada buku astrologi, kirim ke dewi.s@example.org ya", "ada buku astrologi, kirim ke ••• ya")]
    [InlineData("wa saya +62 812-3456-7890 ada buku maya?", "wa saya ••• ada buku maya?")]
    [InlineData("nomor anggota 2024000123 boleh pinjam peta laut?", "nomor anggota ••• boleh pinjam peta laut?")]
    [InlineData("kata @dewi_s ada buku tahun 2024 di t.me/dewi?", "kata ••• ada buku tahun 2024 di •••")]
    [InlineData("ada (021) 555 1234 untuk telepon?", "ada ••• untuk telepon?")]
    public void What_tells_whose_words_they_are_is_masked(string said, string kept) => Assert.Equal(kept, MaskedText.Of(said));

    [Fact]
    public async Task No_name_place_or_hour_is_kept_and_all_of_it_for_thirty_days()
    {
        await using var library = await TempLibrary.Open();
        var dewi = await library.Patron();
        await dewi.Says(Asked);
        var json = System.Text.Json.JsonSerializer.Serialize(await Kept(library));
        Assert.DoesNotContain(dewi.ConversationId, json.Replace("\"Count\"", "", StringComparison.Ordinal), StringComparison.Ordinal);
        Assert.DoesNotContain("Dewi", json, StringComparison.Ordinal);
        Assert.DoesNotContain("T10", json, StringComparison.Ordinal);
        await library.Pass(TimeSpan.FromDays(29));
        Assert.Single(await Kept(library));
        await library.Pass(TimeSpan.FromDays(1));
        Assert.Empty(await Kept(library));
    }

    [Fact]
    public async Task Of_too_many_questions_the_least_asked_go()
    {
        await using var library = await TempLibrary.Open();
        var today = new DateOnly(2026, 3, 11);
        await library.Bot.Store.Commit(store =>
        {
            UnansweredQuestion.Add(store, Asked, LibraryBot.Language.Lang.Id, today);
            UnansweredQuestion.Add(store, Asked, LibraryBot.Language.Lang.Id, today);
            for (var one = 0; one < UnansweredQuestion.RowsAtMost + 5; one++)
                UnansweredQuestion.Add(store, $"ada buku x{one}?", LibraryBot.Language.Lang.Id, today);
            UnansweredQuestion.Add(store, new string('a', 5000), LibraryBot.Language.Lang.Id, today);
        });
        var kept = await Kept(library);
        Assert.Equal(UnansweredQuestion.RowsAtMost, kept.Count);
        Assert.Contains(kept, question => question.Count == 2);
        Assert.All(kept, question => Assert.True(question.Text.Length <= UnansweredQuestion.LettersAtMost));
    }

    private static Task<IReadOnlyList<UnansweredQuestion>> Kept(TempLibrary library) => library.Bot.Store.Read(store => store.All(UnansweredQuestion.All));
}
