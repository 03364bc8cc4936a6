using System.Text.Json.Nodes;
using LibraryBot.Activities;
using LibraryBot.Tests.Support;
using Microsoft.Extensions.Time.Testing;

namespace LibraryBot.Tests.Channels.Telegram;

/// <summary>Pictures that a person sent as one album are one message, however Telegram brings them.</summary>
public sealed class TelegramAlbumTests : IAsyncLifetime
{
    private static readonly DateTimeOffset Start = new(2026, 11, 22, 3, 0, 0, TimeSpan.Zero);
    private readonly FakeTimeProvider time = new(Start);
    private TelegramBench bench = null!;
    private FakePrivateChat sri = null!;
    private int lastMessage = 100;

    public async Task InitializeAsync()
    {
        bench = await TelegramBench.Open(time);
        sri = bench.Fake.PrivateChat(7, "Sri");
    }

    public async Task DisposeAsync() => await bench.DisposeAsync();

    [Fact]
    public async Task An_album_is_one_message_with_all_its_pictures_in_order_and_its_words_once()
    {
        Sends("a", 1);
        Sends("a", 2, "Tiga sampul");
        Sends("a", 3);
        bench.Start();
        await AllKept();
        await QuietUntil(() => bench.Turns.Taken.Count > 0);
        var heard = Assert.Single(bench.Turns.Taken);
        Assert.Equal("Tiga sampul", heard.Text);
        Assert.Equal([1, 2, 3], Pictures(heard));
        Assert.Empty(await bench.Waiting());
    }

    [Fact]
    public async Task Parts_that_come_one_after_another_are_waited_for_a_second_each()
    {
        bench.Start();
        for (var part = 1; part <= 4; part++)
        {
            Sends("a", part);
            await AllKept();
            time.Advance(TimeSpan.FromMilliseconds(900));
        }

        Assert.Empty(bench.Turns.Taken);
        await QuietUntil(() => bench.Turns.Taken.Count > 0);
        Assert.Equal([1, 2, 3, 4], Pictures(Assert.Single(bench.Turns.Taken)));
    }

    [Fact]
    public async Task What_comes_after_the_albums_turn_is_a_picture_of_its_own()
    {
        Sends("a", 1);
        Sends("a", 2);
        bench.Start();
        await AllKept();
        await QuietUntil(() => bench.Turns.Taken.Count == 1);
        Sends("a", 3);
        await QuietUntil(() => bench.Turns.Taken.Count == 2);
        Assert.Equal([3], Pictures(bench.Turns.Taken[1]));
    }

    [Fact]
    public async Task Ten_pictures_are_the_most_and_need_no_waiting()
    {
        for (var part = 1; part <= 11; part++)
            Sends("a", part);
        bench.Start();
        await bench.Turns.Heard(heard => heard.Attachments?.Count == 10);
        await QuietUntil(() => bench.Turns.Taken.Count == 2);
        Assert.Equal([11], Pictures(bench.Turns.Taken[1]));
    }

    [Fact]
    public async Task Two_albums_and_a_message_of_one_chat_keep_their_order_and_other_chats_do_not_wait()
    {
        Sends("a", 1);
        Sends("b", 2);
        Sends("a", 3);
        sri.Says("sesudah");
        bench.Fake.PrivateChat(8, "Adi").Says("cepat");
        bench.Start();
        await bench.Turns.Heard("cepat");
        Assert.Single(bench.Turns.Taken);
        await QuietUntil(() => bench.Turns.Taken.Count == 4);
        Assert.Equal([1, 3], Pictures(bench.Turns.Taken[1]));
        Assert.Equal([2], Pictures(bench.Turns.Taken[2]));
        Assert.Equal("sesudah", bench.Turns.Taken[3].Text);
    }

    [Fact]
    public async Task An_album_that_a_crash_left_half_gathered_is_gathered_again_with_the_rest()
    {
        Sends("a", 1);
        Sends("a", 2);
        bench.Start();
        await AllKept();
        await bench.Stop();
        Assert.Empty(bench.Turns.Taken);
        Sends("a", 3);
        bench.Start();
        await AllKept();
        await QuietUntil(() => bench.Turns.Taken.Count > 0);
        Assert.Equal([1, 2, 3], Pictures(Assert.Single(bench.Turns.Taken)));
        Assert.Empty(await bench.Waiting());
    }

