using LibraryBot.People;
using LibraryBot.Tests.Support;

namespace LibraryBot.Tests.EndToEnd;

/// <summary>All that the whole bot says to Telegram fits the Bot API as somebody else wrote it down (npm @grammyjs/types).</summary>
public sealed class TelegramTypesTests
{
    private const string Title = "Bedah Buku Sungai dan Kota";

    [SkippableFact]
    public async Task Every_call_of_the_bot_has_the_types_that_Telegram_asks_for()
    {
        ForeignBot.Folder("telegram");
        var journal = new FakeJournal();
        await using (var library = await TelegramLibrary.Open(journal: journal))
            await Play(library);
        Assert.NotEmpty(journal.Entries);
        var problems = await TypedJournal.Problems(journal);
        Assert.True(problems.Length == 0, problems);
    }

    private static async Task Play(TelegramLibrary library)
    {
        var (sri, ratna) = (await library.Staff("Sri", Role.Librarian), await library.Staff("Ratna", Role.Approver));
        var dewi = library.Patron();
        dewi.Says("/start");
        await dewi.Hears("selamat datang");
        var group = await library.ConfirmedGroup(sri, "Grup Warga");
        group.Says(dewi.User, "/jam@" + FakeTelegram.BotUsername);
        await group.Hears(_ => true, "an answer");
        await TelegramLibrary.SubmitEvent(sri, Title, LibraryBot.Tests.Channels.DirectLine.Pictures.Png, "Poster biru bedah buku");
        await TelegramLibrary.Approve(ratna, Title);
        await group.Hears("📣 " + Title);
        await sri.Hears("latihan");
        dewi.SendsVoice();
        dewi.Forwards("lihat ini");
        dewi.Blocks();
    }
}
