using LibraryBot.Dialogs;
using LibraryBot.Language;
using LibraryBot.Tests.Support;

namespace LibraryBot.Tests.Dialogs;

public class DialogRunnerTests
{
    private const string Alt = "Poster Bedah Buku, Ruang Baca Lantai 2";

    private readonly TalkingTo sri = new(DialogFolders.Played);

    [Fact]
    public void A_dialog_asks_one_thing_at_a_time_and_says_how_a_date_was_understood()
    {
        Assert.Contains("Apa judul kegiatannya?", sri.Begins("event").Heard);
        Assert.Contains("Kapan kegiatannya?", sri.Says("Bedah Buku").Heard);
        sri.Says("besok jam 3 sore");
        Assert.StartsWith("Baik: Senin, 23 November 2026 pukul 15.00 WIB.\n\nDi mana tempatnya?", sri.Heard);
        Assert.Single(sri.Last.Says);
    }

    [Fact]
    public void A_refused_answer_is_told_why_and_the_question_comes_again_in_short()
    {
        sri.Begins("event").Says("Bedah Buku", "kemarin jam 3 sore");
        Assert.Equal("starts_at", sri.Step);
        Assert.Equal("Sabtu, 21 November 2026 pukul 15.00 WIB sudah lewat; sekarang Minggu, 22 November 2026 pukul 10.00 WIB. Kegiatan yang diumumkan harus masih akan datang.\n\nKapan kegiatannya?", sri.Heard);
    }

    [Fact]
    public void Half_an_answer_is_kept_and_only_the_rest_is_asked()
    {
        sri.Begins("event").Says("Bedah Buku", "besok");
        Assert.Equal("Senin, 23 November 2026, baik. Pukul berapa?", sri.Heard);
        sri.Says("jam 10 pagi");
        Assert.Equal("place", sri.Step);
        Assert.Equal("2026-11-23T10:00+07:00", sri.State.Given["starts_at"]);
    }

    [Fact]
    public void Half_an_answer_is_forgotten_when_the_person_goes_back()
    {
        sri.Begins("event").Says("Bedah Buku", "besok", "kembali", "biarkan", "jam 10 pagi");
        Assert.Equal("starts_at", sri.Step);
    }

    [Fact]
    public void An_unclear_answer_offers_what_it_may_mean()
    {
        sri.Begins("event").Says("Bedah Buku", "sabtu depan");
        Assert.Equal(["Sabtu, 28 November 2026", "Sabtu, 5 Desember 2026"], sri.Buttons);
        Assert.Equal("starts_at", sri.Step);
    }

    [Fact]
    public void An_optional_step_offers_to_be_skipped_and_a_needed_one_cannot_be()
    {
        sri.Begins("event");
        Assert.DoesNotContain("Lewati", sri.Buttons);
        Assert.Contains("wajib diisi", sri.Says("lewati").Heard);
        Assert.Equal("title", sri.Step);
        sri.Says("Bedah Buku", "besok jam 3 sore", "Ruang Baca");
        Assert.Equal(["Lewati"], sri.Buttons);
        Assert.True(sri.Says("lewati").State.Given.Has("speaker"));
    }

    [Theory]
    [InlineData("tidak ada")]
    [InlineData("none")]
    [InlineData("-")]
    public void Where_an_answer_is_optional_there_is_none_is_an_answer(string none) =>
        Assert.Null(sri.Begins("event").Says("Bedah Buku", "besok jam 3 sore", "Ruang Baca", none).State.Given["speaker"]);

    [Fact]
    public void The_preview_is_the_post_and_nothing_else_between_two_messages()
    {
        sri.AtThePreview();
        Assert.Equal(3, sri.Last.Says.Count);
        Assert.Equal(
            "📣 Bedah Buku\n\n🗓 Senin, 23 November 2026\n🕘 Pukul 15.00 WIB\n📍 Ruang Baca\n\nSampai jumpa di perpustakaan!\n\n#Perpustakaan #AgendaPerpustakaan #SalamLiterasi",
            sri.Last.Says[1].Text);
        Assert.Empty(sri.Last.Says[1].Buttons);
        Assert.Empty(sri.Last.Says[1].Pictures);
        Assert.Equal(["Serahkan untuk ditinjau", "Ubah", "Batal"], sri.Buttons);
    }

