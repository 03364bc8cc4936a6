using System.Collections.Concurrent;
using LibraryBot.Knowledge;
using LibraryBot.People;
using LibraryBot.Responses;
using LibraryBot.Storage;
using LibraryBot.Tests.Support;
using Microsoft.Extensions.Logging;

namespace LibraryBot.Tests.Responses;

/// <summary>A comment comes to the librarians with what the records answer; one tap does what they decide, once, by who may.</summary>
public sealed class CommentDeskTests : IAsyncLifetime
{
    private const string Asked = "Jam berapa buka hari Sabtu?";
    private CommentedLibrary library = null!;

    public async Task InitializeAsync() => library = await CommentedLibrary.Open();

    public async Task DisposeAsync() => await library.DisposeAsync();

    [Fact]
    public async Task A_comment_comes_with_its_post_and_what_the_records_answer_and_one_tap_sends_it()
    {
        var (sri, ratna) = (await library.Library.Librarian(), await library.Library.Approver());
        var comment = await library.Commented(Asked);
        sri.Hears("#12 Klub Baca Sore", "https://facebook.example/12", "Sari", Asked, "Usulan balasan", "jam buka", "13.00");
        ratna.Hears(Asked);
        var proposal = (await library.Comments())[0].Proposal!;
        await ratna.Presses("Kirim balasan ini");
        ratna.Hears("sedang dikirim");
        Assert.Equal(0, library.Replies(comment, proposal));
        await library.Acts();
        ratna.Hears("sudah tampil");
        Assert.Equal(1, library.Replies(comment, proposal));
        var kept = Assert.Single(await library.Comments());
        Assert.Equal((CommentState.Answered, "Ratna", null), (kept.State, kept.DealtBy, kept.AuthorName));
    }

    [Fact]
    public async Task A_question_about_the_post_is_answered_from_the_posts_own_record()
    {
        var sri = await library.Library.Librarian();
        await library.Commented("acaranya di mana?");
        sri.Hears("Usulan balasan", "Klub Baca Sore", "Teras");
    }

    [Theory]
    [InlineData("Keren sekali!")]
    [InlineData("halo")]
    [InlineData("terima kasih")]
    [InlineData("Tolong sambungkan ke pustakawan")]
    public async Task Without_an_answer_in_the_records_nothing_is_proposed(string text)
    {
        var sri = await library.Library.Librarian();
        await library.Commented(text);
        sri.Hears(text).DoesNotHear("Usulan");
        Assert.NotNull(sri.ButtonId("Balas"));
        Assert.NotNull(sri.ButtonId("Biarkan"));
    }

    [Fact]
    public async Task The_reply_is_in_the_language_of_the_comment()
    {
        await library.Library.Librarian();
        await library.Commented("What are the opening hours on Saturday?");
        Assert.Contains("Saturday", (await library.Comments())[0].Proposal);
    }

    [Fact]
    public async Task Who_comes_second_hears_who_dealt_with_it()
    {
        var (sri, ratna) = (await library.Library.Approver("Sri"), await library.Library.Approver());
        var comment = await library.Commented(Asked);
        await ratna.Presses("Kirim balasan ini");
        await sri.Presses("Kirim balasan ini");
        sri.Hears("Ratna sudah menanganinya");
        await library.Acts();
        await sri.Presses("Sembunyikan");
        sri.Hears("sudah dibalas oleh Ratna");
        Assert.Single(library.OnPage.Comments, reply => reply.Parent == comment);
    }

    [Fact]
    public async Task A_librarians_reply_waits_for_an_approver_and_nobody_approves_their_own()
    {
        var (sri, ratna) = (await library.Library.Librarian(), await library.Library.Approver());
        var comment = await library.Commented(Asked);
        await sri.Presses("Kirim balasan ini");
        sri.Hears("menunggu persetujuan Ratna");
        await library.Acts();
        Assert.Empty(comment.Replies);
        // She rises meanwhile: her proposal is still her own.
        var button = ratna.ButtonId("Setujui");
        await library.Bot.Store.Commit(store => store.Put(Person.People, store.Get(Person.People, "Sri")! with { Role = Role.Approver }));
        await library.Bot.Line.Forget(sri.Reference.Key);
        await sri.Says(button);
        sri.Hears("harus disetujui orang lain");
        await ratna.Presses("Setujui");
        await library.Acts();
        Assert.Single(comment.Replies);
        sri.Hears("sudah tampil");
        Assert.Equal(["ask for reply to comment", "approve reply to comment"], await Verbs());
    }

