using System.Net;
using System.Net.Http.Json;
using LibraryBot.Activities;
using LibraryBot.Media;
using LibraryBot.People;
using LibraryBot.Storage;
using Microsoft.Extensions.Time.Testing;

namespace LibraryBot.Tests.Channels.DirectLine;

/// <summary>Pictures that people send, and the links that show them.</summary>
public sealed class UploadTests
{
    private readonly FakeTimeProvider clock = new(new DateTimeOffset(2026, 11, 22, 3, 10, 0, TimeSpan.Zero));

    [Fact]
    public async Task A_picture_is_kept_said_with_its_words_and_shown_by_a_link()
    {
        await using var server = await DirectLineServer.Start(clock);
        var patron = await server.Patron();
        await patron.Open();
        Assert.Equal(HttpStatusCode.OK, (await patron.Upload((Pictures.Png, "application/octet-stream", "poster acara.png"))).StatusCode);

        var heard = server.Turns.Heard[1];
        Assert.Equal("ini fotonya", heard.Text);
        Assert.Equal(patron.UserId, heard.From!.Id);
        var attachment = Assert.Single(heard.Attachments!);
        Assert.StartsWith("media:", attachment.ContentUrl, StringComparison.Ordinal);
        Assert.EndsWith(".png", attachment.ContentUrl, StringComparison.Ordinal);
        Assert.Equal("image/png", attachment.ContentType);

        var mine = (await patron.Read("1")).Activities[0];
        var link = (string)mine["attachments"]![0]!["contentUrl"]!;
        Assert.StartsWith($"{server.Url}media/", link, StringComparison.Ordinal);
        Assert.Equal("poster acara.png", (string?)mine["attachments"]![0]!["name"]);
        var shown = await server.Http.GetAsync(link);
        Assert.Equal(Pictures.Png, await shown.Content.ReadAsByteArrayAsync());
        Assert.Equal("image/png", shown.Content.Headers.ContentType!.MediaType);
        Assert.Equal("nosniff", shown.Headers.GetValues("X-Content-Type-Options").Single());
        Assert.Contains("sandbox", shown.Headers.GetValues("Content-Security-Policy").Single(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Links_are_made_anew_each_time_so_that_the_transcript_never_ends()
    {
        await using var server = await DirectLineServer.Start(clock);
        var patron = await server.Patron();
        await patron.Open();
        await patron.Upload((Pictures.Png, "image/png", "a.png"));
        var first = await Link(patron);
        clock.Advance(TimeSpan.FromMinutes(5));
        Assert.Equal(first, await Link(patron));
        clock.Advance(TimeSpan.FromHours(12));
        Assert.Equal(HttpStatusCode.Forbidden, (await server.Http.GetAsync(first)).StatusCode);
        var resumed = await DirectLineClient.Json(await new DirectLineClient(server.Http, patron.Resume!, patron.ConversationId).Send(HttpMethod.Post, "/v3/directline/tokens/refresh"));
        var later = await Link(new DirectLineClient(server.Http, (string)resumed["token"]!, patron.ConversationId));
        Assert.Equal(HttpStatusCode.OK, (await server.Http.GetAsync(later)).StatusCode);

        static async Task<string> Link(DirectLineClient client) => (string)(await client.Read("1")).Activities[0]["attachments"]![0]!["contentUrl"]!;
    }

    [Fact]
    public async Task A_link_that_was_changed_shows_nothing()
    {
        await using var server = await DirectLineServer.Start(clock);
        var kept = (MediaSaved.Kept)server.Media.Save(Pictures.Png);
        var link = server.Links.For(kept.Id);
        Assert.Equal(HttpStatusCode.OK, (await server.Http.GetAsync(link)).StatusCode);
        var later = link.Replace("?e=1", "?e=2", StringComparison.Ordinal);
        Assert.NotEqual(link, later);
        var other = "/media/" + new string('0', 64) + ".png" + link[link.IndexOf('?', StringComparison.Ordinal)..];
        foreach (var changed in new[] { later, other, link[..^1], $"/media/{kept.Id}", $"/media/{kept.Id}?e=&s=" })
            Assert.Equal(HttpStatusCode.Forbidden, (await server.Http.GetAsync(changed)).StatusCode);
        Assert.Equal(HttpStatusCode.NotFound, (await server.Http.GetAsync(server.Links.For("signing.key"))).StatusCode);
        Assert.Equal(HttpStatusCode.NotFound, (await server.Http.GetAsync(server.Links.For("..%2Fsigning.key"))).StatusCode);
    }

    [Fact]
    public async Task Only_real_pictures_are_taken_whatever_they_are_called()
    {
        await using var server = await DirectLineServer.Start(clock);
        var patron = await server.Patron();
        await patron.Open();
        Assert.Equal(HttpStatusCode.UnsupportedMediaType, (await patron.Upload((Pictures.Svg, "image/png", "a.png"))).StatusCode);
        Assert.Equal(HttpStatusCode.UnsupportedMediaType, (await patron.Upload(("<html>"u8.ToArray(), "text/html", "a.html"))).StatusCode);
        Assert.Equal(HttpStatusCode.UnsupportedMediaType, (await patron.Upload(([], "image/png", "a.png"))).StatusCode);
        Assert.Single(server.Turns.Heard);
    }

    [Fact]
    public async Task Of_the_staff_other_files_are_taken_up_to_twenty_megabytes_and_served_to_nobody()
    {
        await using var server = await DirectLineServer.Start(clock, new() { PostsPerTenSeconds = 1_000 });
        var sri = await server.Patron();
        await sri.Open();
        var place = new ConversationReference("directline", sri.ConversationId, sri.UserId);
        await server.Store.Commit(store =>
        {
            store.Put(Person.People, new Person("Sri", "Sri", Role.Librarian));
            store.Put(Account.Accounts, new Account(Account.IdOf(place), "Sri", place));
        });
        Assert.Equal(HttpStatusCode.OK, (await sri.Upload(("{}"u8.ToArray(), "application/json", "../buku.json"))).StatusCode);
        var attachment = Assert.Single(server.Turns.Heard[^1].Attachments!);
        Assert.Matches(@"^sent:[0-9a-f]{32}\.json$", attachment.ContentUrl);
        var shown = (await sri.Read("1")).Activities[0]["attachments"]![0]!;
        Assert.Equal((null, "../buku.json"), ((string?)shown["contentUrl"], (string?)shown["name"]));
        Assert.Equal(HttpStatusCode.NotFound, (await server.Http.GetAsync(server.Links.For(attachment.ContentUrl!["sent:".Length..]))).StatusCode);

        Assert.Equal(HttpStatusCode.OK, (await sri.Upload((new byte[20 * 1024 * 1024], "application/marc", "besar.mrc"))).StatusCode);
        Assert.Equal(HttpStatusCode.RequestEntityTooLarge, (await sri.Upload((new byte[(20 * 1024 * 1024) + 1], "application/marc", "besar.mrc"))).StatusCode);
        byte[] picture = [.. Pictures.Png, .. new byte[MediaFolder.BytesAtMost]];
        Assert.Equal(HttpStatusCode.RequestEntityTooLarge, (await sri.Upload((picture, "image/png", "a.png"))).StatusCode);
        Assert.Equal(HttpStatusCode.BadRequest, (await sri.Send(HttpMethod.Post, $"/v3/directline/conversations/{sri.ConversationId}/activities", JsonContent.Create(new { type = "message", attachments = new[] { new { contentType = "a/b", contentUrl = attachment.ContentUrl } } }))).StatusCode);
    }

    [Fact]
    public async Task An_upload_that_is_too_big_or_too_many_is_413_and_one_that_is_broken_400()
    {
        await using var server = await DirectLineServer.Start(clock, new() { PostsPerTenSeconds = 1_000 });
        var patron = await server.Patron();
        await patron.Open();
        byte[] eleven = [.. Pictures.Png, .. new byte[MediaFolder.BytesAtMost]];
        Assert.Equal(HttpStatusCode.RequestEntityTooLarge, (await patron.Upload((eleven, "image/png", "a.png"))).StatusCode);
        Assert.Equal(HttpStatusCode.RequestEntityTooLarge, (await patron.Upload(Enumerable.Repeat((Pictures.Png, "image/png", "a.png"), 6))).StatusCode);
        Assert.Equal(HttpStatusCode.BadRequest, (await patron.Upload()).StatusCode);
        var path = $"/v3/directline/conversations/{patron.ConversationId}/upload";
        Assert.Equal(HttpStatusCode.BadRequest, (await patron.Send(HttpMethod.Post, path, new StringContent("halo"))).StatusCode);
        using var cut = new ByteArrayContent("--x\r\nContent-Disposition: form-data; name=\"file\"; filename=\"a.png\"\r\n\r\nhal"u8.ToArray());
        cut.Headers.TryAddWithoutValidation("Content-Type", "multipart/form-data; boundary=x");
        Assert.Equal(HttpStatusCode.BadRequest, (await patron.Send(HttpMethod.Post, path, cut)).StatusCode);
        Assert.Single(server.Turns.Heard);
    }

    [Fact]
    public async Task The_bots_pictures_are_links_in_cards_too()
    {
        await using var server = await DirectLineServer.Start(clock);
        var kept = (MediaSaved.Kept)server.Media.Save(Pictures.Png);
        server.Turns.Answers = _ => [new() { Attachments = [new() { ContentType = "application/vnd.microsoft.card.hero", Content = System.Text.Json.JsonSerializer.SerializeToElement(new { title = "x", images = new[] { new { url = $"media:{kept.Id}", alt = "poster" } } }) }] }];
        var patron = await server.Patron();
        await patron.Open();
        var link = (string)(await patron.Read()).Activities[0]["attachments"]![0]!["content"]!["images"]![0]!["url"]!;
        Assert.Equal(HttpStatusCode.OK, (await server.Http.GetAsync(link)).StatusCode);
    }
}