    [Fact]
    public void A_picture_is_shown_in_the_preview_with_its_alt_text()
    {
        sri.Begins("event").Says("Bedah Buku", "besok jam 3 sore", "Ruang Baca", "lewati", "lewati").Sends("m1");
        Assert.Equal("picture_alt", sri.Step);
        Assert.Contains("paling sedikit 20", sri.Says("poster").Heard);
        Assert.Equal(("m1", Alt), Assert.Single(sri.Says(Alt).Last.Says[1].Pictures));
    }

    [Fact]
    public void A_new_picture_needs_new_words_and_no_picture_needs_none()
    {
        sri.AtThePreview().Says("ubah gambar").Sends("m1").Says(Alt, "ubah gambar").Sends("m2");
        Assert.Equal("picture_alt", sri.Step);
        sri.Says(Alt, "ganti gambar", "lewati");
        Assert.Equal("preview", sri.Step);
        Assert.Empty(sri.Last.Says[1].Pictures);
        Assert.False(Completed(sri.Says("ya")).Given.Has("picture_alt"));
    }

    [Fact]
    public void Back_from_the_words_of_a_new_picture_goes_to_the_picture()
    {
        sri.AtThePreview().Says("ubah gambar").Sends("m1").Says("kembali");
        Assert.Equal("picture", sri.Step);
    }

    [Theory]
    [InlineData("Serahkan untuk ditinjau")]
    [InlineData("hand in for review")]
    [InlineData("ya")]
    [InlineData("iyaa kak")]
    [InlineData("OK!")]
    public void Yes_at_the_preview_submits(string yes)
    {
        var completed = Completed(sri.AtThePreview().Says(yes));
        Assert.Equal("submit_post", completed.Flow.Ending);
        Assert.Equal("Bedah Buku", completed.Given["title"]);
    }

    [Theory]
    [InlineData("Ubah")]
    [InlineData("tidak")]
    [InlineData("change")]
    public void No_at_the_preview_asks_what_to_change(string no)
    {
        sri.AtThePreview().Says(no);
        Assert.Equal(["judul", "waktu", "tempat", "pembicara", "pendaftaran", "gambar", "Kembali"], sri.Buttons);
        sri.Says("tempat", "Aula");
        Assert.Contains("📍 Aula", sri.Last.Says[1].Text);
    }

    [Fact]
    public void Who_does_not_want_to_change_anything_after_all_sees_the_preview_again()
    {
        Assert.Equal(3, sri.AtThePreview().Says("ubah", "kembali").Last.Says.Count);
        Assert.Equal(3, sri.Says("ubah", "tidak").Last.Says.Count);
        Assert.Contains("tidak menemukan bagian itu", sri.Says("ubah", "harga").Heard);
    }

    [Theory]
    [InlineData("ubah judul")]
    [InlineData("Ganti judulnya dong")]
    [InlineData("change title")]
    [InlineData("tolong perbaiki judul")]
    [InlineData("judul")]
    [InlineData("ubah judl")]
    public void A_step_is_corrected_by_its_name_and_the_preview_follows(string change)
    {
        sri.AtThePreview().Says(change);
        Assert.Equal("title", sri.Step);
        Assert.Contains("Jawaban sekarang: Bedah Buku", sri.Heard);
        Assert.Contains("📣 Bedah Puisi", sri.Says("Bedah Puisi").Last.Says[1].Text);
    }

    [Fact]
    public void A_step_can_be_corrected_in_the_middle_too()
    {
        sri.Begins("event").Says("Bedah Buku", "besok jam 3 sore", "ubah judul", "Bedah Puisi");
        Assert.Equal("place", sri.Step);
        Assert.Equal("Bedah Puisi", sri.State.Given["title"]);
    }

    [Fact]
    public void A_step_that_was_not_reached_is_not_taken_for_a_correction() =>
        Assert.Equal("ubah tempat", sri.Begins("event").Says("ubah tempat").State.Given["title"]);

    [Fact]
    public void Anything_else_at_the_preview_is_asked_again_politely()
    {
        sri.AtThePreview().Says("hmm bagaimana ya");
        Assert.Contains("belum menangkap", sri.Heard);
        Assert.Equal("preview", sri.Step);
        Assert.Equal("picture_alt", sri.Sends("m1", "ya").Step);
    }

