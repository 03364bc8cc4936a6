using System.Text;
using LibraryBot.People;
using LibraryBot.Tests.Support;

namespace LibraryBot.Tests.EndToEnd;

/// <summary>Documents of the bot on Telegram, over HTTP.</summary>
public sealed class TelegramDocumentTests
{
    [Fact]
    public async Task The_monthly_report_comes_as_a_chart_and_as_a_document()
    {
        await using var library = await TelegramLibrary.Open();
        var sri = await library.Staff("Sri", Role.Librarian);
        sri.Says("/laporan");
        await sri.Hears("Laporan promosi Maret 2026");
        await sri.Hears("Dokumennya, untuk arsip:");
        await sri.Hears(message => message.Document is not null, "a document");
        Assert.Contains(sri.Messages, message => message.Picture is [0xFF, 0xD8, 0xFF, ..] && message.Document is null);
        var document = Assert.Single(sri.Messages, message => message.Document is not null).Document!;
        Assert.Equal("%PDF-", Encoding.Latin1.GetString(document, 0, 5));
    }
}
