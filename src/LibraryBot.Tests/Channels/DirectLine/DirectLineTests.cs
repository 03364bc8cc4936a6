using System.Net;
using System.Text.Json.Nodes;
using LibraryBot.Activities;
using LibraryBot.Channels.DirectLine;
using LibraryBot.Storage;
using LibraryBot.Tests.Support;
using Microsoft.Extensions.Time.Testing;

namespace LibraryBot.Tests.Channels.DirectLine;

/// <summary>What the Direct Line protocol promises to its clients, over real HTTP.</summary>
public sealed class DirectLineTests
{
    [Fact]
    public async Task A_conversation_is_opened_and_greeted_once_however_often_it_is_opened()
    {
        await using var server = await DirectLineServer.Start();
        var patron = await server.Patron();
        var opened = await Task.WhenAll(patron.Open(), patron.Open(), patron.Open());
        Assert.Contains(opened, answer => answer.StatusCode == HttpStatusCode.Created);
        Assert.Equal(HttpStatusCode.OK, (await patron.Open()).StatusCode);

        var (activities, watermark) = await patron.Read();
        Assert.Equal("Selamat datang", (string?)Assert.Single(activities)["text"]);
        Assert.Equal("1", watermark);
        Assert.Equal(ActivityTypes.ConversationUpdate, Assert.Single(server.Turns.Heard).Type);
    }

    [Fact]
    public async Task The_person_is_greeted_in_the_language_that_the_client_opens_in()
    {
        await using var server = await DirectLineServer.Start();
        var patron = await server.Patron();
        await patron.Send(HttpMethod.Post, "/v3/directline/conversations", new StringContent("""{"locale":"en-US"}"""));
        Assert.Equal("en-US", Assert.Single(server.Turns.Heard).Locale);
    }

    [Fact]
    public async Task A_message_comes_back_with_its_channel_data_and_unknown_properties_untouched_and_is_answered()
    {
        await using var server = await DirectLineServer.Start();
        var patron = await server.Patron();
        await patron.Open();
        var posted = await patron.Post("""
            {"type":"message","text":"halo","locale":"id-ID","channelData":{"clientActivityID":"abc.1","deep":[1,{"x":null}]},
             "entities":[{"type":"ClientCapabilities","supportsListening":true}],"localTimestamp":"2026-11-22T10:00:00+07:00"}
            """);
        var id = (string?)(await DirectLineClient.Json(posted))["id"];

        var (activities, _) = await patron.Read("1");
        Assert.Equal(2, activities.Count);
        var mine = activities[0];
        Assert.Equal(id, (string?)mine["id"]);
        Assert.True(JsonNode.DeepEquals(JsonNode.Parse("""{"clientActivityID":"abc.1","deep":[1,{"x":null}]}"""), mine["channelData"]));
        Assert.True(JsonNode.DeepEquals(JsonNode.Parse("""[{"type":"ClientCapabilities","supportsListening":true}]"""), mine["entities"]));
        Assert.Equal("2026-11-22T10:00:00+07:00", (string?)mine["localTimestamp"]);

        var reply = activities[1];
        Assert.Equal("echo: halo", (string?)reply["text"]);
        Assert.Equal($"{patron.ConversationId}|0000003", (string?)reply["id"]);
        Assert.Equal("bot", (string?)reply["from"]!["role"]);
        Assert.Equal(id, (string?)reply["replyToId"]);
        Assert.Equal("plain", (string?)reply["textFormat"]);
        Assert.Equal(patron.UserId, (string?)reply["recipient"]!["id"]);
        Assert.False(server.Turns.Heard[1].Timestamp is null);
    }