    [Fact]
    public async Task What_the_approver_does_not_want_stays_inside_and_the_comment_waits_again()
    {
        var (sri, ratna) = (await library.Library.Librarian(), await library.Library.Approver());
        var comment = await library.Commented(Asked);
        await sri.Presses("Sembunyikan");
        await ratna.Presses("Jangan");
        await library.Acts();
        sri.Hears("Ratna memutuskan");
        Assert.False(comment.IsHidden);
        Assert.True((await library.Comments())[0] is { IsOpen: true, Act: null });
    }

    [Fact]
    public async Task Where_librarians_may_reply_nobody_is_asked()
    {
        await using var free = await CommentedLibrary.Open(settings => settings with { RepliesBy = Role.Librarian });
        var sri = await free.Library.Librarian();
        var comment = await free.Commented(Asked);
        await sri.Presses("Kirim balasan ini");
        await free.Acts();
        Assert.Single(comment.Replies);
    }

    [Fact]
    public async Task A_patron_who_comes_by_a_button_may_nothing()
    {
        var (dewi, ratna) = (await library.Library.Patron(), await library.Library.Approver());
        var comment = await library.Commented(Asked);
        await dewi.Says(ratna.ButtonId("Kirim balasan ini"));
        await dewi.Says("/komentar");
        await library.Acts();
        Assert.Empty(comment.Replies);
    }

    // 6.9: 32
    [Theory]
    [InlineData("drop")]
    [InlineData("500")]
    [InlineData("empty")]
    [InlineData("html")]
    public async Task A_reply_whose_answer_was_lost_is_one_reply(string trouble)
    {
        var ratna = await library.Library.Approver();
        var comment = await library.Commented(Asked);
        var rule = library.Graph.Script.After("POST", "/comments$");
        _ = trouble switch { "drop" => rule.Drops(), "500" => rule.Answers(500, 2), "empty" => rule.SaysNothing(), _ => rule.BadGateway() };
        await ratna.Presses("Kirim balasan ini");
        await library.Acts();
        ratna.DoesNotHear("sudah tampil di");
        await library.Acts(TimeSpan.FromSeconds(5));
        ratna.Hears("sudah tampil");
        Assert.Single(comment.Replies);
        Assert.Single(await library.AllActs(), act => act is { State: CommentActState.Done, Attempts: 1 });
    }

    [Fact]
    public async Task A_reply_that_nobody_finds_is_a_question_and_never_sent_again_by_itself()
    {
        var ratna = await library.Library.Approver();
        var comment = await library.Commented(Asked);
        library.Graph.Script.Before("POST", "/comments$").Drops();
        await ratna.Presses("Kirim balasan ini");
        await library.Acts();
        for (var minutes = 0; minutes < 12; minutes++)
            await library.Acts(TimeSpan.FromMinutes(1));
        ratna.Hears("Tidak pasti", "Belum ada, ulangi");
        Assert.Empty(comment.Replies);
        Assert.Equal(3, library.Graph.Requests.Count(request => request.Method == "GET" && request.Path.EndsWith(comment.Id + "/comments", StringComparison.Ordinal)));
        await ratna.Presses("Belum ada, ulangi");
        await library.Acts();
        Assert.Single(comment.Replies);
    }

    [Fact]
    public async Task A_reply_that_a_person_has_found_is_not_sent_again()
    {
        var ratna = await library.Library.Approver();
        var comment = await library.Commented(Asked);
        library.Graph.Script.After("POST", "/comments$").Drops();
        library.Graph.Script.Before("GET", comment.Id + "/comments$").Answers(500, 2, times: 500);
        await ratna.Presses("Kirim balasan ini");
        await library.Acts();
        for (var minutes = 0; minutes < 130; minutes++)
            await library.Acts(TimeSpan.FromMinutes(1));
        await ratna.Presses("Sudah ada");
        await library.Acts();
        Assert.Single(comment.Replies);
        Assert.Equal(CommentState.Answered, (await library.Comments())[0].State);
    }

