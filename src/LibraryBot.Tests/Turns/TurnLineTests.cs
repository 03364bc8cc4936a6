using LibraryBot.Dialogs;
using LibraryBot.People;
using LibraryBot.Tests.Support;
using LibraryBot.Turns;

namespace LibraryBot.Tests.Turns;

/// <summary>What every turn holds to, whoever talks and about whatever.</summary>
public sealed class TurnLineTests : IAsyncLifetime
{
    private TempLibrary library = null!;

    public async Task InitializeAsync() => library = await TempLibrary.Open();

    public async Task DisposeAsync() => await library.DisposeAsync();

    [Fact]
    public async Task A_message_that_comes_twice_takes_effect_once()
    {
        var sri = await library.Librarian();
        await sri.Says("/acara", id: "a");
        await sri.Says("Bedah Buku", id: "b");
        await sri.Says("Bedah Buku", id: "b");
        sri.HearsNothing();
        (await sri.Says("besok jam 3 sore")).Hears("Di mana tempatnya?");
    }

    [Fact]
    public async Task A_bug_in_a_turn_is_told_as_ours_keeps_the_draft_and_the_next_message_works()
    {
        var sri = await library.Librarian();
        await sri.Says("/acara");
        await sri.Says("Bedah Buku");
        library.Bot.Repertoire.Add(new Command("/rusak", "/broken", Role.Patron, (_, _) => throw new InvalidOperationException("a bug")) { InDialog = InDialog.Interrupts });
        (await sri.Says("/rusak")).Hears("kesalahan di pihak kami");
        (await sri.Says("besok jam 3 sore")).Hears("Di mana tempatnya?");
    }