    [Fact]
    public async Task Nobody_can_pretend_to_be_another_by_from_id()
    {
        await using var server = await DirectLineServer.Start();
        var patron = await server.Patron("Sri\u0007 Wahyuni");
        await patron.Open();
        await patron.Post("""{"type":"message","text":"halo","from":{"id":"dl_boss","name":"Boss","role":"bot"},"conversation":{"id":"papan","isGroup":true},"channelId":"telegram","id":"papan|1"}""");
        var heard = server.Turns.Heard[1];
        Assert.Equal(patron.UserId, heard.From!.Id);
        Assert.StartsWith("dl_", patron.UserId, StringComparison.Ordinal);
        Assert.NotEqual("dl_somebody_else", patron.UserId);
        Assert.Equal("Sri Wahyuni", heard.From.Name);
        Assert.Equal("user", heard.From.Role);
        Assert.Equal(patron.ConversationId, heard.Conversation!.Id);
        Assert.Null(heard.Conversation.IsGroup);
        Assert.Equal("directline", heard.ChannelId);
        Assert.StartsWith($"{patron.ConversationId}|", heard.Id, StringComparison.Ordinal);
        Assert.Equal("user", (string?)(await patron.Read("1")).Activities[0]["from"]!["role"]);
    }

    [Fact]
    public async Task A_token_opens_its_own_conversation_only()
    {
        await using var server = await DirectLineServer.Start();
        var patron = await server.Patron();
        var other = await server.Patron();
        await patron.Open();
        await other.Open();
        foreach (var (method, path) in new[] { ("GET", ""), ("GET", "/activities"), ("POST", "/activities"), ("POST", "/upload") })
        {
            var answer = await patron.Send(new HttpMethod(method), $"/v3/directline/conversations/{other.ConversationId}{path}", method == "POST" ? new StringContent("{}") : null);
            Assert.Equal(HttpStatusCode.Forbidden, answer.StatusCode);
            Assert.Equal("Forbidden", (string?)(await DirectLineClient.Json(answer))["error"]!["code"]);
        }
    }

    [Fact]
    public async Task No_token_or_a_forged_one_is_401_and_an_expired_one_403()
    {
        var clock = new FakeTimeProvider(new DateTimeOffset(2026, 11, 22, 3, 0, 0, TimeSpan.Zero));
        await using var server = await DirectLineServer.Start(clock);
        var patron = await server.Patron();
        await patron.Open();
        Assert.Equal(HttpStatusCode.Unauthorized, (await server.Http.GetAsync($"/v3/directline/conversations/{patron.ConversationId}/activities")).StatusCode);

        var dot = patron.Token.IndexOf('.', StringComparison.Ordinal);
        foreach (var forged in new[] { "x", ".", "e30.", patron.Token[..^2] + "zz", "A" + patron.Token[1..], patron.Token[..dot] + ".", patron.Token[dot..] })
            Assert.Equal(HttpStatusCode.Unauthorized, (await new DirectLineClient(server.Http, forged, patron.ConversationId).ReadRaw()).StatusCode);

        clock.Advance(TimeSpan.FromMinutes(29));
        var refreshed = await DirectLineClient.Json(await patron.Send(HttpMethod.Post, "/v3/directline/tokens/refresh"));
        clock.Advance(TimeSpan.FromMinutes(1));
        Assert.Equal(HttpStatusCode.Forbidden, (await patron.ReadRaw()).StatusCode);
        Assert.Equal(HttpStatusCode.Forbidden, (await patron.Send(HttpMethod.Post, "/v3/directline/tokens/refresh")).StatusCode);
        Assert.Equal(HttpStatusCode.OK, (await new DirectLineClient(server.Http, (string)refreshed["token"]!, patron.ConversationId).ReadRaw()).StatusCode);
    }

    [Fact]
    public async Task The_resume_token_brings_a_new_chat_token_after_a_night_and_nothing_else()
    {
        var clock = new FakeTimeProvider(new DateTimeOffset(2026, 11, 22, 3, 0, 0, TimeSpan.Zero));
        await using var server = await DirectLineServer.Start(clock);
        var patron = await server.Patron();
        await patron.Open();
        clock.Advance(TimeSpan.FromHours(12));
        var resume = new DirectLineClient(server.Http, patron.Resume!, patron.ConversationId);
        Assert.Equal(HttpStatusCode.Forbidden, (await resume.ReadRaw()).StatusCode);
        var given = await DirectLineClient.Json(await resume.Send(HttpMethod.Post, "/v3/directline/tokens/refresh"));
        Assert.Equal(patron.ConversationId, (string?)given["conversationId"]);
        Assert.Equal(patron.UserId, (string?)given["userId"]);
        Assert.Single((await new DirectLineClient(server.Http, (string)given["token"]!, patron.ConversationId).Read()).Activities);
    }

