using LibraryBot.Activities;
using LibraryBot.Publishing;
using LibraryBot.Publishing.Telegram;
using LibraryBot.Tests.Support;
using Microsoft.Extensions.Logging.Abstractions;

namespace LibraryBot.Tests.Publishing.Telegram;

/// <summary>A sender, a person and a group on our fake server.</summary>
public abstract class OnFakeTelegram : IAsyncLifetime
{
    internal SkippingTime Time { get; } = new(new DateTimeOffset(2026, 11, 22, 3, 0, 0, TimeSpan.Zero));

    internal MemoryStore Store { get; } = new();

    internal FakeTelegram Fake { get; private set; } = null!;

    internal FakePrivateChat Sri { get; private set; } = null!;

    internal FakeGroup Group { get; private set; } = null!;

    internal TelegramSender Sender { get; private set; } = null!;

    internal TelegramPublisher Publisher => new(Sender);

    public async Task InitializeAsync()
    {
        Fake = await FakeTelegram.Start();
        Sri = Fake.PrivateChat(7, "Sri");
        Group = Fake.Supergroup("Pembaca Kota");
        Group.AddsBot(Sri.User);
        Sender = NewSender();
    }

    public async Task DisposeAsync()
    {
        Sender.Dispose();
        await Fake.DisposeAsync();
    }

    /// <summary>As after a restart: what is not in the store is forgotten.</summary>
    internal TelegramSender NewSender() => new(
        new TelegramOptions(FakeTelegram.Token, Fake.BaseUrl), Store, Time, Bytes, (_, _) => { }, NullLogger<TelegramSender>.Instance);

    /// <summary>Pictures "m1", "m2" and so on; others are gone.</summary>
    internal static byte[]? Bytes(string media) => media[0] == 'm' ? [0xFF, 0xD8, 0xFF, 0xE0, 1, byte.Parse(media[1..], System.Globalization.CultureInfo.InvariantCulture)] : null;

    internal PublishRequest Post(string text, params string[] pictures) =>
        new($"{Group.Id}", text) { Pictures = [.. pictures.Select(media => new Picture(media, "Sampul"))] };

    internal async Task<string> Published(PublishRequest post) => Assert.IsType<SendResult.Published>(await Publisher.Publish(post, default)).ExternalId!;

    internal Task<SendResult> Reply(Activity says, FakeGroup? to = null, bool alone = false)
    {
        var reference = to is null ? new ConversationReference("telegram", "7", "7") : new ConversationReference("telegram", $"{to.Id}", "7", IsGroup: true);
        return new TelegramReplySender(Sender, Store, alone).Send(reference, says, default);
    }

    internal int Calls(string method) => Fake.Calls.Count(call => call.Method.Equals(method, StringComparison.OrdinalIgnoreCase));
}