    [Fact]
    public void Back_keeps_answers_and_they_can_be_left_as_they_are()
    {
        sri.Begins("event").Says("Bedah Buku", "besok jam 3 sore", "kembali", "/back");
        Assert.Equal("title", sri.Step);
        Assert.Contains("Biarkan", sri.Buttons);
        Assert.Equal("place", sri.Says("biarkan").Step);
        Assert.Equal("Bedah Buku", sri.State.Given["title"]);
    }

    [Fact]
    public void Back_can_be_said_all_the_way_from_the_preview_to_the_first_question()
    {
        sri.AtThePreview();
        foreach (var step in new[] { "picture", "sign_up", "speaker", "place", "starts_at", "title", "title" })
            Assert.Equal(step, sri.Says("kembali").Step);
        Assert.Contains("Ini pertanyaan pertama", sri.Heard);
    }

    [Fact]
    public void Back_while_correcting_returns_to_the_preview() =>
        Assert.Equal("preview", sri.AtThePreview().Says("ubah judul", "kembali").Step);

    [Fact]
    public void A_picture_where_no_picture_is_ever_asked_is_refused_kindly()
    {
        Assert.Contains("memerlukan tulisan", sri.Begins("review").Sends("m1", "Bagus").Heard);
        Assert.Equal("words", sri.Step);
    }

    [Fact]
    public void A_picture_that_comes_early_is_kept_for_its_question_and_its_caption_answers_this_one()
    {
        Assert.Contains("Gambar Anda saya simpan", sri.Begins("event").Sends("m1").Heard);
        Assert.Equal("title", sri.Step);
        Assert.Equal("starts_at", sri.Sends("m2", "Bedah Buku").Step);
        Assert.Equal("picture_alt", sri.Says("besok jam 3 sore", "Ruang Baca", "lewati", "lewati").Step);
        Assert.Equal(["m1", "m2"], sri.Says($"{Alt}\n{Alt} dua").Last.Says[1].Pictures.Select(picture => picture.Media));
    }

    [Fact]
    public void An_album_wants_words_for_each_of_its_pictures()
    {
        sri.Begins("event").Says("Bedah Buku", "besok jam 3 sore", "Ruang Baca", "lewati", "lewati").SendsAlbum("m1", "m2");
        Assert.Contains("2 gambar", sri.Heard);
        Assert.Contains("1 baris", sri.Says(Alt).Heard);
        Assert.Contains("paling sedikit 20", sri.Says($"{Alt}\npendek").Heard);
        Assert.Equal([("m1", Alt), ("m2", Alt + " dua")], sri.Says($"{Alt}\n\n{Alt} dua").Last.Says[1].Pictures);
    }

    [Fact]
    public void An_album_of_more_than_ten_pictures_is_refused_with_the_count()
    {
        sri.AtThePreview().Says("ubah gambar").SendsAlbum([.. Enumerable.Range(1, 11).Select(number => $"m{number}")]);
        Assert.Contains("11", sri.Heard);
        Assert.Equal("picture", sri.Step);
    }

    [Fact]
    public void A_further_picture_at_the_preview_joins_the_others_and_wants_its_words()
    {
        sri.AtThePreview().Says("ubah gambar").Sends("m1").Says(Alt).Sends("m2");
        Assert.Equal("picture_alt", sri.Step);
        Assert.Equal(2, sri.Says($"{Alt}\n{Alt} dua").Last.Says[1].Pictures.Count);
    }

    [Fact]
    public void Words_where_a_picture_was_asked_are_refused_kindly() =>
        Assert.Contains("memerlukan gambar", sri.AtThePreview().Says("ubah gambar", "poster.jpg").Heard);

    [Theory]
    [InlineData("🎉🎉")]
    [InlineData("")]
    [InlineData("\u200B\u202E")]
    [InlineData("!!!")]
    public void What_has_no_words_is_refused(string nothing) =>
        Assert.Contains("belum menemukan huruf", sri.Begins("event").Says(nothing).Heard);

    [Fact]
    public void Five_thousand_characters_are_refused_with_the_count_and_never_cut()
    {
        sri.Begins("event").Says(new string('a', 5000));
        Assert.Contains("Judulnya 5000 huruf, paling banyak 80", sri.Heard);
        Assert.Equal("title", sri.Step);
    }

