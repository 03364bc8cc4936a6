using System.Text.Json.Nodes;

namespace LibraryBot.Tests.Support;

/// <summary>Limits on a clock, faults, and what is remembered of both.</summary>
public sealed class FakeLimitsTests : AgainstTheFake
{
    [Fact]
    public async Task A_chat_has_a_short_burst_and_then_one_a_second()
    {
        Fake.Limits = new FakeLimits(Time);
        for (var i = 0; i < 4; i++)
            Assert.Equal(0, await Wait(7));
        Assert.Equal(1, await Wait(7));
        Time.Advance(TimeSpan.FromSeconds(1));
        Assert.Equal(0, await Wait(7));
        Assert.Equal(1, await Wait(7, "editMessageText"));
        Assert.Empty(Fake.Patience.Broken);
    }

    [Fact]
    public async Task A_group_has_twenty_in_any_minute_and_the_wait_is_the_real_one()
    {
        Fake.Limits = new FakeLimits(Time) { ChatPace = TimeSpan.Zero };
        var group = Fake.Supergroup("Warga");
        group.AddsBot(Sri.User);
        for (var i = 0; i < 20; i++)
            Assert.Equal(0, await Wait(group.Id));
        Time.Advance(TimeSpan.FromSeconds(20));
        Assert.Equal(40, await Wait(group.Id));
        Assert.Equal(0, await Wait(7));
        Time.Advance(TimeSpan.FromSeconds(40));
        Assert.Equal(0, await Wait(group.Id));
    }

    [Fact]
    public async Task All_chats_together_have_thirty_in_any_second_and_an_album_counts_its_pictures()
    {
        Fake.Limits = new FakeLimits(Time);
        for (var person = 100; person < 120; person++)
        {
            Fake.PrivateChat(person, "Orang");
            Assert.Equal(0, await Wait(person));
        }

        var item = new { type = "photo", media = Fake.Files.Keep(Jpeg) };
        Assert.True(await Ok("sendMediaGroup", new { chat_id = 7, media = Enumerable.Repeat(item, 10) }));
        Assert.Equal(1, await Wait(100));
        Time.Advance(TimeSpan.FromSeconds(1));
        Assert.Equal(0, await Wait(100));
    }

    [Fact]
    public async Task Calling_on_after_a_429_is_remembered_but_what_was_on_its_way_is_not()
    {
        Fake.Limits = new FakeLimits(Time);
        Fake.PrivateChat(8, "Budi");
        Fake.Faults.Next("sendMessage", new Fault.Flood(5));
        Assert.Equal(5, await Wait(7));
        Assert.Equal(5, await Wait(8));
        Assert.Empty(Fake.Patience.Broken);
        Time.Advance(TimeSpan.FromSeconds(2));
        Assert.Equal(3, await Wait(8));
        Assert.Equal("sendMessage", Assert.Single(Fake.Patience.Broken).Method);
        Assert.True(await Ok("getMe", new { }));
        Time.Advance(TimeSpan.FromSeconds(3));
        Assert.Equal(0, await Wait(8));
        Assert.Single(Fake.Patience.Broken);
    }

    [Fact]
    public async Task A_chat_that_was_flooded_does_not_close_the_others()
    {
        Fake.Limits = new FakeLimits(Time) { ChatBurst = 1, ChatPace = TimeSpan.FromSeconds(9) };
        Fake.PrivateChat(8, "Budi");
        Assert.Equal(0, await Wait(7));
        Assert.Equal(9, await Wait(7));
        Time.Advance(TimeSpan.FromSeconds(1));
        Assert.Equal(0, await Wait(8));
        Assert.Equal(8, await Wait(7));
        Assert.Equal(0, Fake.Patience.Broken.Count(call => (int)call.Arguments["chat_id"]! == 8));
        Assert.Single(Fake.Patience.Broken);
    }

    [Fact]
    public async Task Faults_come_in_order_as_often_as_they_were_planned_and_only_where()
    {
        Fake.PrivateChat(8, "Budi");
        Fake.Faults.Next("sendMessage", Fault.Blocked, chat: 8);
        Fake.Faults.Next("*", Fault.ServerError, times: 2);
        Fake.Faults.Next("sendMessage", Fault.Migrated(-100));
        Assert.Equal("Internal Server Error", await Why("getMe", new { }));
        Assert.Equal("Internal Server Error", await Why("sendMessage", new { chat_id = 7, text = "a" }));
        Assert.Equal("Forbidden: bot was blocked by the user", await Why("sendMessage", new { chat_id = 8, text = "a" }));
        var moved = await Call("sendMessage", new { chat_id = 8, text = "a" });
        Assert.Equal(-100, (int)moved["parameters"]!["migrate_to_chat_id"]!);
        Assert.True(await Ok("sendMessage", new { chat_id = 8, text = "a" }));
    }

    private async Task<int> Wait(long chat, string method = "sendMessage")
    {
        var answer = await Call(method, new { chat_id = chat, message_id = 1, text = "a" + Random.Shared.Next() });
        return (int?)answer["parameters"]?["retry_after"] ?? 0;
    }
}
