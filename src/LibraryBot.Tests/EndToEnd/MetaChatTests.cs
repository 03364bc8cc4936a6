using LibraryBot.Posts;
using LibraryBot.Publishing;
using LibraryBot.Publishing.Meta;
using LibraryBot.Tests.Support;
using SkiaSharp;

namespace LibraryBot.Tests.EndToEnd;

/// <summary>Facebook and Instagram as librarians live them: in chat, from the preview to the report.</summary>
public sealed class MetaChatTests : IAsyncLifetime
{
    private FakeGraph graph = null!;
    private PictureSite site = null!;
    private TempLibrary library = null!;
    private TestPerson sri = null!;
    private TestPerson ratna = null!;

    public async Task InitializeAsync()
    {
        site = await PictureSite.Start();
        graph = await FakeGraph.Start();
        await Open(connected: true);
    }

    public async Task DisposeAsync()
    {
        await library.DisposeAsync();
        await graph.DisposeAsync();
        await site.DisposeAsync();
    }

    [Fact]
    public async Task An_approved_post_goes_to_both_networks_and_the_report_has_their_links()
    {
        await sri.SubmitsEvent();
        ratna.Hears("Di Instagram: setelah terbit, unggahan ini tidak dapat diubah atau dihapus oleh bot");
        await ratna.Presses("Setujui");
        await Publish();
        Assert.Equal((1, 1), (graph.LiveOn(GraphNetwork.Facebook, "Sungai dan Kota"), graph.LiveOn(GraphNetwork.Instagram, "Sungai dan Kota")));
        sri.Hears("inilah hasilnya", "Facebook: terbit, https://www.facebook.com/", "Instagram: terbit, https://www.instagram.com/");
    }

    [Fact]
    public async Task In_rehearsal_the_exact_requests_are_shown_and_nothing_is_sent()
    {
        await library.DisposeAsync();
        await Open(connected: false);
        await sri.SubmitsEvent();
        await ratna.Presses("Setujui");
        await Publish();
        Assert.Empty(graph.Requests);
        sri.Hears("Facebook: latihan");
        var shown = string.Join('\n', sri.Everything().Select(said => said.Text));
        Assert.Contains($"POST {graph.BaseUrl}/v26.0/{{page-id}}/feed", shown, StringComparison.Ordinal);
        Assert.Contains("published=false", shown, StringComparison.Ordinal);
        Assert.Contains($"POST {graph.BaseUrl}/v26.0/{{instagram-id}}/media", shown, StringComparison.Ordinal);
        Assert.Contains($"image_url={site.Url}/media/", shown, StringComparison.Ordinal);
        Assert.Contains("creation_id={container-id}", shown, StringComparison.Ordinal);
    }

    // 6.9: 35, 37
    [Theory]
    [InlineData("Bedah buku #a #b #c #d #e #f", "6")]
    [InlineData(null, "2201")]
    public async Task What_instagram_would_not_take_is_refused_while_it_is_written(string? words, string count)
    {
        await sri.WritesEvent();
        await sri.Says("ubah teks Instagram");
        await sri.Says(words ?? new string('x', 2_201));
        sri.Hears(count);
        await sri.Says("Serahkan untuk ditinjau");
        Assert.Empty(await library.Bot.Store.Read(store => store.All(Post.Posts)));
    }

    // 6.9: 36
    [Theory]
    [InlineData(1080, 1440, false)]
    [InlineData(1080, 1350, true)]
    public async Task A_photo_of_another_shape_is_cut_in_the_preview_and_a_png_becomes_a_jpeg(int width, int height, bool asPng)
    {
        var photo = Photos.Plain(SKColors.Teal, width, height);
        if (asPng)
            photo = SKBitmap.Decode(photo).Encode(SKEncodedImageFormat.Png, 90).ToArray();
        var kept = Assert.IsType<Media.MediaSaved.Kept>(library.Bot.Media.Save(photo)).Id;
        await sri.Says("/acara");
        foreach (var answer in new[] { "Bedah Buku Sungai dan Kota", "besok jam 3 sore", "Ruang Baca", "Biaya: gratis" })
            await sri.Says(answer);
        await sri.SendsPicture(kept);
        await sri.Presses("Foto saja");
        await sri.Says("Sampul buku berwarna hijau di atas meja");
        await sri.Says("tengah");
        await sri.Says("Segera setelah disetujui");
        await sri.Presses("Serahkan untuk ditinjau");
        await ratna.Presses("Setujui");
        await Publish();
        var shown = Assert.Single((await library.Post(1)).For(Destination.Instagram).Pictures).Media;
        Assert.EndsWith(".jpg", shown, StringComparison.Ordinal);
        var size = LibraryBot.Posters.Photograph.Size(library.Bot.Media.Read(shown)!)!.Value;
        Assert.Equal(0.8, (double)size.Width / size.Height, 2);
        Assert.Equal(1, graph.LiveOn(GraphNetwork.Instagram, "Sungai dan Kota"));
        Assert.Contains(sri.Everything(), said => (said.Attachments ?? []).Any(each => each.ContentUrl == "media:" + shown));
    }

