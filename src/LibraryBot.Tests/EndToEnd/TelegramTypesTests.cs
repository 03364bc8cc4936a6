using LibraryBot.Demo;
using LibraryBot.Knowledge.Import;
using LibraryBot.People;
using LibraryBot.Tests.Channels.DirectLine;
using LibraryBot.Tests.Support;

namespace LibraryBot.Tests.EndToEnd;

/// <summary>All that the whole bot says to Telegram fits the Bot API as somebody else wrote it down (npm @grammyjs/types).</summary>
public sealed class TelegramTypesTests
{
    private const string Title = "Bedah Buku Sungai dan Kota";
    private static readonly string[] Spoken =
    [
        "answerCallbackQuery", "answerInlineQuery", "deleteMessage", "editMessageCaption", "getMe", "getUpdates", "sendMediaGroup", "sendMessage", "sendPhoto",
        "setMyCommands", "setMyDescription", "setMyShortDescription",
    ];

    [SkippableFact]
    public async Task Every_call_of_the_bot_has_the_types_that_Telegram_asks_for()
    {
        ForeignBot.Folder("telegram");
        var journal = new FakeJournal();
        await using (var library = await TelegramLibrary.Open(journal: journal))
            await Play(library);
        Assert.Empty(Spoken.Except(journal.Entries.Select(entry => (string?)entry["call"] ?? "")));
        var problems = await TypedJournal.Problems(journal);
        Assert.True(problems.Length == 0, problems);
    }

    private static async Task Play(TelegramLibrary library)
    {
        await NativeFile.ImportText(SampleLibrary.Text(library.Bot.Clock.GetUtcNow()), "sample library", new Importing(library.Bot.Store, library.Bot.Clock));
        await library.Bot.Knowledge.RefreshAll();
        var (sri, ratna) = (await library.Staff("Sri", Role.Librarian), await library.Staff("Ratna", Role.Approver));
        var dewi = library.Patron();
        var group = await library.ConfirmedGroup(sri, "Grup Warga");
        await Ask(group, dewi);
        await TelegramLibrary.SubmitEvent(sri, Title, Pictures.Png, "Poster biru bedah buku");
        await TelegramLibrary.Approve(ratna, Title);
        await group.Hears("📣 " + Title);
        await sri.Hears("latihan");
        await Correct(sri, ratna);
        await Withdraw(sri);
        await TelegramLibrary.SubmitEvent(sri, "Klub Baca", [Pictures.Png, [.. Pictures.Png, 0]], "Ruang baca lantai dua perpustakaan\nRak buku di dekat jendela ruang baca");
        await TelegramLibrary.Approve(ratna, "Klub Baca");
        await group.Hears("📣 Klub Baca");
        dewi.Blocks();
    }

    private static async Task Ask(FakeGroup group, FakePrivateChat dewi)
    {
        dewi.Says("/start");
        await dewi.Hears("selamat datang");
        dewi.Says("ada buku baru?");
        await dewi.Hears(_ => true, "an answer");
        dewi.SendsVoice();
        dewi.Forwards("lihat ini");
        group.Says(dewi.User, "/jam@" + FakeTelegram.BotUsername);
        await group.Hears(_ => true, "an answer");
        await dewi.AsksInline("buku").Results();
        await dewi.AsksInline("").Results();
    }

    private static async Task Correct(FakePrivateChat sri, FakePrivateChat ratna)
    {
        sri.Says("/ralat 1");
        sri.Says("ganti tempat");
        sri.Says("Teras, Lantai 1");
        await sri.Hears("Apakah sudah sesuai?");
        sri.Presses("Serahkan untuk ditinjau");
        await ratna.Hears("menyerahkan ralat untuk unggahan #1");
        await ratna.Hears("Bagaimana keputusan Anda");
        ratna.Presses("Setujui");
        await sri.Hears("sudah diralat");
    }

    private static async Task Withdraw(FakePrivateChat sri)
    {
        sri.Says("/tarik 1");
        await sri.Hears("Lanjutkan?");
        sri.Presses("Ya, tarik dari semua tempat");
        await sri.Hears("inilah hasilnya");
    }
}
