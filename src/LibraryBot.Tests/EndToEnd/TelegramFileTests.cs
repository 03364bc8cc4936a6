using System.Text;
using LibraryBot.People;
using LibraryBot.Tests.Accessions;
using LibraryBot.Tests.Support;

namespace LibraryBot.Tests.EndToEnd;

/// <summary>Files that people send on Telegram, over HTTP.</summary>
public sealed class TelegramFileTests
{
    [Fact]
    public async Task A_file_of_a_librarian_comes_in_and_patrons_are_answered_from_it()
    {
        await using var library = await TelegramLibrary.Open();
        var sri = await library.Staff("Sri", Role.Librarian);
        sri.SendsDocument(Encoding.UTF8.GetBytes(SomeFiles.Knowledge), "buku.json", "application/json");
        await sri.Hears("buku.json diterima");
        await sri.Hears("Baru 1, berubah 0");
        sri.Presses("Masukkan");
        await sri.Hears("Selesai: buku.json sudah masuk");
        var dewi = library.Patron();
        dewi.Says("ada buku meronce manik?");
        await dewi.Hears("Meronce Manik Nusantara");
        Assert.Empty(Directory.EnumerateFiles(library.Bot.Settings.SentFolder));
    }

    [Fact]
    public async Task A_patrons_file_is_not_even_fetched()
    {
        await using var library = await TelegramLibrary.Open();
        var dewi = library.Patron();
        dewi.SendsDocument(Encoding.UTF8.GetBytes(SomeFiles.Knowledge), "buku.json", "application/json");
        await dewi.Hears("hanya diterima dari petugas perpustakaan");
        Assert.False(Directory.Exists(library.Bot.Settings.SentFolder));
    }

    [Fact]
    public async Task A_file_that_is_too_big_or_no_such_file_is_told_and_not_kept()
    {
        await using var library = await TelegramLibrary.Open();
        var sri = await library.Staff("Sri", Role.Librarian);
        sri.SendsDocument(new byte[(20 * 1024 * 1024) + 1], "besar.mrc", "application/marc");
        await sri.Hears("lebih besar dari 20 MB");
        sri.SendsDocument("%PDF-1.7"u8.ToArray(), "brosur.pdf", "application/pdf");
        await sri.Hears("brosur.pdf tidak saya kenali");
        Assert.Empty(Directory.Exists(library.Bot.Settings.SentFolder) ? Directory.EnumerateFiles(library.Bot.Settings.SentFolder) : []);
    }

    [Fact]
    public async Task A_picture_that_comes_as_a_file_is_still_a_picture()
    {
        await using var library = await TelegramLibrary.Open();
        var sri = await library.Staff("Sri", Role.Librarian);
        sri.SendsDocument(Channels.DirectLine.Pictures.Png);
        await sri.Hears("Unggahan apa yang ingin Anda buat?");
    }
}