    [Fact]
    public async Task Killed_between_the_call_and_its_answer_it_is_one_reply()
    {
        var ratna = await library.Library.Approver();
        var comment = await library.Commented(Asked);
        await ratna.Presses("Kirim balasan ini");
        var held = library.Graph.Script.After("POST", "/comments$").Holds(new TaskCompletionSource().Task);
        _ = library.Bot.Meta.CommentSender.DoWhatIsDue(default);
        await held.Arrived.Task;
        Assert.Equal(CommentActState.Committing, Assert.Single(await library.AllActs()).State);
        await library.Restart();
        await library.Acts(TimeSpan.FromSeconds(6));
        Assert.Single(comment.Replies);
        Assert.Equal(CommentActState.Done, Assert.Single(await library.AllActs()).State);
    }

    [Fact]
    public async Task Two_replies_of_the_same_words_are_told_apart()
    {
        var ratna = await library.Library.Approver();
        var first = await library.Commented(Asked);
        await ratna.Presses("Kirim balasan ini");
        await library.Acts();
        var second = library.Graph.Page.Comments(library.OnPage.Id, "Budi", Asked, under: first.Id);
        library.Clock.Advance(TimeSpan.FromMinutes(61));
        await library.Polls();
        library.Graph.Script.Before("POST", second.Id + "/comments$").Drops();
        await ratna.Presses("Kirim balasan ini");
        await library.Acts();
        await library.Acts(TimeSpan.FromSeconds(5));
        Assert.Equal(CommentActState.Unknown, (await library.AllActs()).Single(act => act.Comment.EndsWith(second.Id, StringComparison.Ordinal)).State);
    }

    // 6.9: 33
    [Fact]
    public async Task A_second_private_reply_is_explained()
    {
        var ratna = await library.Library.Approver();
        var comment = await library.Commented(Asked);
        await ByHand(comment.Id);
        await ratna.Presses("Balas pribadi");
        await library.Acts();
        ratna.Hears("sudah pernah dibalas secara pribadi");
        Assert.Single(library.Graph.World.PrivateReplies);
        await ratna.Presses("Lihat komentarnya");
        await ratna.Presses("Kirim balasan ini");
        await library.Acts();
        Assert.Single(comment.Replies);
    }

    [Fact]
    public async Task A_private_reply_goes_to_the_author_alone_and_not_after_seven_days()
    {
        var ratna = await library.Library.Approver();
        var comment = await library.Commented(Asked);
        library.Clock.Advance(TimeSpan.FromDays(8));
        await ratna.Presses("Balas pribadi");
        ratna.Hears("lebih dari 7 hari");
        await library.Commented("Jam berapa buka hari Senin?", "Budi");
        library.Clock.Advance(TimeSpan.FromHours(1));
        await library.Polls();
        await ratna.Presses("Balas pribadi");
        await library.Acts();
        Assert.Empty(comment.Replies);
        Assert.Equal(library.OnPage.Comments[1].Id, Assert.Single(library.Graph.World.PrivateReplies).CommentId);
    }

    [Fact]
    public async Task A_private_reply_whose_answer_was_lost_is_asked_about()
    {
        var ratna = await library.Library.Approver();
        await library.Commented(Asked);
        library.Graph.Script.After("POST", "/messages$").Drops();
        await ratna.Presses("Balas pribadi");
        await library.Acts();
        ratna.Hears("kotak pesan");
        await ratna.Presses("Belum ada, ulangi");
        await library.Acts();
        ratna.Hears("sudah terkirim");
        Assert.Single(library.Graph.World.PrivateReplies);
    }

    // 6.9: 34
    [Fact]
    public async Task A_comment_is_hidden_and_shown_again()
    {
        var ratna = await library.Library.Approver();
        var comment = await library.Commented("Kasar");
        library.Graph.Script.After("POST", comment.Id + "$").Drops();
        await ratna.Presses("Sembunyikan");
        await library.Acts();
        await library.Acts(TimeSpan.FromMinutes(1));
        ratna.Hears("sudah disembunyikan");
        Assert.True(comment.IsHidden);
        Assert.Equal(CommentState.Hidden, (await library.Comments())[0].State);
        await ratna.Presses("Tampilkan lagi");
        await library.Acts();
        Assert.False(comment.IsHidden);
        Assert.Equal(CommentState.New, (await library.Comments())[0].State);
    }