    [Fact]
    public async Task An_album_whose_turn_fails_again_and_again_is_put_aside_as_a_whole()
    {
        bench.Turns.Before = heard => heard.Attachments is null ? Task.CompletedTask : throw new InvalidOperationException("a bug");
        Sends("a", 1);
        Sends("a", 2);
        sri.Says("sesudah");
        bench.Start();
        await AllKept();
        await QuietUntil(() => bench.Turns.Taken.Count > 0);
        Assert.Equal("sesudah", Assert.Single(bench.Turns.Taken).Text);
        Assert.Equal(2, (await bench.Quarantine()).Count);
        Assert.Empty(await bench.Waiting());
    }

    [Fact]
    public async Task In_a_group_an_album_is_for_the_bot_when_one_of_its_parts_is()
    {
        var group = bench.Fake.Supergroup("Warga");
        group.AddsBot(sri.User);
        Sends("a", 1, chat: group.Json());
        Sends("a", 2, $"@{FakeTelegram.BotUsername} lihat ini", group.Json());
        Sends("b", 3, "bukan untuk bot", group.Json());
        bench.Start();
        await AllKept();
        await QuietUntil(() => bench.Turns.Taken.Count == 2);
        var heard = bench.Turns.Taken.Single(activity => activity.Type == ActivityTypes.Message);
        Assert.Equal(("lihat ini", 2), (heard.Text, heard.Attachments!.Count));
        await TelegramBench.Until(async () => (await bench.Waiting()).Count == 0);
    }

    [Fact]
    public async Task Pictures_that_come_as_files_are_pictures_and_other_files_are_named_as_unread()
    {
        Brings(new JsonObject { ["document"] = File("image/png", 1) });
        Brings(new JsonObject { ["document"] = File("application/pdf", 2), ["caption"] = "Brosur" });
        Brings(new JsonObject { ["document"] = File("image/jpeg", 3, size: 11 * 1024 * 1024) });
        bench.Start();
        await TelegramBench.Until(() => Task.FromResult(bench.Turns.Taken.Count == 3));
        Assert.Equal("image/png", bench.Turns.Taken[0].Attachments![0].ContentType);
        Assert.All(bench.Turns.Taken.Skip(1), heard => Assert.Equal("document", heard.ChannelData!.Value.GetProperty("unread").GetString()));
        Assert.Equal("Brosur", bench.Turns.Taken[1].Text);
    }

    private int Sends(string album, int picture, string? caption = null, JsonObject? chat = null)
    {
        var content = new JsonObject { ["media_group_id"] = album, ["photo"] = FakeMessage.PhotoSizes(bench.Fake.Files.Keep([(byte)picture]), 1) };
        if (caption is not null)
            (content["caption"], content["caption_entities"]) = (caption, FakeVoice.Entities(caption));
        return Brings(content, chat);
    }

    private int Brings(JsonObject content, JsonObject? chat = null)
    {
        (content["message_id"], content["date"], content["from"], content["chat"]) = (++lastMessage, 1, sri.User.Json(), chat ?? sri.Json());
        return bench.Fake.Updates.Add("message", content);
    }

    private JsonObject File(string type, byte content, int? size = null) => new()
    {
        ["file_id"] = bench.Fake.Files.Keep([content]), ["file_unique_id"] = "f", ["mime_type"] = type, ["file_size"] = size ?? 1,
    };

    private int[] Pictures(Activity heard) => [.. heard.Attachments!.Select(attached => (int)bench.Media[attached.ContentUrl!["media:".Length..]][0])];

    /// <summary>The bot has taken in all that came and asks for more.</summary>
    private Task AllKept() => TelegramBench.Until(() => Task.FromResult(bench.Fake.Updates is { Unconfirmed: 0, IsPolled: true }));

    private Task QuietUntil(Func<bool> so) => TelegramBench.Until(() =>
    {
        time.Advance(TimeSpan.FromMilliseconds(250));
        return Task.FromResult(so());
    });
}
