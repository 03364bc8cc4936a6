using LibraryBot.Accessions;
using LibraryBot.Checkup;
using LibraryBot.Knowledge;
using LibraryBot.Knowledge.Import;
using LibraryBot.Tests.Support;

namespace LibraryBot.Tests.Accessions;

/// <summary>Links that knowledge is brought from again and again, in chat and by the clock.</summary>
public sealed class SourceTests
{
    private const string Link = "https://kalender.example.org/agenda.ics";

    [Fact]
    public async Task A_source_is_named_looked_at_confirmed_and_brought_in()
    {
        await using var library = await TempLibrary.Open();
        var (sri, dewi) = (await library.Librarian(), await library.Patron());
        library.Bot.Sources.Read = (_, into) => IcsFile.ImportText(SomeFiles.Calendar, "agenda", into);
        await Follow(library, sri);
        sri.Hears("Kalender kalender.example.org sudah diambil", "Baru 1");
        (await dewi.Says("ada acara apa tanggal 21 Maret?")).Hears("Lokakarya Manik");
        library.Clock.Advance(TimeSpan.FromHours(2));
        (await sri.Says("/sumber")).Hears("1. Kalender kalender.example.org - terakhir baik: 2 jam lalu, 1 rekaman, 1 baru");
        Assert.Equal(["Sri: name source ics: " + Link, "Sri: follow source ics: " + Link], await library.Record());
    }

    [Fact]
    public async Task A_source_that_cannot_be_read_is_not_kept()
    {
        await using var library = await TempLibrary.Open();
        var sri = await library.Librarian();
        library.Bot.Sources.Read = (_, _) => throw new ImportRefused("kalender.example.org answered 404.");
        await Name(sri, Link);
        await Work(library);
        sri.Hears("tidak dapat dibaca: kalender.example.org menjawab dengan kode 404", "Tidak ada yang berubah");
        Assert.Empty(await Sources(library));
    }

    [Fact]
    public async Task No_source_leads_into_the_librarys_own_network()
    {
        await using var site = new CountingSite();
        await using var library = await TempLibrary.Open();
        var sri = await library.Librarian();
        await Name(sri, $"http://127.0.0.1:{site.Port}/agenda.ics");
        await Work(library);
        sri.Hears("127.0.0.1 tidak berada di internet terbuka");
        Assert.Equal(0, await site.Visits());
    }

    [Theory]
    [InlineData("kalender perpustakaan")]
    [InlineData("ftp://kalender.example.org/a.ics")]
    [InlineData("https://sri:rahasia@kalender.example.org/a.ics")]
    public async Task What_is_no_plain_link_is_asked_for_again(string said)
    {
        await using var library = await TempLibrary.Open();
        var sri = await library.Librarian();
        await sri.Says("/sumber");
        await sri.Presses("Tambah sumber");
        (await sri.Says(said)).Hears("belum tautan yang lengkap", "Apa tautan sumbernya?");
    }

    [Fact]
    public async Task A_link_for_calendar_programs_is_the_same_link_on_the_web_and_no_link_is_followed_twice()
    {
        await using var library = await TempLibrary.Open();
        var sri = await library.Librarian();
        library.Bot.Sources.Read = (_, into) => IcsFile.ImportText(SomeFiles.Calendar, "agenda", into);
        await Name(sri, Link.Replace("https", "webcal", StringComparison.Ordinal));
        Assert.Equal(Link, (await Sources(library)).Single().Link);
        await sri.Says("/sumber");
        await sri.Presses("Tambah sumber");
        (await sri.Says(Link)).Hears("sudah diikuti");
    }

    [Fact]
    public async Task A_source_that_fails_keeps_what_it_brought_and_is_tried_less_and_less_often()
    {
        await using var library = await TempLibrary.Open();
        var (sri, dewi) = (await library.Librarian(), await library.Patron());
        await Follow(library, sri, SomeFiles.Calendar);
        library.Bot.Sources.Read = (_, _) => throw new ImportRefused("kalender.example.org cannot be reached: no route");
        library.Clock.Advance(TimeSpan.FromDays(1));
        foreach (var hours in new[] { 1, 2, 4, 8, 16, 24, 24 })
        {
            var next = await Work(library);
            Assert.Equal(library.Clock.GetUtcNow().AddHours(hours), next);
            library.Clock.Advance(next!.Value - library.Clock.GetUtcNow() - TimeSpan.FromMinutes(1));
            Assert.Equal(next, await Work(library));
            library.Clock.Advance(TimeSpan.FromMinutes(1));
        }

        (await sri.Says("/sumber")).Hears("bermasalah sejak Kamis, 12 Maret 2026", "kalender.example.org tidak dapat dihubungi", "1 rekaman", "tetap dipakai");
        (await dewi.Says("ada acara apa tanggal 21 Maret?")).Hears("Lokakarya Manik");
    }