    [Fact]
    public async Task A_message_sent_twice_is_heard_once_and_answered_with_the_same_id()
    {
        await using var server = await DirectLineServer.Start();
        var patron = await server.Patron();
        await patron.Open();
        var ids = await Task.WhenAll(patron.Say("halo", "same"), patron.Say("halo", "same"));
        Assert.Equal(ids[0], ids[1]);
        Assert.NotEqual(ids[0], await patron.Say("halo", "other"));
        Assert.NotEqual(await patron.Say("halo"), await patron.Say("halo"));
        Assert.Equal(1 + 4 * 2, (await patron.Read()).Activities.Count);
    }

    [Fact]
    public async Task A_message_sent_again_after_three_hundred_others_and_a_restart_is_answered_alike_and_heard_once()
    {
        using var folder = new TempFolder();
        DirectLineClient patron;
        string id;
        await using (var before = await DirectLineServer.Start(folder.Path))
        {
            before.Turns.Answers = _ => [];
            patron = await before.Patron();
            await patron.Open();
            id = await patron.Say("daftar", "d1");
            for (var other = 0; other < 300; other++)
                await patron.Say("lain");
            Assert.Equal(id, await patron.Say("daftar", "d1"));
            Assert.Equal(1 + 301, before.Turns.Heard.Count);
        }

        await using var after = await DirectLineServer.Start(folder.Path);
        patron = new DirectLineClient(after.Http, patron.Token, patron.ConversationId);
        Assert.Equal(id, await patron.Say("daftar", "d1"));
        Assert.Empty(after.Turns.Heard);
        Assert.Single((await patron.Read()).Activities, activity => (string?)activity["text"] == "daftar");
    }

    [Fact]
    public async Task Nothing_that_cannot_be_saved_is_acknowledged_and_the_client_is_asked_to_send_it_again()
    {
        await using var server = await DirectLineServer.Start();
        var patron = await server.Patron();
        await patron.Open();
        server.Turns.Before = _ => throw new IOException("No space left on device");
        const string Message = """{"type":"message","text":"halo","channelData":{"clientActivityID":"h1"}}""";
        foreach (var refused in new[] { await patron.Post(Message), await patron.Upload((Pictures.Png, "image/png", "a.png")) })
        {
            Assert.Equal(HttpStatusCode.ServiceUnavailable, refused.StatusCode);
            Assert.Equal("5000", refused.Headers.GetValues("Retry-After").Single());
            var error = (await DirectLineClient.Json(refused))["error"]!;
            Assert.Equal("ServiceUnavailable", (string?)error["code"]);
            Assert.Contains("send it again", (string?)error["message"], StringComparison.Ordinal);
        }

        server.Turns.Before = _ => Task.CompletedTask;
        Assert.Equal(HttpStatusCode.OK, (await patron.Post(Message)).StatusCode);
        Assert.Equal(["halo", "echo: halo"], (await patron.Read("1")).Activities.Select(activity => (string?)activity["text"]));
    }

    [Fact]
    public async Task Pages_of_a_transcript_stay_small_and_one_big_activity_has_a_page_of_its_own()
    {
        await using var server = await DirectLineServer.Start();
        var reference = new ConversationReference("directline", "web", "dl_x");
        var sizes = Enumerable.Range(0, 120).Select(n => n % 30 == 29 ? 30_000 : n * n % 4_000).ToList();
        foreach (var size in sizes)
            await server.Store.Commit(session => server.Channel.Say(session, reference, new Activity { Text = new string('é', size) }));
        var pages = await server.Store.Read(reader => reader.All(Transcript.Pages));
        Assert.All(pages.Where(page => page.Activities.Count > 1), page => Assert.InRange(System.Text.Json.JsonSerializer.SerializeToUtf8Bytes(page, StoreJson.Options).Length, 0, 24 * 1024));
        Assert.All(pages.Where(page => page.Activities.Any(activity => activity.Text!.Length == 30_000)), page => Assert.Single(page.Activities));
        Assert.Equal(sizes, (await server.Store.Read(reader => Transcript.Since(reader, "web", 0)))!.Activities.Select(activity => activity.Text!.Length));
        foreach (var watermark in new long[] { 0, 1, 15, 16, 17, 100, 118, 119, 120, 500 })
        {
            var stored = (await server.Store.Read(reader => Transcript.Since(reader, "web", watermark)))!;
            if (server.Channel.Tails.Since("web", watermark, Transcript.KeepAtMost) is { } remembered)
                Assert.Equal((stored.Watermark, stored.Activities.Count), (remembered.Watermark, remembered.Activities.Count));
            else
                Assert.True(watermark < 119);
        }
    }

