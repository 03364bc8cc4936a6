using LibraryBot.Dialogs;
using LibraryBot.Knowledge;
using LibraryBot.Language;
using LibraryBot.Media;
using LibraryBot.Posts;
using LibraryBot.Publishing;
using LibraryBot.Storage;
using LibraryBot.Tests.Support;
using SkiaSharp;

namespace LibraryBot.Tests.Posts;

/// <summary>An event of the calendar is shown with the picture of the post that announced it, if that is public and still true.</summary>
public sealed class EventPicturesTests
{
    private const string Starts = "2026-03-20T09:00+07:00/2026-03-20T11:00+07:00";

    [Theory]
    [InlineData("event", PostStatus.Published, Starts, "Poster pelatihan")]
    [InlineData("event", PostStatus.Approved, Starts, null)]
    [InlineData("event", PostStatus.InReview, Starts, null)]
    [InlineData("event", PostStatus.Withdrawn, Starts, null)]
    [InlineData("report", PostStatus.Published, Starts, null)]
    [InlineData("event", PostStatus.Published, "2026-03-21T09:00+07:00/2026-03-21T11:00+07:00", null)]
    public async Task A_picture_is_shown_when_its_post_is_public_and_names_the_day_that_the_calendar_has(string kind, PostStatus status, string starts, string? alt)
    {
        await using var library = await TempLibrary.Open();
        var picture = ((MediaSaved.Kept)library.Bot.Media.Save(Photos.Plain(SKColors.Navy))).Id;
        await library.Bot.Store.Commit(store => store.Put(Post.Posts, new Post
        {
            Number = 1,
            Kind = kind,
            Title = "Pelatihan Sitasi",
            AuthorId = "Sri",
            AuthorName = "Sri",
            Lang = Lang.Id,
            Status = status,
            Given = Given.None.With(EventPick.EventId, "V3").With("starts_at", starts),
            Text = "Pelatihan Sitasi",
            Pictures = [new Picture(picture, "Poster pelatihan")],
        }));
        var dewi = await library.Patron();
        await dewi.Says("acara bulan ini");
        Assert.Null(dewi.Everything()[^1].Attachments);
        (await dewi.Says("kapan pelatihan sitasi?")).Hears("Pelatihan Sitasi", "20 Maret 2026");
        Assert.Equal(alt, dewi.Everything()[^1].Attachments?[0].Name);
    }

    [Fact]
    public async Task A_series_is_shown_without_the_poster_of_one_of_its_days()
    {
        await using var library = await TempLibrary.Open();
        var picture = ((MediaSaved.Kept)library.Bot.Media.Save(Photos.Plain(SKColors.Navy))).Id;
        await library.Bot.Store.Commit(store =>
        {
            store.Put(LibraryEvent.Collection, store.Get(LibraryEvent.Collection, "V3")! with { Rrule = "FREQ=WEEKLY" });
            store.Put(Post.Posts, new Post
            {
                Number = 1,
                Kind = "event",
                Title = "Pelatihan Sitasi",
                AuthorId = "Sri",
                AuthorName = "Sri",
                Lang = Lang.Id,
                Status = PostStatus.Published,
                Given = Given.None.With(EventPick.EventId, "V3").With("starts_at", Starts),
                Text = "Pelatihan Sitasi",
                Pictures = [new Picture(picture, "Poster pelatihan")],
            });
        });
        await library.Bot.Knowledge.Refresh();
        var dewi = await library.Patron();
        (await dewi.Says("kapan pelatihan sitasi?")).Hears("Pelatihan Sitasi");
        Assert.Null(dewi.Everything()[^1].Attachments);
    }
}
