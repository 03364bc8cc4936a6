using LibraryBot.Activities;
using LibraryBot.CommandLine;
using LibraryBot.Dialogs;
using LibraryBot.Language;
using LibraryBot.Media;
using LibraryBot.People;
using LibraryBot.Posts;
using LibraryBot.Publishing;
using LibraryBot.Publishing.Meta;
using LibraryBot.Storage;
using LibraryBot.Tests.Channels.Telegram;
using LibraryBot.Tests.Support;
using SkiaSharp;

namespace LibraryBot.Tests.EndToEnd;

/// <summary>The whole program with its own web server: Meta fetches the picture from the signed address that the bot really serves.</summary>
public sealed class MetaServeTests
{
    [Fact]
    public async Task A_picture_is_fetched_from_our_signed_address_and_published()
    {
        using var folder = new TempFolder();
        await using var graph = await FakeGraph.Start();
        graph.Habits.ContainerSeconds = 0;
        var logs = new CollectedLogs();
        var settings = new Settings
        {
            DataFolder = folder.Path,
            CancelWindow = TimeSpan.Zero,
            QuietHours = QuietHours.None,
            Meta = new MetaOptions(graph.BaseUrl),
            MetaAccounts = [new MetaAccount(Destination.Instagram, graph.InstagramId, graph.PageToken)],
        };
        await using var bot = await Bot.Open(settings, TimeProvider.System, logs, DialogFolders.Real);
        using var stop = new CancellationTokenSource();
        var serving = new Serve(bot, ["http://127.0.0.1:0"], demo: null, logs).Run(TextWriter.Null, stop.Token);
        var kept = Assert.IsType<MediaSaved.Kept>(bot.Media.Save(Photos.Plain(SKColors.Teal, 400, 400)));
        await bot.Store.Commit(session => Approve(session, bot, kept.Id));
        await graph.WaitsForCall("POST", "/media_publish$");
        await stop.CancelAsync();
        await serving;
        Assert.Equal(1, graph.Live("Buku baru"));
        Assert.Matches("^http://127\\.0\\.0\\.1:[0-9]+/media/[0-9a-f]{64}\\.jpg\\?e=[0-9]+&s=", Assert.Single(graph.Pictures.Fetched));
        Assert.DoesNotContain(logs.Lines, line => line.Contains(graph.PageToken, StringComparison.Ordinal));
    }

    private static void Approve(IStoreSession session, Bot bot, string media)
    {
        session.Put(Person.People, new Person("sri", "Sri", Role.Librarian));
        session.Put(Account.Accounts, new Account("directline|sri", "sri", new ConversationReference("directline", "sri")));
        var draft = new Post
        {
            Number = session.Next("post"), Kind = "event", Title = "Buku baru", AuthorId = "sri", AuthorName = "Sri", Lang = Lang.Id, Given = Given.None, Text = "Buku baru pekan ini",
            Pictures = [new Picture(media, "Sampul buku")], Status = PostStatus.Approved, Destinations = [Destination.Instagram],
        };
        var approved = draft with { ApprovedHash = PostHash.Of(draft) };
        session.Put(Post.Posts, approved);
        bot.Publication.Plan(session, approved, TimeProvider.System.GetUtcNow());
    }
}