    [Fact]
    public async Task Conversations_and_watermarks_survive_a_restart()
    {
        using var folder = new TempFolder();
        DirectLineClient patron;
        string watermark;
        await using (var before = await DirectLineServer.Start(folder.Path))
        {
            patron = await before.Patron();
            await patron.Open();
            await patron.Say("sebelum", "b1");
            watermark = (await patron.Read()).Watermark;
        }

        await using var after = await DirectLineServer.Start(folder.Path);
        patron = new DirectLineClient(after.Http, patron.Token, patron.ConversationId);
        Assert.Equal(HttpStatusCode.OK, (await patron.Open()).StatusCode);
        Assert.Empty((await patron.Read(watermark)).Activities);
        await patron.Say("sesudah", "a1");
        Assert.Equal(["sesudah", "echo: sesudah"], (await patron.Read(watermark)).Activities.Select(activity => (string?)activity["text"]));
        Assert.Equal(5, (await patron.Read()).Activities.Count);
    }

    [Fact]
    public async Task About_the_newest_five_hundred_activities_are_kept_and_their_numbers_go_on()
    {
        await using var server = await DirectLineServer.Start();
        var reference = new ConversationReference("directline", "long", "dl_x");
        foreach (var group in Enumerable.Range(1, 1_010).Chunk(101))
            await server.Store.Commit(session => { foreach (var n in group) server.Channel.Say(session, reference, new Activity { Text = $"{n}" }); });

        var part = (await server.Store.Read(reader => Transcript.Since(reader, "long", 0)))!;
        Assert.InRange(part.Activities.Count, 480, 500);
        Assert.Equal(Enumerable.Range(1_011 - part.Activities.Count, part.Activities.Count).Select(n => $"{n}"), part.Activities.Select(activity => activity.Text));
        Assert.Equal((1_010, false), (part.Watermark, part.More));
        Assert.InRange((await server.Store.Read(reader => reader.All(Transcript.Pages))).Count, 60, 63);
        var first = (await server.Store.Read(reader => Transcript.Since(reader, "long", 600, 100)))!;
        Assert.Equal(("601", "700", 700, true), (first.Activities[0].Text, first.Activities[^1].Text, first.Watermark, first.More));
        Assert.Equal(1_010, (await server.Store.Read(reader => Transcript.Since(reader, "long", 9_999)))!.Watermark);
        Assert.Equal(1_010, (await server.Store.Read(reader => Transcript.Since(reader, "long", long.MaxValue)))!.Watermark);
    }

    [Fact]
    public async Task A_conversation_that_was_never_opened_is_404()
    {
        await using var server = await DirectLineServer.Start();
        var patron = await server.Patron();
        Assert.Equal(HttpStatusCode.NotFound, (await patron.ReadRaw()).StatusCode);
        Assert.Equal(HttpStatusCode.NotFound, (await patron.Reconnect()).StatusCode);
        Assert.Equal(HttpStatusCode.NotFound, (await patron.Post("""{"type":"message","text":"halo"}""")).StatusCode);
        Assert.Empty(server.Turns.Heard);
    }

