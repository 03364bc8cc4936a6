using System.Text;
using Ical.Net;
using LibraryBot.Knowledge.Import;
using LibraryBot.People;
using LibraryBot.Tests.Channels.DirectLine;
using LibraryBot.Tests.Support;

namespace LibraryBot.Tests.EndToEnd;

/// <summary>An event on Telegram: its poster once the post is public, and its file as a document.</summary>
public sealed class KeptEventTests
{
    [Fact]
    public async Task An_event_is_kept_as_a_document()
    {
        await using var library = await TelegramLibrary.Open();
        await NativeFile.ImportText(SmallLibrary.Json, "small library", new Importing(library.Bot.Store, library.Bot.Clock));
        await library.Bot.Knowledge.RefreshAll();
        var dewi = library.Patron();
        dewi.Says("kapan pelatihan sitasi?");
        await dewi.Hears("sisa 18 dari 30 kursi");
        dewi.Presses("Simpan ke kalender");
        await dewi.Hears("Ini berkas kalendernya");
        var sent = await dewi.Hears(message => message.Document is not null, "a document");
        Assert.Equal("Pelatihan Sitasi", Assert.Single(Calendar.Load(Encoding.UTF8.GetString(sent.Document!))!.Events).Summary);
    }

    [Fact]
    public async Task The_picture_of_a_published_post_is_shown_with_its_event_and_none_before_or_after()
    {
        await using var library = await TelegramLibrary.Open();
        await NativeFile.ImportText(SmallLibrary.Json, "small library", new Importing(library.Bot.Store, library.Bot.Clock));
        await library.Bot.Knowledge.RefreshAll();
        var (sri, ratna) = (await library.Staff("Sri", Role.Librarian), await library.Staff("Ratna", Role.Approver));
        var dewi = library.Patron();
        await TelegramLibrary.SubmitEvent(sri, "Bedah Buku Hujan", Pictures.Png, "Poster biru bedah buku");
        dewi.Says("kapan bedah buku hujan?");
        Assert.Null((await dewi.Hears(_ => true, "an answer")).Picture);
        await TelegramLibrary.Approve(ratna, "Bedah Buku Hujan");
        await sri.Hears("latihan");
        // What was kept is read beside the turns: a moment later it is known.
        for (var looks = 0; looks < 500 && library.Bot.Knowledge.Now.PublicEvents.All(found => found.Title != "Bedah Buku Hujan"); looks++)
            await Task.Delay(TimeSpan.FromMilliseconds(20), TimeProvider.System);
        dewi.Says("kapan bedah buku hujan?");
        var card = await dewi.Hears("Kamis, 12 Maret 2026");
        Assert.NotNull(card.Picture);
    }
}