    [Fact]
    public async Task On_Instagram_it_is_the_same()
    {
        var ratna = await library.Library.Approver();
        var comment = library.Graph.Instagram.Comments(library.OnInstagram.Id, "sari.baca", Asked);
        await library.Polls();
        library.Graph.Script.After("POST", "/replies$").Answers(500, 2);
        await ratna.Presses("Kirim balasan ini");
        await library.Acts();
        await library.Acts(TimeSpan.FromSeconds(5));
        ratna.Hears("sudah tampil");
        Assert.Single(comment.Replies);
        var rude = library.Graph.Instagram.Comments(library.OnInstagram.Id, "budi", "Kasar");
        library.Clock.Advance(TimeSpan.FromMinutes(61));
        await library.Polls();
        await ratna.Presses("Sembunyikan");
        await library.Acts();
        Assert.True(rude.IsHidden);
        Assert.Equal(2, (await library.Comments()).Count);
    }

    [Fact]
    public async Task A_dead_token_keeps_the_reply_and_says_so_once()
    {
        var ratna = await library.Library.Approver();
        var comment = await library.Commented(Asked);
        library.Graph.Script.Before("POST", "/comments$").Answers(400, 190, 463, times: 2);
        await ratna.Presses("Kirim balasan ini");
        await library.Acts();
        await library.Acts(TimeSpan.FromMinutes(15));
        Assert.Single(ratna.Everything(), said => said.Text!.Contains("terputus", StringComparison.Ordinal));
        await library.Acts(TimeSpan.FromMinutes(15));
        Assert.Single(comment.Replies);
    }

    [Fact]
    public async Task A_reply_that_waits_for_a_token_goes_out_as_soon_as_there_is_one()
    {
        var ratna = await library.Library.Approver();
        var comment = await library.Commented(Asked);
        library.Graph.Script.Before("POST", "/comments$").Answers(400, 190, 463);
        await ratna.Presses("Kirim balasan ini");
        await library.Acts();
        await library.Acts(TimeSpan.FromMinutes(1));
        Assert.Empty(comment.Replies);
        await library.Library.Bot.Store.Commit(session => library.Library.Bot.Meta.CommentSender.GoOn(session, LibraryBot.Publishing.Destination.Facebook));
        await library.Acts();
        Assert.Single(comment.Replies);
    }

    [Fact]
    public async Task Throttled_there_is_no_call_before_the_named_time()
    {
        var ratna = await library.Library.Approver();
        var comment = await library.Commented(Asked);
        library.Graph.Script.Before("POST", "/comments$").Throttles(7);
        await ratna.Presses("Kirim balasan ini");
        await library.Acts();
        var calls = library.Graph.Requests.Count;
        await library.Acts(TimeSpan.FromMinutes(6));
        Assert.Equal(calls, library.Graph.Requests.Count);
        await library.Acts(TimeSpan.FromMinutes(2));
        Assert.Single(comment.Replies);
    }

    [Fact]
    public async Task A_reply_is_written_first_and_goes_where_it_is_wanted()
    {
        var ratna = await library.Library.Approver();
        var comment = await library.Commented("Bolehkah membawa anak?");
        await ratna.Presses("Balas");
        ratna.Hears("Apa balasannya?", "Bolehkah membawa anak?");
        await ratna.Says("Boleh, silakan.");
        await ratna.Presses("Di bawah komentarnya");
        await library.Acts();
        Assert.Equal(1, library.Replies(comment, "Boleh, silakan."));
        Assert.Equal(["do reply to comment"], await Verbs());
    }