    [Theory]
    [InlineData("")]
    [InlineData("halo")]
    [InlineData("[]")]
    [InlineData("{}")]
    [InlineData("""{"type":5}""")]
    [InlineData("""{"type":null,"text":"halo"}""")]
    [InlineData("null")]
    [InlineData("""{"type":"message","text":{"a":1}}""")]
    [InlineData("""{"type":"message","text":"\ud800"}""")]
    [InlineData("""{"type":"message","channelData":{"x":"\ud800"}}""")]
    [InlineData("""{"type":"message","x":[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[1]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]}""")]
    [InlineData("""{"type":"message","attachments":[{"contentType":"image/png","contentUrl":"media:abc"}]}""")]
    [InlineData("""{"type":"message","attachments":[null]}""")]
    public async Task A_body_that_is_no_activity_is_400_and_no_turn(string body)
    {
        await using var server = await DirectLineServer.Start();
        var patron = await server.Patron();
        await patron.Open();
        var answer = await patron.Post(body);
        Assert.Equal(HttpStatusCode.BadRequest, answer.StatusCode);
        Assert.Equal("BadArgument", (string?)(await DirectLineClient.Json(answer))["error"]!["code"]);
        await patron.Say("masih hidup");
        Assert.Equal(2, server.Turns.Heard.Count);
        Assert.Equal(HttpStatusCode.BadRequest, (await patron.ReadRaw("dua")).StatusCode);
    }

    [Fact]
    public async Task An_activity_over_256_kilobytes_is_413()
    {
        await using var server = await DirectLineServer.Start();
        var patron = await server.Patron();
        await patron.Open();
        var answer = await patron.Post($$"""{"type":"message","text":"{{new string('a', 256 * 1024)}}"}""");
        Assert.Equal(HttpStatusCode.RequestEntityTooLarge, answer.StatusCode);
    }

    [Fact]
    public async Task Typing_is_accepted_and_is_no_turn()
    {
        await using var server = await DirectLineServer.Start();
        var patron = await server.Patron();
        await patron.Open();
        Assert.Equal(HttpStatusCode.OK, (await patron.Post("""{"type":"typing"}""")).StatusCode);
        Assert.Equal(HttpStatusCode.OK, (await patron.Post("""{"type":"conversationUpdate","membersAdded":[{"id":"x"}]}""")).StatusCode);
        Assert.Single(server.Turns.Heard);
        Assert.Single((await patron.Read()).Activities);
    }

    [Fact]
    public async Task Too_many_posts_are_429_with_the_wait_in_milliseconds()
    {
        var clock = new FakeTimeProvider(new DateTimeOffset(2026, 11, 22, 3, 0, 0, TimeSpan.Zero));
        await using var server = await DirectLineServer.Start(clock, new DirectLineLimits { PostsPerTenSeconds = 2, TokensPerMinuteOnLoopback = 2 });
        server.Http.DefaultRequestHeaders.Add("X-Forwarded-For", "203.0.113.7");
        var patron = await server.Patron();
        await patron.Open();
        await patron.Say("satu");
        await patron.Say("dua");
        clock.Advance(TimeSpan.FromSeconds(4));
        var refused = await patron.Post("""{"type":"message","text":"tiga"}""");
        Assert.Equal(HttpStatusCode.TooManyRequests, refused.StatusCode);
        Assert.Equal("6000", refused.Headers.GetValues("Retry-After").Single());
        clock.Advance(TimeSpan.FromSeconds(6));
        await patron.Say("tiga");

        await server.Patron();
        Assert.Equal(HttpStatusCode.TooManyRequests, (await server.Http.PostAsync("/v3/directline/tokens/generate", null)).StatusCode);
    }

    [Fact]
    public async Task A_direct_caller_on_this_machine_is_not_counted_and_one_behind_a_proxy_is()
    {
        var clock = new FakeTimeProvider(new DateTimeOffset(2026, 11, 22, 3, 0, 0, TimeSpan.Zero));
        await using var server = await DirectLineServer.Start(clock, new DirectLineLimits { PostsPerTenSeconds = 2 });
        var patron = await server.Patron();
        await patron.Open();
        for (var post = 0; post < 10; post++)
            await patron.Say("dari mesin ini");
        server.Http.DefaultRequestHeaders.Add("X-Forwarded-Proto", "https");
        await patron.Say("satu");
        await patron.Say("dua");
        Assert.Equal(HttpStatusCode.TooManyRequests, (await patron.Post("""{"type":"message","text":"tiga"}""")).StatusCode);
        Assert.Equal(HttpStatusCode.TooManyRequests, (await patron.Upload((Pictures.Png, "image/png", "a.png"))).StatusCode);
    }

