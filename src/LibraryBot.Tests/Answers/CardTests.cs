using Ical.Net;
using LibraryBot.Activities;
using LibraryBot.Answers;
using LibraryBot.Knowledge;
using LibraryBot.Storage;
using LibraryBot.Tests.Support;
using LibraryBot.Turns;

namespace LibraryBot.Tests.Answers;

/// <summary>What is told of one book or event, what its buttons lead to, and how an event is kept. The clock stands at Wednesday, 11 March 2026, 10.00 WIB.</summary>
public sealed class CardTests : IAsyncLifetime
{
    private TempLibrary library = null!;
    private TestPerson dewi = null!;

    public async Task InitializeAsync()
    {
        library = await TempLibrary.Open();
        dewi = await library.Patron();
        await library.Bot.Store.Commit(store =>
        {
            store.Put(Branch.Collection, new Branch("timur", "Cabang Timur"));
            store.Put(Book.Collection, store.Get(Book.Collection, "U1")! with { Branches = ["utama"], Shelves = [new(null, "Rak 12")], Edition = "Ed. 2", Publisher = "Penerbit Uji" });
            store.Put(Book.Collection, store.Get(Book.Collection, "U2")! with { Branches = ["utama", "timur"], Shelves = [new("timur", "Rak 3"), new(null, "Rak 9")] });
            store.Put(LibraryEvent.Collection, store.Get(LibraryEvent.Collection, "V3")! with { Speaker = "Ayu Rahman", Audience = "mahasiswa", Link = "https://acara.example/sitasi" });
        });
        await library.Bot.Knowledge.RefreshAll();
    }

    public async Task DisposeAsync() => await library.DisposeAsync();

    [Fact]
    public async Task A_book_tells_where_it_stands_and_alone_also_its_edition()
    {
        (await dewi.Says("buku Sungai dan Kota")).Hears("Sungai dan Kota - Rahman, Ayu (307.76 RAH s)\n  1 dari 2 eksemplar ada di rak\n  Letak: Gedung Utama, Rak 12\n  Terbitan: Ed. 2, Penerbit Uji, 2025");
        (await dewi.Says("where is Belajar Merajut?")).Hears("Where: Gedung Utama; Cabang Timur, Rak 3; Rak 9");
        (await dewi.Says("buku baru")).Hears("Letak: Gedung Utama, Rak 12").DoesNotHear("Terbitan");
        (await dewi.Says("buku Sungai dan Kota")).DoesNotHear("Terbitan: ,");
    }

    [Fact]
    public async Task A_single_event_tells_all_and_a_list_or_a_group_is_short()
    {
        await dewi.Says("kapan pelatihan sitasi?");
        dewi.Hears("Jumat, 20 Maret 2026, 09.00-11.00 WIB\n  Aula, Gedung Utama\n  Jl. Uji 1\n  Pembicara: Ayu Rahman\n  Untuk: mahasiswa\n  Wajib mendaftar, sisa 18 dari 30 kursi.\n  Tautan: https://acara.example/sitasi");
        Assert.Equal(["Daftar", "Simpan ke kalender"], Offered());
        (await dewi.Says("acara bulan ini")).Hears("Pelatihan Sitasi").DoesNotHear("Jl. Uji 1");
        (await dewi.SaysInGroup("kapan pelatihan sitasi?")).Hears("sisa 18 dari 30 kursi").DoesNotHear("Jl. Uji 1");
    }

    [Fact]
    public async Task The_button_to_sign_up_leads_to_the_answer_on_signing_up_and_tells_the_librarian_which_event()
    {
        var sri = await library.Librarian();
        await dewi.Says("when is the Pelatihan Sitasi?");
        await dewi.Presses("Sign up");
        dewi.Hears("Pelatihan Sitasi", "A librarian takes the registrations");
        await dewi.Presses("Yes");
        sri.Hears("Sign up: Pelatihan Sitasi, Friday, 20 March 2026");
    }

    [Theory]
    [InlineData("Klub Baca Sore", "Simpan ke kalender")]
    [InlineData("Penuh", "Simpan ke kalender")]
    [InlineData("Antre", "Daftar|Simpan ke kalender")]
    [InlineData("Tutup", "Simpan ke kalender")]
    [InlineData("Urung", "")]
    [InlineData("Lampau", "")]
    public async Task A_button_is_there_only_where_it_leads_to_something(string title, string buttons)
    {
        var start = new DateTimeOffset(2026, 3, 25, 9, 0, 0, TimeSpan.FromHours(7));
        await library.Bot.Store.Commit(store =>
        {
            Put("Penuh", 0, found => found with { Registration = Registration.Required, Quota = 5, Taken = 5 });
            Put("Antre", 0, found => found with { Registration = Registration.Full, Waitlist = true });
            Put("Tutup", 0, found => found with { Registration = Registration.Closed });
            Put("Urung", 0, found => found with { Registration = Registration.Required, Cancelled = true });
            Put("Lampau", -20, found => found with { Registration = Registration.Required });

            void Put(string name, int days, Func<LibraryEvent, LibraryEvent> with) =>
                store.Put(LibraryEvent.Collection, with(new LibraryEvent(name, name, start.AddDays(days), start.AddDays(days).AddHours(1))));
        });
        await library.Bot.Knowledge.Refresh();
        await dewi.Says("/start " + DeepLink.ToRecord(new RecordName(RecordKind.Event, title == "Klub Baca Sore" ? "V1" : title)));
        dewi.Hears(title);
        Assert.Equal(buttons, string.Join('|', Offered()));
    }