    [Fact]
    public async Task An_answered_question_is_kept_and_answers_the_next_who_asks()
    {
        var (ratna, dewi) = (await library.Library.Approver(), await library.Library.Patron());
        await library.Commented("Bolehkah membawa sepeda lipat?");
        await ratna.Presses("Balas");
        await ratna.Says("Boleh @sari, sepeda lipat dititipkan di lobi.");
        await ratna.Presses("Di bawah komentarnya");
        await library.Acts();
        await ratna.Presses("Simpan sebagai tanya-jawab");
        ratna.Hears("tanpa nama", "sepeda lipat");
        await ratna.Says("Bolehkah membawa sepeda lipat?");
        await ratna.Says("lewati");
        ratna.Hears("Disimpan");
        var faq = Assert.Single(await library.Bot.Store.Read(store => store.All(Faq.Collection)), one => one.Id.StartsWith("komentar-", StringComparison.Ordinal));
        Assert.Equal("Boleh sepeda lipat dititipkan di lobi.", faq.A);
        await library.Bot.Knowledge.RefreshAll();
        await dewi.Says("bolehkah membawa sepeda lipat?");
        dewi.Hears("lobi");
    }

    [Fact]
    public async Task Many_at_once_are_one_message_and_all_are_in_the_list()
    {
        var sri = await library.Library.Librarian();
        for (var number = 1; number <= 7; number++)
            library.Graph.Page.Comments(library.OnPage.Id, "Sari", $"Komentar nomor {number}");
        await library.Polls();
        sri.Hears("7 komentar baru", "Klub Baca Sore");
        Assert.Single(sri.Everything());
        await sri.Says("/komentar");
        sri.Hears("menunggu: 7", "Komentar nomor 1");
        await sri.Presses("Buka 3");
        sri.Hears("Komentar nomor 3");
        await sri.Presses("Biarkan");
        await sri.Says("/comments");
        sri.Hears(": 6");
    }

    [Fact]
    public async Task A_comment_is_passed_on_to_who_decides()
    {
        var (sri, ratna) = (await library.Library.Librarian(), await library.Library.Approver());
        await library.Commented("Keluhan saya");
        await sri.Presses("Teruskan");
        sri.Hears("diteruskan kepada Ratna");
        ratna.Hears("Diteruskan oleh Sri");
        await ratna.Presses("Biarkan");
        Assert.Equal(["pass comment on", "leave comment"], await Verbs());
    }

    [Fact]
    public async Task A_button_of_before_the_comment_changed_shows_it_anew()
    {
        await library.Subscribes();
        var ratna = await library.Library.Approver();
        var comment = library.Graph.Page.Comments(library.OnPage.Id, "Sari", Asked);
        await library.Brings();
        var old = ratna.ButtonId("Kirim balasan ini");
        library.Clock.Advance(TimeSpan.FromMinutes(1));
        library.Graph.Page.Edits(comment.Id, "Jam berapa buka hari Senin?");
        await library.Brings();
        ratna.Hears("diubah penulisnya", "Senin");
        await ratna.Says(old);
        ratna.Hears("Senin");
        await library.Acts();
        Assert.Empty(comment.Replies);
    }

    [Fact]
    public async Task A_comment_that_changed_after_the_proposal_is_shown_again_before_it_is_approved()
    {
        await library.Subscribes();
        var (sri, ratna) = (await library.Library.Librarian(), await library.Library.Approver());
        var comment = library.Graph.Page.Comments(library.OnPage.Id, "Sari", Asked);
        await library.Brings();
        await sri.Presses("Kirim balasan ini");
        library.Clock.Advance(TimeSpan.FromMinutes(1));
        library.Graph.Page.Edits(comment.Id, "Perpustakaan ini payah, bukan?");
        await library.Brings();
        await ratna.Presses("Setujui");
        ratna.Hears("putuskan lagi", "payah");
        await library.Acts();
        Assert.Empty(comment.Replies);
        await ratna.Presses("Setujui");
        await library.Acts();
        Assert.Single(comment.Replies);
    }

    [Fact]
    public async Task A_comment_removed_meanwhile_is_not_answered()
    {
        await library.Subscribes();
        var (sri, ratna) = (await library.Library.Librarian(), await library.Library.Approver());
        var comment = library.Graph.Page.Comments(library.OnPage.Id, "Sari", Asked);
        await library.Brings();
        await sri.Presses("Kirim balasan ini");
        library.Graph.Page.Removes(comment.Id);
        await library.Brings();
        sri.Hears("sudah dihapus di sana");
        await ratna.Presses("Setujui");
        ratna.Hears("sudah tidak ada");
        await library.Acts();
        Assert.DoesNotContain(library.Graph.Requests, request => request.Method == "POST" && request.Path.EndsWith("/comments", StringComparison.Ordinal));
    }