    // 6.9: 39
    [Fact]
    public async Task A_retry_in_chat_touches_the_network_that_failed_and_no_other()
    {
        graph.Script.Before("POST", "/media$").Answers(400, 36003, 2207009);
        await sri.SubmitsEvent();
        await ratna.Presses("Setujui");
        await Publish();
        sri.Hears("terbit di sebagian tempat", "Instagram: tidak terbit. Gambarnya terlalu tinggi atau terlalu lebar");
        var before = Count();
        await sri.Presses("Kirim lagi ke Instagram");
        sri.Hears("saya kirim lagi ke Instagram saja");
        await Publish();
        Assert.Equal((1, 1), (graph.LiveOn(GraphNetwork.Facebook, "Sungai dan Kota"), graph.LiveOn(GraphNetwork.Instagram, "Sungai dan Kota")));
        Assert.Equal(before, Count());
        sri.Hears("Instagram: terbit");

        int Count() => graph.Requests.Count(request => request.Path.Contains(graph.PageId, StringComparison.Ordinal));
    }

    [Fact]
    public async Task Somebody_who_may_not_direct_a_post_cannot_send_it_again()
    {
        graph.Script.Before("POST", "/media$").Answers(400, 36003, 2207009);
        await sri.SubmitsEvent();
        await ratna.Presses("Setujui");
        await Publish();
        var dewi = await library.Librarian("Dewi");
        await dewi.Says(sri.ButtonId("Kirim lagi ke Instagram"));
        await Publish();
        Assert.Equal(0, graph.LiveOn(GraphNetwork.Instagram, "Sungai dan Kota"));
    }

    // 6.9: 40
    [Fact]
    public async Task Withdrawing_removes_the_post_from_facebook_and_says_that_instagram_is_for_a_person()
    {
        await sri.SubmitsEvent();
        await ratna.Presses("Setujui");
        await Publish();
        await sri.Says("/tarik 1");
        await sri.Presses("Ya, tarik dari semua tempat");
        await Publish();
        Assert.Equal((0, 1), (graph.LiveOn(GraphNetwork.Facebook, "Sungai dan Kota"), graph.LiveOn(GraphNetwork.Instagram, "Sungai dan Kota")));
        sri.Hears("Facebook: sudah dihapus", "Instagram: tidak dihapus. Instagram tidak mengizinkan bot mengubah atau menghapus unggahan", "https://www.instagram.com/");
    }

    [Fact]
    public async Task A_correction_changes_the_text_on_facebook_and_says_what_stays_before_it_is_approved()
    {
        await sri.SubmitsEvent(picture: "Lewati");
        await ratna.Presses("Setujui");
        await Publish();
        await sri.Says("/ralat 1");
        await sri.Says("ubah teks Facebook");
        await sri.Says("Bedah Buku Sungai dan Kota pindah ke Aula");
        sri.Hears("Di Instagram unggahan lama tetap seperti semula");
        await sri.Presses("Serahkan untuk ditinjau");
        ratna.Hears("Di Instagram unggahan lama tetap seperti semula");
        await ratna.Presses("Setujui");
        await Publish();
        Assert.Equal("Bedah Buku Sungai dan Kota pindah ke Aula", Assert.Single(graph.Page.Posts).Message);
        sri.Hears("Facebook: sudah diralat", "Instagram: tidak diralat");
    }

    [Fact]
    public async Task A_dead_token_keeps_the_post_and_says_so_while_other_places_have_it()
    {
        graph.Tokens.Expire(graph.PageToken);
        await sri.SubmitsEvent();
        await ratna.Presses("Setujui");
        await Publish();
        Assert.Single(await library.Board());
        sri.Hears("terbit di sebagian tempat", "Facebook: belum terbit, menunggu token baru");
    }

    // 6.9: 38
    [Fact]
    public async Task No_token_stands_in_any_file_or_chat()
    {
        graph.Tokens.Expire(graph.PageToken);
        await sri.SubmitsEvent();
        await ratna.Presses("Setujui");
        await Publish();
        var said = string.Join('\n', sri.Everything().Concat(ratna.Everything()).Select(each => each.Text));
        await library.Bot.DisposeAsync();
        foreach (var secret in new[] { graph.PageToken, graph.AppSecret })
        {
            Assert.DoesNotContain(secret, said, StringComparison.Ordinal);
            Assert.DoesNotContain(Directory.EnumerateFiles(library.Bot.Settings.DataFolder, "*", SearchOption.AllDirectories), file => Holds(file, secret));
        }
    }

    private static bool Holds(string file, string secret) => File.ReadAllBytes(file).AsSpan().IndexOf(System.Text.Encoding.UTF8.GetBytes(secret)) >= 0;

    private async Task Open(bool connected)
    {
        library = await TempLibrary.Open(set: settings => settings with
        {
            Meta = new MetaOptions(graph.BaseUrl) { AppSecret = graph.AppSecret },
            MetaAccounts = connected ? [new MetaAccount(Destination.Facebook, graph.PageId, graph.PageToken), new MetaAccount(Destination.Instagram, graph.InstagramId, graph.PageToken)] : [],
            PublicUrl = site.Url,
        });
        site.Reads = id => library.Bot.Media.Read(id);
        graph.Habits.ContainerSeconds = 0;
        sri = await library.Librarian("Sri");
        ratna = await library.Approver("Ratna");
    }

    /// <summary>The cancel window passes, and a minute more for what Instagram works on.</summary>
    private async Task Publish()
    {
        await library.PublishDue();
        for (var seconds = 0; seconds < 60; seconds += 5)
        {
            library.Clock.Advance(TimeSpan.FromSeconds(5));
            await library.Bot.Publication.PublishWhatIsDue(default);
        }
    }
}