    [Theory]
    [InlineData("kapan pelatihan sitasi?", "Simpan ke kalender")]
    [InlineData("kapan pelatihan sitasi?", "kirim ics-nya dong")]
    [InlineData("kapan pelatihan sitasi?", "tolong masukkan ke kalender saya")]
    [InlineData("when is the Pelatihan Sitasi?", "Add to calendar")]
    [InlineData("when is the Pelatihan Sitasi?", "put it in my calendar please")]
    [InlineData("when is the Pelatihan Sitasi?", "send me the calendar file")]
    [InlineData("buku baru", "simpan pelatihan sitasi ke kalender")]
    public async Task An_event_is_kept_when_it_is_asked_for_in_words(string first, string words)
    {
        await dewi.Says(first);
        (await dewi.Says(words)).Hears("Pelatihan Sitasi");
        Assert.Equal("pelatihan-sitasi.ics", Assert.Single(dewi.Everything()[^1].Attachments!).Name);
        Assert.Equal(["Pelatihan Sitasi"], Kept().Events.Select(entry => entry.Summary));
        Assert.Equal(new DateTime(2026, 3, 20, 9, 0, 0), Kept().Events[0]!.DtStart!.Value);
        Assert.DoesNotContain("18", Kept().Events[0]!.Description!, StringComparison.Ordinal);
        // The talk is still about that event.
        (await dewi.Says("di mana?")).Hears("Aula");
    }

    [Fact]
    public async Task Several_events_make_one_file_and_with_none_in_mind_the_bot_asks_which()
    {
        (await dewi.Says("simpan ke kalender")).Hears("Acara mana yang ingin Anda simpan ke kalender?", "Klub Baca Sore");
        Assert.Null(dewi.Everything()[^1].Attachments);
        await dewi.Presses("Klub Baca Sore");
        Assert.Equal(["Simpan ke kalender"], Offered());
        await dewi.Says("acara bulan ini");
        await dewi.Says("simpan semuanya ke kalender");
        Assert.Equal(["Klub Baca Sore", "Pelatihan Sitasi"], Kept().Events.Select(entry => entry.Summary));
        Assert.Equal("agenda-perpustakaan.ics", dewi.Everything()[^1].Attachments![0].Name);
    }

    [Fact]
    public async Task An_internal_event_comes_out_by_no_words()
    {
        foreach (var words in new[] { "simpan rapat staf ke kalender", "kirim ics rapat staf", "add the Rapat Staf to my calendar", "/start " + DeepLink.ToRecord(new RecordName(RecordKind.Event, "V2")), "simpan acara 14 maret ke kalender" })
            (await dewi.Says(words)).DoesNotHear("Rapat Staf");
        await library.Bot.Store.Commit(store => store.Put(LibraryEvent.Collection, store.Get(LibraryEvent.Collection, "V3")! with { Internal = true }));
        await dewi.Says("kapan pelatihan sitasi?");
        await dewi.Says("kapan klub baca sore?");
        await library.Bot.Knowledge.Refresh();
        await dewi.Says("simpan pelatihan sitasi ke kalender");
        Assert.DoesNotContain(dewi.Everything().SelectMany(said => said.Attachments ?? []).Where(item => item.ContentType == "text/calendar").Select(Text),
            file => file.Contains("Rapat", StringComparison.Ordinal) || file.Contains("Sitasi", StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("tambahkan acara rapat ke kalender perpustakaan")]
    [InlineData("buku tentang kalender")]
    [InlineData("jadwal kalender akademik")]
    public async Task Other_words_about_calendars_bring_no_file(string words)
    {
        await dewi.Says("kapan pelatihan sitasi?");
        await dewi.Says(words);
        Assert.Null(dewi.Everything()[^1].Attachments);
    }

    private IEnumerable<string> Offered() => (dewi.Everything()[^1].SuggestedActions?.Actions ?? []).Select(action => action.Title);

    private Calendar Kept() => Calendar.Load(Text(dewi.Everything()[^1].Attachments![0]))!;

    private string Text(Attachment attachment) => System.Text.Encoding.UTF8.GetString(library.Bot.Media.Read(attachment.ContentUrl!["media:".Length..])!);
}