    [Fact]
    public async Task Who_wrote_is_forgotten_after_thirty_days_and_what_after_ninety()
    {
        await library.Library.Librarian();
        await library.Commented("Nomor saya 0812");
        Assert.Equal("Sari", (await library.Comments())[0].AuthorName);
        library.Clock.Advance(TimeSpan.FromDays(31));
        await library.Polls();
        Assert.Equal((null, null, "Nomor saya 0812"), ((await library.Comments())[0].AuthorName, (await library.Comments())[0].AuthorId, (await library.Comments())[0].Text));
        library.Clock.Advance(TimeSpan.FromDays(60));
        await library.Polls();
        Assert.Null(Assert.Single(await library.Comments()).Text);
    }

    [Fact]
    public async Task Comments_are_counted_by_post_in_the_report()
    {
        await library.Subscribes();
        var ratna = await library.Library.Approver();
        await library.Commented("Satu");
        var gone = library.Graph.Page.Comments(library.OnPage.Id, "Budi", "Dua");
        library.Graph.Instagram.Comments(library.OnInstagram.Id, "sari", "Tiga");
        await library.Brings();
        library.Graph.Page.Removes(gone.Id);
        await library.Brings();
        await ratna.Says("/laporan");
        ratna.Hears("Komentar di bawah unggahan: 2 (#12 1, #13 1)");
    }

    [Fact]
    public async Task No_token_and_nothing_that_was_written_stands_in_a_log()
    {
        var lines = new Lines();
        await using var logged = await CommentedLibrary.Open(logs: lines);
        await logged.Subscribes();
        var ratna = await logged.Library.Approver();
        logged.Graph.Page.Comments(logged.OnPage.Id, "Wulandari", "Rahasia: jam berapa buka hari Sabtu?");
        await logged.Brings();
        await logged.Polls();
        logged.Graph.Script.After("POST", "/comments$").Drops();
        await ratna.Presses("Kirim balasan ini");
        await logged.Acts();
        await logged.Acts(TimeSpan.FromSeconds(5));
        var all = string.Join('\n', lines.Written);
        Assert.NotEmpty(all);
        foreach (var secret in new[] { logged.Graph.PageToken, logged.Graph.AppSecret, logged.Graph.VerifyToken, "Rahasia", "Wulandari" })
            Assert.DoesNotContain(secret, all, StringComparison.Ordinal);
    }

    /// <summary>Who did what about comments, in order.</summary>
    private async Task<IReadOnlyList<string>> Verbs() =>
        [.. (await library.Bot.Store.Read(store => store.All(AuditLine.Lines))).OrderBy(line => line.Number).Select(line => line.Verb).Where(verb => verb.Contains("comment", StringComparison.Ordinal))];

    /// <summary>Somebody answers in the Page's own inbox.</summary>
    private async Task ByHand(string comment)
    {
        using var http = new HttpClient();
        using var form = new FormUrlEncodedContent([new("recipient", $$"""{"comment_id":"{{comment}}"}"""), new("message", """{"text":"Halo"}"""), new("access_token", library.Graph.PageToken)]);
        (await http.PostAsync($"{library.Graph.BaseUrl}/v26.0/{library.Graph.PageId}/messages", form)).EnsureSuccessStatusCode();
    }

    /// <summary>All that is logged, as it is written.</summary>
    private sealed class Lines : ILoggerFactory, ILogger
    {
        public ConcurrentQueue<string> Written { get; } = [];

        public ILogger CreateLogger(string categoryName) => this;

        public void AddProvider(ILoggerProvider provider) => throw new NotSupportedException("It writes by itself.");

        public IDisposable? BeginScope<TState>(TState state) where TState : notnull => null;

        public bool IsEnabled(LogLevel logLevel) => true;

        public void Log<TState>(LogLevel logLevel, EventId eventId, TState state, Exception? exception, Func<TState, Exception?, string> formatter) =>
            Written.Enqueue(formatter(state, exception) + exception);

        public void Dispose()
        {
        }
    }
}
