using LibraryBot.Publishing;
using LibraryBot.Publishing.Telegram;
using LibraryBot.Tests.Support;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Time.Testing;

namespace LibraryBot.Tests.Publishing.Telegram;

public sealed class ReadyTests : OnFakeTelegram
{
    [Fact]
    public async Task A_group_that_has_had_its_twenty_is_put_off_before_anything_is_sent()
    {
        for (var i = 0; i < 20; i++)
        {
            Assert.Null(await Publisher.Ready($"{Group.Id}", default));
            await Published(Post($"Kabar {i}"));
        }

        Assert.InRange((await Publisher.Ready($"{Group.Id}", default))!.Value, TimeSpan.FromSeconds(5), TimeSpan.FromMinutes(1));
        Assert.Null(await Publisher.Ready("7", default));
        Assert.Null(await Publisher.Ready("papan", default));
    }

    [Fact]
    public async Task While_Telegram_wants_nothing_everyone_is_put_off_and_a_turn_that_was_given_is_used()
    {
        Fake.Faults.Next("sendMessage", new Fault.Flood(20));
        Assert.Null(await Publisher.Ready("7", default));
        Assert.IsType<SendResult.TryAgain>(await Publisher.Publish(Post("Kabar"), default));
        Assert.InRange((await Publisher.Ready($"{Group.Id}", default))!.Value, TimeSpan.FromSeconds(20), TimeSpan.FromSeconds(20.25));
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task A_correction_and_a_withdrawal_go_in_the_turn_that_they_were_given(bool corrects)
    {
        var ids = await Published(Post("Acra"));
        var still = new FakeTimeProvider(Time.GetUtcNow());
        using var sender = new TelegramSender(
            new TelegramOptions(FakeTelegram.Token, Fake.BaseUrl), Store, still, Bytes, (_, _) => { }, NullLogger<TelegramSender>.Instance);
        var publisher = new TelegramPublisher(sender);
        // No time passes: three to a chat are all there are, and each takes the one that was kept for it.
        for (var i = 0; i < 3; i++)
        {
            Assert.Null(await publisher.Ready($"{Group.Id}", default).WaitAsync(TimeSpan.FromSeconds(10)));
            Assert.IsType<SendResult.Published>(corrects
                ? await publisher.Correct(Post("Acra"), ids, Post($"Acara {i}"), default)
                : await publisher.Withdraw($"{Group.Id}", ids, default));
        }
    }

    [Fact]
    public async Task What_has_its_turn_goes_without_waiting_again()
    {
        var still = new FakeTimeProvider(Time.GetUtcNow());
        using var sender = new TelegramSender(
            new TelegramOptions(FakeTelegram.Token, Fake.BaseUrl), Store, still, Bytes, (_, _) => { }, NullLogger<TelegramSender>.Instance);
        var publisher = new TelegramPublisher(sender);
        Assert.Null(await publisher.Ready($"{Group.Id}", default));
        sender.Close(TimeSpan.FromMinutes(1));
        Assert.IsType<SendResult.Published>(await publisher.Publish(Post("Kabar"), default));
        Assert.IsType<SendResult.TryAgain>(await publisher.Publish(Post("Kabar"), default));
    }
}
