using LibraryBot.Language;

namespace LibraryBot.Tests.Dialogs;

public class AnswerWordsTests
{
    [Theory]
    [InlineData("ya")]
    [InlineData("Iya")]
    [InlineData("iyaaa")]
    [InlineData("ya dong")]
    [InlineData("iya, kak")]
    [InlineData("y")]
    [InlineData("YES please!")]
    [InlineData("yup")]
    [InlineData("oke deh")]
    [InlineData("ok min")]
    [InlineData("okeee 👍")]
    [InlineData("setuju")]
    [InlineData("sudah benar")]
    [InlineData("boleh")]
    public void These_say_yes(string text) => Assert.True(AnswerWords.IsYesOrNo(text));

    [Theory]
    [InlineData("tidak")]
    [InlineData("nggak")]
    [InlineData("enggak sih")]
    [InlineData("gak")]
    [InlineData("ga")]
    [InlineData("No, thanks")]
    [InlineData("nope")]
    [InlineData("jangan dulu ya")]
    [InlineData("belum")]
    [InlineData("ya tidak")]
    public void These_say_no(string text) => Assert.False(AnswerWords.IsYesOrNo(text));

    [Theory]
    [InlineData("yakin?")]
    [InlineData("ya atau tidak")]
    [InlineData("yes man")]
    [InlineData("tidak ada yang tahu")]
    [InlineData("noah")]
    [InlineData("okelah kalau begitu besok saja")]
    [InlineData("")]
    [InlineData("👍")]
    public void These_say_neither(string text) => Assert.Null(AnswerWords.IsYesOrNo(text));

    [Theory]
    [InlineData("Tidak Ada Kata Kembali")]
    [InlineData("Cancel culture")]
    [InlineData("Help desk")]
    [InlineData("Back to the Future")]
    [InlineData("Bantuan hukum gratis")]
    [InlineData("Batalkah puasaku?")]
    public void A_word_inside_a_title_is_no_command(string text) =>
        Assert.False(AnswerWords.IsCancel(text) || AnswerWords.IsBack(text) || AnswerWords.IsHelp(text) || AnswerWords.IsSkip(text));

    [Fact]
    public void A_command_works_with_the_name_of_the_bot_behind_it()
    {
        Assert.True(AnswerWords.IsCancel("/batal@perpustakaan_bot"));
        Assert.True(AnswerWords.IsBack("/back"));
        Assert.True(AnswerWords.IsHelp("tolong"));
        Assert.True(AnswerWords.IsSkip("Lewati saja ya"));
    }

    [Theory]
    [InlineData("2", "1")]
    [InlineData("minta perubahan", "1")]
    [InlineData("Minta", "1")]
    [InlineData("tolka", "2")]
    [InlineData("setuju", "0")]
    [InlineData("approve", "0")]
    [InlineData("t", "")]
    [InlineData("4", "")]
    [InlineData("entahlah", "")]
    public void An_offer_is_found_by_number_words_beginning_or_with_a_slip(string said, string found) =>
        Assert.Equal(found, string.Join(",", WordMatch.Find(said, [["Setujui", "Approve"], ["Minta perubahan", "Ask for changes"], ["Tolak", "Reject"]])));

    [Fact]
    public void What_fits_several_offers_names_them_all() =>
        Assert.Equal([0, 1], WordMatch.Find("ruang", [["Ruang Baca"], ["Ruang Rapat"], ["Aula"]]));
}