    [Theory]
    [InlineData("/masuk 123456", "/masuk ••••••")]
    [InlineData("  /SignIn   ABCD-EFGH", "/SignIn ••••••")]
    [InlineData("/start ABCD-EFGH", "/masuk ••••••")]
    [InlineData("/masuk", "/masuk")]
    [InlineData("masuk 123456", "masuk 123456")]
    public async Task A_sign_in_code_reaches_the_bot_but_not_the_transcript(string said, string shown)
    {
        await using var server = await DirectLineServer.Start();
        server.Turns.Answers = _ => [];
        var patron = await server.Patron();
        await patron.Open();
        await patron.Say(said, "s1");
        Assert.Equal(said, server.Turns.Heard[1].Text);
        var mine = Assert.Single((await patron.Read()).Activities);
        Assert.Equal(shown, (string?)mine["text"]);
        Assert.Equal("s1", (string?)mine["channelData"]!["clientActivityID"]);
    }

    [Fact]
    public async Task The_board_is_read_by_all_and_written_by_the_bot_alone()
    {
        await using var server = await DirectLineServer.Start();
        await server.Store.Commit(session => server.Channel.EnsureBoard(session));
        await server.Store.Commit(session => server.Channel.Say(session, new ConversationReference("directline", DirectLineChannel.Board), new Activity { Text = "Buku baru" }));
        var given = await DirectLineClient.Json(await server.Http.PostAsync("/board/token", null));
        var reader = new DirectLineClient(server.Http, (string)given["token"]!, "papan");

        Assert.Equal(HttpStatusCode.OK, (await reader.Open()).StatusCode);
        Assert.Equal("Buku baru", (string?)Assert.Single((await reader.Read()).Activities)["text"]);
        Assert.Equal(HttpStatusCode.Forbidden, (await reader.Post("""{"type":"message","text":"iklan"}""")).StatusCode);
        Assert.Equal(HttpStatusCode.Forbidden, (await reader.Upload((Pictures.Png, "image/png", "a.png"))).StatusCode);
        Assert.Equal(HttpStatusCode.Forbidden, (await reader.Send(HttpMethod.Post, "/v3/directline/tokens/refresh")).StatusCode);
        var patron = await server.Patron();
        Assert.Equal(HttpStatusCode.Forbidden, (await new DirectLineClient(server.Http, patron.Token, "papan").ReadRaw()).StatusCode);
        Assert.Empty(server.Turns.Heard);
    }

    [Fact]
    public async Task Pages_of_other_sites_may_use_it_and_no_cookie_is_ever_set()
    {
        await using var server = await DirectLineServer.Start();
        using var preflight = new HttpRequestMessage(HttpMethod.Options, "/v3/directline/tokens/generate");
        var asked = await server.Http.SendAsync(preflight);
        Assert.Equal(HttpStatusCode.NoContent, asked.StatusCode);
        Assert.Contains("Authorization", asked.Headers.GetValues("Access-Control-Allow-Headers").Single(), StringComparison.Ordinal);
        var answer = await server.Http.PostAsync("/v3/directline/tokens/generate", null);
        Assert.Equal("*", answer.Headers.GetValues("Access-Control-Allow-Origin").Single());
        Assert.False(answer.Headers.Contains("Set-Cookie"));
        Assert.Equal(HttpStatusCode.OK, (await server.Http.GetAsync("/v3/directline/session/getsessionid")).StatusCode);
    }

    [Fact]
    public async Task A_bug_in_a_turn_is_500_in_the_clients_shape()
    {
        await using var server = await DirectLineServer.Start();
        var patron = await server.Patron();
        await patron.Open();
        server.Turns.Before = _ => throw new InvalidOperationException("a bug");
        var answer = await patron.Post("""{"type":"message","text":"halo"}""");
        Assert.Equal(HttpStatusCode.InternalServerError, answer.StatusCode);
        Assert.Equal("ServerError", (string?)(await DirectLineClient.Json(answer))["error"]!["code"]);
    }
}