    [Fact]
    public async Task The_owners_hear_once_that_a_source_is_sick_for_a_day_and_once_that_it_is_well()
    {
        await using var library = await TempLibrary.Open();
        var (sri, hendra) = (await library.Librarian(), await library.Owner());
        await Follow(library, sri, SomeFiles.Calendar);
        library.Bot.Sources.Read = (_, _) => throw new ImportRefused("kalender.example.org answered 500.");
        library.Clock.Advance(TimeSpan.FromDays(1));
        for (var hour = 0; hour < 80; hour++)
        {
            await Work(library);
            library.Clock.Advance(TimeSpan.FromHours(1));
        }

        Assert.Single(hendra.Everything(), said => said.Text!.Contains("bermasalah sejak", StringComparison.Ordinal));
        library.Bot.Sources.Read = (_, into) => IcsFile.ImportText(SomeFiles.Calendar, "agenda", into);
        for (var hour = 0; hour < 60; hour++)
        {
            await Work(library);
            library.Clock.Advance(TimeSpan.FromHours(1));
        }

        Assert.Single(hendra.Everything(), said => said.Text!.Contains("sudah dapat diambil lagi", StringComparison.Ordinal));
        sri.DoesNotHear("bermasalah");
    }

    [Fact]
    public async Task The_doctor_names_a_sick_source()
    {
        await using var library = await TempLibrary.Open();
        var sri = await library.Librarian();
        await Follow(library, sri, SomeFiles.Calendar);
        Assert.DoesNotContain(await Findings(library), finding => finding.IsFault);
        library.Bot.Sources.Read = (_, _) => throw new ImportRefused("kalender.example.org answered 500.");
        library.Clock.Advance(TimeSpan.FromDays(1));
        await Work(library);
        Assert.Contains(await Findings(library), finding => finding.IsFault && finding.What.Contains(Link, StringComparison.Ordinal) && finding.What.Contains("answered 500", StringComparison.Ordinal));
    }

    [Fact]
    public async Task Nothing_is_brought_in_more_often_than_hourly_whoever_presses()
    {
        await using var library = await TempLibrary.Open();
        var sri = await library.Librarian();
        await Follow(library, sri, SomeFiles.Calendar);
        var reads = 0;
        library.Bot.Sources.Read = (_, into) =>
        {
            reads++;
            return IcsFile.ImportText(SomeFiles.Calendar, "agenda", into);
        };
        await Manage(sri);
        await sri.Presses("Ambil sekarang");
        sri.Hears("baru saja diambil", "pukul 11.00");
        await Work(library);
        Assert.Equal(0, reads);
        library.Clock.Advance(TimeSpan.FromHours(1));
        await Work(library);
        Assert.Equal(1, reads);
        sri.Hears("sudah diambil", "Baru 0");
    }

    [Fact]
    public async Task A_paused_source_rests_until_it_is_resumed()
    {
        await using var library = await TempLibrary.Open();
        var sri = await library.Librarian();
        await Follow(library, sri, SomeFiles.Calendar);
        await Manage(sri);
        await sri.Presses("Jeda");
        library.Clock.Advance(TimeSpan.FromDays(3));
        library.Bot.Sources.Read = (_, _) => throw new InvalidOperationException("It is paused.");
        Assert.Null(await Work(library));
        (await sri.Says("/sumber")).Hears("dijeda; 1 rekaman tetap dipakai");
        library.Bot.Sources.Read = (_, into) => IcsFile.ImportText(SomeFiles.Calendar, "agenda", into);
        await Manage(sri);
        await sri.Presses("Lanjutkan");
        Assert.NotNull(await Work(library));
        (await sri.Says("/sumber")).Hears("terakhir baik: 1 menit lalu");
    }

