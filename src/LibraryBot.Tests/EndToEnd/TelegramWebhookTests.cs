using LibraryBot.Channels.Telegram;
using LibraryBot.People;
using LibraryBot.Tests.Support;

namespace LibraryBot.Tests.EndToEnd;

/// <summary>The whole bot with its web server, to which Telegram posts.</summary>
public sealed class TelegramWebhookTests
{
    private const string Title = "Bedah Buku Sungai dan Kota";

    [Fact]
    public async Task A_post_goes_from_the_dialog_over_the_approver_to_the_group_when_Telegram_posts()
    {
        await using var library = await TelegramLibrary.Open(mode: TelegramMode.Webhook);
        var (sri, ratna) = (await library.Staff("Sri", Role.Librarian), await library.Staff("Ratna", Role.Approver));
        var group = await library.ConfirmedGroup(sri, "Grup Warga");
        await TelegramLibrary.SubmitEvent(sri, Title);
        await TelegramLibrary.Approve(ratna, Title);
        await group.Hears("📣 " + Title);
        Assert.DoesNotContain(library.Fake.Calls, call => call.Method == "getUpdates");
        Assert.All(library.Fake.Webhook.Deliveries, delivery => Assert.Equal(200, delivery.Status));
    }

    [Theory]
    [InlineData(TelegramMode.Polling, TelegramMode.Webhook)]
    [InlineData(TelegramMode.Webhook, TelegramMode.Polling)]
    public async Task The_mode_is_changed_by_its_setting_alone_and_what_was_said_meanwhile_is_answered(TelegramMode before, TelegramMode after)
    {
        await using var library = await TelegramLibrary.Open(mode: before);
        var dewi = library.Patron();
        dewi.Says("/bantuan");
        await dewi.Hears("Anda dapat bertanya");
        await library.Stop();
        dewi.Says("/bantuan");
        library.Mode = after;
        await library.Prepare();
        library.Run();
        await dewi.Hears("Anda dapat bertanya");
        dewi.Says("/batal");
        await dewi.Hears("tidak ada yang perlu dibatalkan");
        Assert.Equal(3, dewi.Messages.Count);
    }

    [Fact]
    public async Task The_bots_own_secret_stands_in_no_log()
    {
        await using var library = await TelegramLibrary.Open(mode: TelegramMode.Webhook);
        var secret = (string?)(await library.Fake.WaitsForCall("setWebhook")).Arguments["secret_token"];
        Assert.Equal(64, secret!.Length);
        Assert.DoesNotContain(library.Logs.Lines, line => line.Contains(secret, StringComparison.Ordinal));
    }
}
