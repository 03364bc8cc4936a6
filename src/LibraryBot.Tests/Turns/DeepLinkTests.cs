using System.Text.RegularExpressions;
using CsCheck;
using LibraryBot.Answers;
using LibraryBot.Knowledge;
using LibraryBot.People;
using LibraryBot.Storage;
using LibraryBot.Tests.Support;
using LibraryBot.Turns;

namespace LibraryBot.Tests.Turns;

/// <summary>Where links into the private chat lead, and that any record can have one.</summary>
public sealed partial class DeepLinkTests
{
    private const string Open = "Buka percakapan pribadi";

    [Fact]
    public void A_link_to_any_record_is_one_that_Telegram_takes_and_leads_back_to_that_record() =>
        Gen.Select(Gen.String[1, 200], Gen.Bool).Where((id, _) => KeyIsWhole(id)).Sample((id, isEvent) =>
        {
            var link = DeepLink.ToRecord(new RecordName(isEvent ? RecordKind.Event : RecordKind.Book, id));
            Assert.Matches(TakenByTelegram(), link.ToString());
            var read = DeepLink.Read(link.ToString())!;
            Assert.Equal(link, read);
            Assert.True(read.RecordId is { } told ? told == id : read.IsHashOf(id));
        });

    [Theory]
    [InlineData("/start AB12CD34", "/masuk AB12CD34")]
    [InlineData(" /START AB12-CD34 ", "/masuk AB12-CD34")]
    [InlineData("/start ab12cd34", "/start ab12cd34")]
    [InlineData("/start AB12CD34 OR 1", "/start AB12CD34 OR 1")]
    [InlineData("/start cmd_event", "/event")]
    [InlineData("/start e_VjE", "/start e_VjE")]
    [InlineData("/startAB12CD34", "/startAB12CD34")]
    public void A_code_or_a_command_in_a_link_is_what_a_person_would_have_typed(string said, string meant) => Assert.Equal(meant, DeepLink.Typed(said));

    [Fact]
    public async Task A_link_to_an_event_shows_it_as_an_answer_does_and_a_question_may_follow()
    {
        await using var library = await TempLibrary.Open();
        var dewi = await library.Patron();
        await dewi.Says("/start " + DeepLink.ToRecord(new RecordName(RecordKind.Event, "V3")));
        dewi.Hears("Pelatihan Sitasi", "Jumat, 20 Maret 2026", "Aula, Gedung Utama", "sisa 18 dari 30 kursi").DoesNotHear("selamat datang");
        await dewi.Says("di mana?");
        dewi.Hears("Pelatihan Sitasi", "Aula");
    }

    [Fact]
    public async Task A_link_to_a_book_shows_it_even_when_only_its_hash_is_in_the_link()
    {
        await using var library = await TempLibrary.Open();
        var longId = string.Concat(Enumerable.Repeat("perpustakaan/", 12));
        await library.Bot.Store.Commit(store => store.Put(Book.Collection, new Book(longId, "Kamus yang Panjang")));
        await library.Bot.Knowledge.RefreshAll();
        var dewi = await library.Patron();
        await dewi.Says("/start " + DeepLink.ToRecord(new RecordName(RecordKind.Book, longId)));
        dewi.Hears("Kamus yang Panjang");
        await dewi.Says("/start " + DeepLink.ToRecord(new RecordName(RecordKind.Book, "U1")));
        dewi.Hears("Sungai dan Kota", "307.76 RAH s").DoesNotHear("Kamus");
    }

    [Theory]
    [InlineData(RecordKind.Event, "V2", "/agenda")]
    [InlineData(RecordKind.Event, "tidak-ada", "/agenda")]
    [InlineData(RecordKind.Book, "tidak-ada", "/buku")]
    public async Task A_record_that_is_gone_or_for_staff_only_is_not_shown_and_the_nearest_is_offered(RecordKind kind, string id, string offered)
    {
        await using var library = await TempLibrary.Open();
        var dewi = await library.Patron();
        await dewi.Says("/start " + DeepLink.ToRecord(new RecordName(kind, id)));
        dewi.Hears("sudah tidak ada").DoesNotHear("Rapat Staf");
        Assert.Contains(offered, dewi.Everything()[^1].Text, StringComparison.Ordinal);
        Assert.Single(dewi.Everything()[^1].SuggestedActions!.Actions);
    }

    [Theory]
    [InlineData("/start")]
    [InlineData("/start apa-saja")]
    [InlineData("/start e_%")]
    [InlineData("/start zz_VjE")]
    [InlineData("/start apa saja")]
    public async Task A_payload_that_means_nothing_greets(string said)
    {
        await using var library = await TempLibrary.Open();
        var dewi = await library.Patron();
        await dewi.Says(said);
        dewi.Hears("selamat datang");
    }

    [Fact]
    public async Task A_command_in_a_link_begins_for_who_may_use_it_and_for_nobody_else()
    {
        await using var library = await TempLibrary.Open();
        var (dewi, sri) = (await library.Patron(), await library.Librarian());
        await dewi.Says("/start cmd_event");
        dewi.Hears("tidak tersedia").DoesNotHear("judul");
        await sri.Says("/start cmd_event");
        sri.Hears("Apa judul kegiatannya?");
        await sri.Says("/start cmd_destinations");
        sri.Hears("Papan pengumuman", "Apa judul kegiatannya?");
    }

    [Fact]
    public async Task A_code_in_a_link_signs_in_on_any_channel()
    {
        await using var library = await TempLibrary.Open();
        var code = await library.Bot.Store.Commit(store => Staff.Invite(store, Role.Librarian, "Sri", library.Clock.GetUtcNow()));
        var sri = await library.Patron("Sri");
        await sri.Says("/start " + code);
        sri.Hears("Anda masuk sebagai pustakawan");
    }

    [Fact]
    public async Task An_answer_in_a_group_about_one_record_leads_to_it_in_private_and_a_staff_command_begins_there()
    {
        using var folder = new TempFolder();
        await File.WriteAllTextAsync(folder.File("library.json"), SmallLibrary.Json);
        await using var library = await TelegramLibrary.Open(folder.File("library.json"));
        var sri = await library.Staff("Sri", Role.Librarian);
        var group = library.Fake.Supergroup("Warga");
        group.AddsBot(sri.User);
        group.Says(sri.User, $"@{FakeTelegram.BotUsername} kapan pelatihan sitasi?");
        sri.Says("/start " + Payload(await group.Hears("Pelatihan Sitasi")));
        await sri.Hears("Aula, Gedung Utama");
        group.Says(sri.User, $"/buku@{FakeTelegram.BotUsername}");
        Assert.Equal($"https://t.me/{FakeTelegram.BotUsername}", (string?)(await group.Hears("Belajar Merajut")).Button(Open)?["url"]);
        group.Says(sri.User, $"/langganan@{FakeTelegram.BotUsername}");
        sri.Says("/start " + Payload(await group.Hears("lewat percakapan pribadi")));
        await sri.Hears("Agenda kegiatan: tidak aktif");

        static string Payload(FakeMessage message) => ((string)message.Button(Open)!["url"]!).Split("?start=")[1];
    }

    // The store takes no other keys.
    private static bool KeyIsWhole(string id) => !id.Contains('\0') && !id.Any(char.IsSurrogate);

    [GeneratedRegex("^[A-Za-z0-9_-]{1,64}$")]
    private static partial Regex TakenByTelegram();
}
