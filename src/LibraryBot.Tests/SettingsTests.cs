using LibraryBot.Channels.Telegram;
using Microsoft.Extensions.Configuration;

namespace LibraryBot.Tests;

/// <summary>How messages from Telegram come in is settled, or refused by name, before anything is started.</summary>
public sealed class SettingsTests
{
    private const string Token = "Telegram:Token=123:abc";
    private const string Webhook = "Telegram:Mode=webhook";

    [Fact]
    public void Without_a_word_the_bot_polls() => Assert.Equal(TelegramMode.Polling, Read(Token).TelegramMode);

    [Theory]
    [InlineData("https://bot.perpustakaan.example")]
    [InlineData("https://bot.perpustakaan.example:8443/di-sini")]
    public void A_webhook_at_a_public_address_is_taken(string url) =>
        Assert.Equal(TelegramMode.Webhook, Read(Token, "Telegram:Mode=Webhook", "PublicUrl=" + url).TelegramMode);

    [Theory]
    [InlineData("Telegram:Mode", "Telegram:Mode=email")]
    [InlineData("PublicUrl", Webhook)]
    [InlineData("PublicUrl", Webhook, "PublicUrl=http://bot.perpustakaan.example")]
    [InlineData("PublicUrl", Webhook, "PublicUrl=https://bot.perpustakaan.example:5080")]
    [InlineData("Telegram:WebhookSecret", Webhook, "PublicUrl=https://bot.perpustakaan.example", "Telegram:WebhookSecret=with a space")]
    [InlineData("Telegram:WebhookSecret", "Telegram:WebhookSecret=rahasía")]
    public void What_no_webhook_can_work_with_is_refused_by_name(string named, params string[] settings)
    {
        var refusal = Assert.Throws<SettingsRefused>(() => Read([Token, .. settings])).Message;
        Assert.Contains(named, refusal, StringComparison.Ordinal);
        Assert.DoesNotContain('\n', refusal);
        Assert.DoesNotContain("with a space", refusal, StringComparison.Ordinal);
    }

    [Fact]
    public void A_secret_is_at_most_256_letters_long()
    {
        var longest = new string('a', 256);
        Assert.Equal(longest, Read("Telegram:WebhookSecret=" + longest).TelegramWebhookSecret);
        Assert.Throws<SettingsRefused>(() => Read("Telegram:WebhookSecret=" + longest + "a"));
    }

    [Fact]
    public void A_server_of_ones_own_may_be_near_and_without_a_token_nobody_asks()
    {
        Assert.Equal(TelegramMode.Webhook, Read(Token, Webhook, "Telegram:BaseUrl=http://127.0.0.1:8081").TelegramMode);
        Assert.Equal(TelegramMode.Webhook, Read(Webhook).TelegramMode);
    }

    private static Settings Read(params string[] settings) => Settings.Read(new ConfigurationBuilder()
        .AddInMemoryCollection(settings.Select(setting => setting.Split('=', 2)).ToDictionary(pair => pair[0], pair => (string?)pair[1]))
        .Build());
}