    [Theory]
    [InlineData("Hapus, isinya tetap", true)]
    [InlineData("Hapus beserta isinya", false)]
    public async Task Removing_a_source_asks_what_becomes_of_its_records(string choice, bool stays)
    {
        await using var library = await TempLibrary.Open();
        var sri = await library.Librarian();
        await Follow(library, sri, SomeFiles.Calendar);
        await Manage(sri);
        await sri.Presses("Hapus");
        sri.Hears("Bagaimana dengan 1 rekaman yang berasal dari sana?");
        await sri.Presses(choice);
        await Work(library);
        sri.Hears(stays ? "tetap ada" : "beserta 1 rekaman");
        Assert.Empty(await Sources(library));
        var events = await library.Bot.Store.Read(store => store.All(LibraryEvent.Collection));
        Assert.Equal(stays, events.Any(known => known.Title == "Lokakarya Manik"));
        Assert.Contains(events, known => known.Title == "Klub Baca Sore");
        Assert.Equal(stays, library.Bot.Knowledge.Now.PublicEvents.Any(known => known.Title == "Lokakarya Manik"));
    }

    [Fact]
    public async Task A_restart_goes_on_with_what_is_due()
    {
        await using var library = await TempLibrary.Open();
        var sri = await library.Librarian();
        await Name(sri, Link);
        await library.Restart();
        library.Bot.Sources.Read = (_, into) => IcsFile.ImportText(SomeFiles.Calendar, "agenda", into);
        await Work(library);
        sri.Hears("Isi Kalender kalender.example.org", "Ikuti sumber ini setiap hari?");
    }

    [Fact]
    public async Task A_source_without_a_decision_is_not_kept()
    {
        await using var library = await TempLibrary.Open();
        var sri = await library.Librarian();
        library.Bot.Sources.Read = (_, into) => IcsFile.ImportText(SomeFiles.Calendar, "agenda", into);
        await Name(sri, Link);
        await Work(library);
        library.Clock.Advance(TimeSpan.FromHours(25));
        await Work(library);
        sri.Hears("belum diputuskan dalam sehari");
        Assert.Empty(await Sources(library));
    }

    [Fact]
    public async Task A_long_look_shows_how_far_it_is_in_one_message()
    {
        await using var library = await TempLibrary.Open();
        var sri = await library.Librarian();
        var (isSeen, mayEnd) = (new TaskCompletionSource(), new TaskCompletionSource());
        library.Bot.Sources.Read = async (_, into) =>
        {
            into.Seen!(1500);
            isSeen.SetResult();
            await mayEnd.Task;
            return await IcsFile.ImportText(SomeFiles.Calendar, "agenda", into);
        };
        await Name(sri, Link);
        var work = Work(library);
        await isSeen.Task;
        while (!sri.Everything().Any(said => said.Text!.Contains("1.500 rekaman", StringComparison.Ordinal)))
        {
            library.Clock.Advance(TimeSpan.FromSeconds(1));
            await Task.Yield();
        }

        mayEnd.SetResult();
        await work;
        var shown = sri.Everything().Where(said => Activities.InPlace.Of(said) is not null).ToList();
        Assert.Single(shown.Select(said => Activities.InPlace.Of(said)!.Key).Distinct());
        Assert.True(Activities.InPlace.Of(shown[^1])!.IsLast);
        sri.Hears("Isi Kalender");
    }

    [Fact]
    public async Task Patrons_see_no_sources()
    {
        await using var library = await TempLibrary.Open();
        (await (await library.Patron()).Says("/sumber")).Hears("tidak tersedia di sini");
    }

    private static async Task Name(TestPerson by, string link)
    {
        await by.Says("/sumber");
        await by.Presses("Tambah sumber");
        await by.Says(link);
        await by.Presses("Kalender");
        await by.Presses("Setiap hari");
    }

    private static async Task Follow(TempLibrary library, TestPerson by, string? calendar = null)
    {
        if (calendar is not null)
            library.Bot.Sources.Read = (_, into) => IcsFile.ImportText(calendar, "agenda", into);
        await Name(by, Link);
        by.Hears("belum ada yang dimasukkan");
        await Work(library);
        await by.Presses("Ikuti");
        await Work(library);
    }

    private static async Task Manage(TestPerson by)
    {
        await by.Says("/sumber");
        await by.Presses("Kelola 1");
    }

    private static Task<DateTimeOffset?> Work(TempLibrary library) => library.Bot.Sources.DoWhatIsDue(default);

    private static Task<IReadOnlyList<KnowledgeSource>> Sources(TempLibrary library) => library.Bot.Store.Read(store => store.All(KnowledgeSource.All));

    private static Task<List<Finding>> Findings(TempLibrary library) =>
        library.Bot.Store.Read(store => SourceChecks.Health(store, Examined.Running(library.Bot, DialogFolders.Real)).ToList());
}