    [Fact]
    public void A_value_is_never_read_as_a_template()
    {
        sri.Begins("event").Says("{{ place }} {{ title }}", "besok jam 3 sore", "Aula", "lewati", "lewati", "lewati");
        Assert.StartsWith("📣 {{ place }} {{ title }}\n", sri.Last.Says[1].Text);
        Assert.Contains("Jawaban sekarang: {{ place }} {{ title }}", sri.Says("ubah judul").Heard);
    }

    [Fact]
    public void Marks_that_turn_or_hide_text_are_taken_out_and_arabic_stays()
    {
        sri.Begins("event").Says("Kajian \u202Eكتاب\u202C   bersama\u200B\nUstaz\u0007 👩\u200D🏫");
        Assert.Equal("Kajian كتاب bersama Ustaz 👩\u200D🏫", sri.State.Given["title"]);
    }

    [Fact]
    public void A_changed_flow_says_so_and_goes_on_with_the_answers_that_fit()
    {
        var given = new Given(new Dictionary<string, string> { ["title"] = "Bedah Buku", ["colour"] = "merah", ["place"] = "", ["post_number"] = "7" });
        sri.IsAt(new DialogState("event", 0, "speaker", given)).Says("Budi");
        Assert.Contains("baru saja diperbarui", sri.Heard);
        Assert.Equal("speaker", sri.Step);
        Assert.Equal(DialogFolders.Played.Flows["event"].Version, sri.State.Version);
        Assert.Equal("Bedah Buku", sri.State.Given["title"]);
        Assert.False(sri.State.Given.Has("place"));
        Assert.Equal("7", sri.State.Given["post_number"]);
    }

    [Fact]
    public void A_changed_flow_without_the_step_goes_on_at_the_first_open_question()
    {
        var given = new Given(new Dictionary<string, string> { ["title"] = "Bedah Buku" });
        Assert.Equal("starts_at", sri.IsAt(new DialogState("event", 0, "colour", given)).IsAskedAgain().Step);
        Assert.IsType<DialogEnd.Cancelled>(sri.IsAt(new DialogState("event", 0, "colour", given)).Says("batal").Last.End);
    }

    [Fact]
    public void A_dialog_that_is_gone_is_told_and_ends()
    {
        sri.IsAt(new DialogState("survey", 1, "q1", Given.None)).Says("halo");
        Assert.Null(sri.Last.State);
        Assert.Null(sri.Last.End);
        Assert.Contains("tidak tersedia", sri.Heard);
    }

    [Fact]
    public void A_dialog_can_begin_at_its_preview_with_answers_of_before()
    {
        sri.Begins("event", new() { ["title"] = "Bedah Buku", ["starts_at"] = "2026-11-23T15:00+07:00", ["place"] = "Aula", ["speaker"] = "", ["sign_up"] = "", ["picture"] = "", ["post_number"] = "12" }, "preview");
        Assert.Contains("📣 Bedah Buku", sri.Last.Says[1].Text);
        Assert.Equal("12", Completed(sri.Says("ubah tempat", "Lobi", "ya")).Given["post_number"]);
    }

    [Fact]
    public void A_preview_with_a_needed_answer_missing_asks_for_it_before_it_submits()
    {
        sri.Begins("event", new() { ["title"] = "Bedah Buku" }, "preview").Says("ya");
        Assert.Equal("starts_at", sri.Step);
    }

    [Fact]
    public void What_began_a_dialog_is_still_known_at_its_end()
    {
        sri.Begins("review", new() { ["post"] = "12", ["decision"] = "reject" });
        Assert.Equal("words", sri.Step);
        Assert.Equal("words", sri.Says("x").Step);
        Assert.Equal("reject", Completed(sri.Says("Jamnya keliru.")).Given["decision"]);
    }

    [Fact]
    public void English_is_spoken_to_who_speaks_english()
    {
        var tom = new TalkingTo(DialogFolders.Played, Lang.En).Begins("event").Says("Book talk", "tomorrow at 3 pm");
        Assert.StartsWith("Got it: Monday, 23 November 2026, 15:00 WIB.\n\nWhere is it?", tom.Heard);
    }

    private static DialogEnd.Completed Completed(TalkingTo someone)
    {
        Assert.Null(someone.Last.State);
        return Assert.IsType<DialogEnd.Completed>(someone.Last.End);
    }
}