    [Fact]
    public async Task A_bug_while_answering_is_told_in_the_persons_language()
    {
        var patron = await library.Patron();
        await patron.Says("what are your opening hours?");
        library.Bot.Repertoire.Add(new Command("/rusak", "/broken", Role.Patron, (_, _) => throw new InvalidOperationException("a bug")));
        (await patron.Says("/broken")).Hears("our");
        Assert.DoesNotContain("kesalahan", patron.Everything()[^1].Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Many_messages_of_one_conversation_are_answered_in_their_order()
    {
        var patron = await library.Patron();
        await Task.WhenAll(Enumerable.Range(0, 40).Select(n => patron.Says(n % 2 == 0 ? "/bantuan" : "/batal")));
        var heard = patron.Everything().Select(said => said.Text!.Contains("dibatalkan", StringComparison.Ordinal)).ToList();
        Assert.Equal(Enumerable.Range(0, 40).Select(n => n % 2 == 1), heard);
    }

    [Theory]
    [InlineData("ada acara apa hari Sabtu?", "Klub Baca Sore")]
    [InlineData("what is on this Saturday?", "Klub Baca Sore")]
    [InlineData("buku baru minggu ini apa saja?", "307.76 RAH s")]
    [InlineData("new books about machine learning?", "006.31 STO d")]
    [InlineData("jam buka perpustakaan hari ini?", "08.00")]
    public async Task A_patron_is_answered_from_the_records(string question, string expected)
    {
        var patron = await library.Patron();
        (await patron.Says(question)).Hears(expected);
        Assert.DoesNotContain(patron.Everything(), said => said.Text!.Contains("Rapat Staf", StringComparison.Ordinal));
    }

    [Fact]
    public async Task What_is_not_found_can_be_passed_to_a_librarian_whose_answer_comes_back()
    {
        var patron = await library.Patron();
        var sri = await library.Librarian();
        (await patron.Says("ada buku tentang kriptografi kuantum?")).Hears("pustakawan");
        await patron.Says("ya, boleh");
        patron.Hears("nomor 1");
        sri.Hears("Pertanyaan 1 dari pengunjung", "kriptografi kuantum");
        await sri.Presses("Jawab");
        await sri.Says("Belum ada, tetapi sudah kami pesan.");
        patron.Hears("Belum ada, tetapi sudah kami pesan.");
        await sri.Presses("Jawab");
        sri.Hears("sudah dijawab oleh Sri");
    }

    [Fact]
    public async Task A_wish_to_sign_up_reaches_a_librarian_when_the_patron_says_yes()
    {
        var patron = await library.Patron();
        var sri = await library.Librarian();
        (await patron.Says("saya mau daftar pelatihan sitasi")).Hears("Pelatihan Sitasi", "18");
        await patron.Presses("Ya");
        patron.Hears("nomor 1");
        sri.Hears("saya mau daftar pelatihan sitasi");
    }

    [Fact]
    public async Task No_to_passing_on_passes_nothing_on()
    {
        var patron = await library.Patron();
        var sri = await library.Librarian();
        await patron.Says("ada buku tentang kriptografi kuantum?");
        (await patron.Says("tidak usah")).Hears("tidak saya teruskan");
        sri.HearsNothing();
    }

    [Fact]
    public async Task Asking_a_librarian_straight_away_works_by_its_button()
    {
        var patron = await library.Patron();
        var sri = await library.Librarian();
        await patron.Says("/mulai");
        await patron.Presses("Tanya pustakawan");
        patron.Hears("Apa yang ingin Anda tanyakan");
        await patron.Says("Bolehkah membawa laptop?");
        sri.Hears("Bolehkah membawa laptop?");
    }

    [Fact]
    public async Task A_sign_in_code_works_once_and_for_fifteen_minutes()
    {
        var code = await library.Bot.Store.Commit(store => Staff.Invite(store, Role.Librarian, "Sri", library.Clock.GetUtcNow()));
        var sri = await library.Patron("Sri");
        var thief = await library.Patron("Maling");
        (await sri.Says("/masuk " + code.ToLowerInvariant())).Hears("Anda masuk sebagai pustakawan");
        (await thief.Says("/masuk " + code)).Hears("salah, sudah dipakai, atau sudah lewat");
        (await sri.Says("/acara")).Hears("Apa judul kegiatannya?");

        var late = await library.Bot.Store.Commit(store => Staff.Invite(store, Role.Librarian, "Budi", library.Clock.GetUtcNow()));
        library.Clock.Advance(TimeSpan.FromMinutes(16));
        (await thief.Says("/masuk " + late)).Hears("sudah lewat 15 menit");
    }

    [Fact]
    public async Task A_code_said_in_a_group_is_worth_nothing_any_more()
    {
        var code = await library.Bot.Store.Commit(store => Staff.Invite(store, Role.Owner, "", library.Clock.GetUtcNow()));
        var hendra = await library.Patron("Hendra");
        await hendra.SaysInGroup("/masuk " + code);
        hendra.Hears("hanya lewat percakapan pribadi");
        (await hendra.Says("/masuk " + code)).Hears("Kode itu salah");
    }

    [Fact]
    public async Task The_codes_of_a_demo_open_nothing_outside_it()
    {
        var code = await library.Bot.Store.Commit(store => Staff.Invite(store, Role.Owner, "Hendra", library.Clock.GetUtcNow(), reusable: true));
        (await (await library.Patron()).Says("/masuk " + code)).Hears("Kode itu salah");
    }

    [Fact]
    public async Task Guessing_codes_is_stopped_after_five()
    {
        var thief = await library.Patron();
        for (var guess = 0; guess < 5; guess++)
            (await thief.Says($"/masuk AAAA-AAA{guess + 2}")).Hears("Kode itu salah");
        var code = await library.Bot.Store.Commit(store => Staff.Invite(store, Role.Owner, "", library.Clock.GetUtcNow()));
        (await thief.Says("/masuk " + code)).Hears("Terlalu banyak percobaan");
    }

    [Fact]
    public async Task The_language_chosen_stays_whatever_is_written()
    {
        var patron = await library.Patron();
        (await patron.Says("/bahasa en")).Hears("English");
        (await patron.Says("jam buka perpustakaan hari ini?")).Hears("08:00");
        (await patron.Says("/language id")).Hears("bahasa Indonesia");
        (await patron.Says("what are your opening hours today?")).Hears("08.00");
    }

    [Fact]
    public async Task A_question_by_command_in_a_dialog_is_answered_and_the_dialog_asks_again()
    {
        var sri = await library.Librarian();
        await sri.Says("/acara");
        (await sri.Says("/jam")).Hears("08.00", "Apa judul kegiatannya?");
        (await sri.Says("/buat")).Hears("di tengah isian", "Apa judul kegiatannya?");
        (await sri.Says("/batal")).Hears("Tidak ada yang dikirim");
    }

    [Fact]
    public async Task In_a_group_staff_commands_move_to_the_private_chat()
    {
        var sri = await library.Librarian();
        await sri.SaysInGroup("/acara");
        sri.Hears("hanya dapat dipakai lewat percakapan pribadi");
        await sri.SaysInGroup("/kalender");
        sri.Hears("hanya dapat dipakai lewat percakapan pribadi");
        await sri.SaysInGroup("/jam");
        sri.Hears("08.00");
    }

    [Theory]
    [InlineData("id")]
    [InlineData("en")]
    public async Task Every_button_of_a_welcome_does_what_it_says(string language)
    {
        foreach (var person in new[] { await library.Patron(), await library.Librarian(), await library.Approver(), await library.Owner() })
        {
            await person.Says("/bahasa " + language);
            await person.Says("/mulai");
            var buttons = person.Everything()[^1].SuggestedActions!.Actions.Select(action => action.Title).ToList();
            Assert.NotEmpty(buttons);
            Assert.All(buttons, words => Assert.NotNull(library.Bot.Repertoire.Find(words)));
        }
    }

    [Theory]
    [InlineData("/")]
    [InlineData("/tidakada")]
    [InlineData("")]
    [InlineData("🎉")]
    [InlineData("btn-00000000000000000000")]
    [InlineData("minggu ini")]
    [InlineData("besok jam 3 sore 😊")]
    public async Task Whatever_is_said_gets_an_answer_that_is_not_our_fault(string text)
    {
        var patron = await library.Patron();
        await patron.Says(text);
        Assert.NotEmpty(patron.Everything());
        patron.DoesNotHear("kesalahan di pihak kami");
    }

    [Fact]
    public void Every_kind_and_ending_that_dialogs_may_name_is_there_in_code()
    {
        Assert.Equal(DialogCatalogue.Parts.Endings.Order(), library.Bot.Repertoire.Endings.Keys.Order());
        Assert.Equal(DialogCatalogue.Parts.Placeholders.Keys.Order(), library.Bot.Repertoire.Kinds.Keys.Concat(StaticKinds.All.Keys).Order());
    }
}
