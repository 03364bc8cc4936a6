using System.Net;
using LibraryBot.CommandLine;
using LibraryBot.Media;
using LibraryBot.People;
using LibraryBot.Tests.Support;
using LibraryBot.Web;
using Microsoft.Extensions.Logging.Abstractions;

namespace LibraryBot.Tests.Web;

/// <summary>An event's file over HTTP: by its page, and as it was sent in the chat.</summary>
public sealed class EventFilePageTests : IAsyncLifetime
{
    private readonly CancellationTokenSource stop = new();
    private TempLibrary library = null!;
    private HttpClient http = null!;
    private Task<int> serving = null!;

    public async Task InitializeAsync()
    {
        library = await TempLibrary.Open();
        var said = new FirstLine();
        serving = new Serve(library.Bot, ["http://127.0.0.1:0"], demo: null, NullLoggerFactory.Instance).Run(said, stop.Token);
        http = new HttpClient { BaseAddress = new Uri((await said.Line).Split(' ')[^1]) };
    }

    public async Task DisposeAsync()
    {
        http.Dispose();
        await stop.CancelAsync();
        await serving;
        await library.DisposeAsync();
        stop.Dispose();
    }

    [Fact]
    public async Task A_public_event_has_a_file_at_an_address_of_its_own()
    {
        using var answer = await http.GetAsync("/events/V3.ics?lang=en");
        Assert.Equal((HttpStatusCode.OK, "text/calendar; charset=utf-8", "attachment; filename=\"pelatihan-sitasi.ics\"", "nosniff"),
            (answer.StatusCode, answer.Content.Headers.ContentType!.ToString(), answer.Content.Headers.ContentDisposition!.ToString(), answer.Headers.GetValues("X-Content-Type-Options").Single()));
        var file = await answer.Content.ReadAsStringAsync();
        Assert.StartsWith("BEGIN:VCALENDAR\r\n", file, StringComparison.Ordinal);
        Assert.Contains("Registration required", file, StringComparison.Ordinal);
        using var head = await http.SendAsync(new HttpRequestMessage(HttpMethod.Head, "/events/V3.ics"));
        Assert.Equal(HttpStatusCode.OK, head.StatusCode);
    }

    [Theory]
    [InlineData("/events/V2.ics")]
    [InlineData("/events/nobody.ics")]
    [InlineData("/events/U1.ics")]
    [InlineData("/events/..%2F..%2Flibrary.ics")]
    public async Task What_patrons_may_not_see_is_not_there(string path)
    {
        using var answer = await http.GetAsync(path);
        Assert.Equal((HttpStatusCode.NotFound, 0), (answer.StatusCode, (await answer.Content.ReadAsByteArrayAsync()).Length));
    }

    [Fact]
    public async Task A_file_that_was_sent_in_the_chat_is_downloaded_and_not_shown()
    {
        var dewi = await library.OnTheWeb("Dewi", Role.Patron);
        await dewi.Says("kapan pelatihan sitasi?");
        await dewi.Says("Simpan ke kalender");
        var media = dewi.Everything()[^1].Attachments!.Single().ContentUrl!["media:".Length..];
        var link = new MediaLinks(SigningKey.In(library.Bot.Settings.DataFolder), library.Clock).For(media);
        using var answer = await http.GetAsync(link);
        Assert.Equal((HttpStatusCode.OK, "text/calendar; charset=utf-8", "attachment", "nosniff"),
            (answer.StatusCode, answer.Content.Headers.ContentType!.ToString(), answer.Content.Headers.ContentDisposition!.ToString(), answer.Headers.GetValues("X-Content-Type-Options").Single()));
        Assert.Contains("SUMMARY:Pelatihan Sitasi", await answer.Content.ReadAsStringAsync(), StringComparison.Ordinal);
        using var unsigned = await http.GetAsync("/media/" + media);
        Assert.Equal(HttpStatusCode.Forbidden, unsigned.StatusCode);
    }

    [Fact]
    public void Only_what_the_bot_made_is_kept_as_a_calendar()
    {
        Assert.Throws<ArgumentException>(() => library.Bot.Media.SaveCalendar("<html>"u8));
        Assert.IsType<MediaSaved.NotAPicture>(library.Bot.Media.Save("BEGIN:VCALENDAR\r\nEND:VCALENDAR\r\n"u8));
    }

    private sealed class FirstLine : StringWriter
    {
        private readonly TaskCompletionSource<string> line = new();

        public Task<string> Line => line.Task;

        public override Task WriteLineAsync(string? value)
        {
            if (value?.StartsWith("Listening on ", StringComparison.Ordinal) == true)
                line.TrySetResult(value);
            return Task.CompletedTask;
        }
    }
}
