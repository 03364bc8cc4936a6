using System.Text.Json;
using LibraryBot.Channels.Telegram;
using LibraryBot.Checkup;
using LibraryBot.Tests.Support;

namespace LibraryBot.Tests.Checkup;

/// <summary>What the doctor says of a bot that is at work on Telegram.</summary>
public sealed class TelegramChecksTests
{
    [Fact]
    public async Task Contact_privacy_mode_and_inline_mode_are_told_and_none_of_them_is_a_fault()
    {
        await using var library = await TelegramLibrary.Open();
        await library.Fake.WaitsForCall("deleteWebhook");
        var found = Look(library);
        Assert.DoesNotContain(found, finding => finding.IsFault);
        Assert.Contains(found, finding => finding.Name == "telegram" && finding.What.StartsWith($"@{FakeTelegram.BotUsername}, by polling, last heard 2026-", StringComparison.Ordinal));
        Assert.Contains(found, finding => finding.What.StartsWith("privacy mode is on", StringComparison.Ordinal) && finding.What.Contains("/setprivacy", StringComparison.Ordinal));
        Assert.Contains(found, finding => finding.Name == "telegram inline" && finding.What.Contains("/setinline", StringComparison.Ordinal));
        Assert.DoesNotContain(found, finding => finding.Name == "telegram webhook");
    }

    [Fact]
    public async Task Privacy_mode_that_is_off_is_explained_too()
    {
        await using var library = await TelegramLibrary.Open(prepare: fake => (fake.ReadsAllGroupMessages, fake.SupportsInline) = (true, true));
        await library.Fake.WaitsForCall("deleteWebhook");
        Assert.Contains(Look(library), finding => finding.What.StartsWith("privacy mode is off", StringComparison.Ordinal));
        Assert.Contains(Look(library), finding => finding.What.StartsWith("on: @", StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_silent_Telegram_is_a_fault_that_tells_what_it_said_last()
    {
        var another = new Fault.Refuses(new FakeRefusal(409, "Conflict: terminated by other getUpdates request"));
        await using var library = await TelegramLibrary.Open(prepare: fake => fake.Faults.Next("getUpdates", another, times: 100_000));
        await library.Fake.WaitsForCall("getUpdates", 20);
        var fault = Assert.Single(Look(library), finding => finding.IsFault);
        Assert.Contains("409 Conflict", fault.What, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_webhook_that_Telegram_does_not_take_is_a_fault_with_its_reason()
    {
        var bad = new Fault.Refuses(FakeRefusal.Bad("bad webhook: IP address 127.0.0.1 is reserved"));
        await using var library = await TelegramLibrary.Open(prepare: fake => fake.Faults.Next("setWebhook", bad, times: 100_000), mode: TelegramMode.Webhook);
        await library.Fake.WaitsForCall("setWebhook", 2);
        Assert.Contains(Look(library), finding => finding is { Name: "telegram webhook", IsFault: true } && finding.What.Contains("is reserved", StringComparison.Ordinal));
    }

    [Theory]
    [InlineData(1, true)]
    [InlineData(60, false)]
    public void A_webhook_that_Telegram_cannot_reach_is_a_fault_with_its_reason_as_long_as_that_is_fresh(int minutesAgo, bool isFault)
    {
        var seen = new WebhookInfo("https://perpus.example/telegram/webhook", 3, "Connection refused", Morning.AddMinutes(-minutesAgo));
        var found = TelegramChecks.Webhook(seen.Url, seen, Morning);
        Assert.Equal(isFault, found.IsFault);
        Assert.Contains("https://perpus.example/telegram/webhook", found.What, StringComparison.Ordinal);
        Assert.Contains("Connection refused", found.What, StringComparison.Ordinal);
        Assert.Contains("3 waiting", found.What, StringComparison.Ordinal);
    }

    [Fact]
    public void What_Telegram_says_of_a_webhook_is_read_with_and_without_an_error()
    {
        Assert.Equal(
            new WebhookInfo("https://perpus.example/t", 2, "Wrong response", DateTimeOffset.FromUnixTimeSeconds(1795000000)),
            Read("""{"url":"https://perpus.example/t","has_custom_certificate":false,"pending_update_count":2,"last_error_date":1795000000,"last_error_message":"Wrong response"}"""));
        Assert.Equal(new WebhookInfo("", 0, null, null), Read("""{"url":"","has_custom_certificate":false,"pending_update_count":0}"""));
        Assert.Equal(new WebhookInfo("", 0, null, null), Read("null"));
    }

    private static DateTimeOffset Morning => TempLibrary.Morning;

    private static WebhookInfo Read(string json) => WebhookInfo.Read(JsonDocument.Parse(json).RootElement);

    private static List<Finding> Look(TelegramLibrary library)
    {
        var on = Examined.Running(library.Bot, library.Bot.House.Book);
        return [.. TelegramChecks.Contact(on), .. TelegramChecks.Webhook(on), .. TelegramChecks.Privacy(on), .. TelegramChecks.Inline(on)];
    }
}
