using LibraryBot.Language;

namespace LibraryBot.Tests.Language;

public sealed class AgesTests
{
    [Theory]
    [InlineData("Anak saya umur 15, ada kegiatan yang cocok?", 15, 15)]
    [InlineData("anakku 14 th suka astronomi", 14, 14)]
    [InlineData("anak berusia enam tahun", 6, 6)]
    [InlineData("a story hour for my five-year-old", 5, 5)]
    [InlineData("he is 9 years old", 9, 9)]
    [InlineData("anak 3-8 tahun", 3, 8)]
    [InlineData("anak usia 7 sampai 12 tahun", 7, 12)]
    [InlineData("children aged 4 to 7", 4, 7)]
    [InlineData("60 tahun ke atas", 60, 120)]
    [InlineData("anak di bawah 5 tahun", 0, 5)]
    public void A_number_of_years_tells_the_ages(string text, int from, int to)
    {
        Assert.Equal(new Ages(from, to), Ages.In(text)!.Value.Ages);
        Assert.NotNull(Ages.In(text)!.Value.Place);
    }

    [Theory]
    [InlineData("ada acara untuk lansia?", 55, 120)]
    [InlineData("anything for teenagers?", 13, 18)]
    [InlineData("lomba anak SD", 6, 12)]
    [InlineData("anak dan remaja", 3, 18)]
    public void So_does_the_name_of_a_group_of_people(string text, int from, int to) => Assert.Equal(new Ages(from, to), Ages.In(text)!.Value.Ages);

    [Fact]
    public void The_group_named_beside_a_number_is_kept()
    {
        var found = Ages.In("Ibu saya 68 tahun. Ada kegiatan untuk lansia?")!.Value;
        Assert.Equal((new Ages(68, 68), new Ages(55, 120)), (found.Ages, found.Group!.Value));
    }

    [Theory]
    [InlineData("buku terbitan tahun 2024")]
    [InlineData("acara 5 tahun lalu")]
    [InlineData("koleksi 10 tahun terakhir")]
    [InlineData("boleh pinjam 3 buku?")]
    [InlineData("jam 4 sore")]
    public void Other_numbers_tell_none(string text) => Assert.Null(Ages.In(text));
}
