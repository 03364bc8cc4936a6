using System.Text.Json.Nodes;
using LibraryBot.Answers;
using LibraryBot.Knowledge;
using LibraryBot.Storage;
using LibraryBot.Tests.Support;

namespace LibraryBot.Tests.Channels.Telegram;

/// <summary>"@bot words" in any chat.</summary>
public sealed class InlineModeTests
{
    [Fact]
    public async Task Words_find_events_and_books_to_share_with_a_link_to_the_bot()
    {
        await using var library = await Open();
        var dewi = library.Patron();
        var asked = dewi.AsksInline("sungai kota");
        var book = Assert.Single(await asked.Results())!;
        Assert.Equal("Sungai dan Kota", (string?)book["title"]);
        Assert.Equal("Rahman, Ayu · 307.76 RAH s", (string?)book["description"]);
        Assert.StartsWith("Sungai dan Kota - Rahman, Ayu (307.76 RAH s)\n1 dari 2 eksemplar ada di rak", Text(book), StringComparison.Ordinal);
        Assert.Equal((60, false), ((int)asked.Answered!["cache_time"]!, (bool?)asked.Answered["is_personal"] ?? false));

        var found = Assert.Single(await dewi.AsksInline("sitasi").Results())!;
        Assert.Equal("Jumat, 20 Maret 2026, 09.00-11.00 WIB · Aula, Gedung Utama", (string?)found["description"]);
        Assert.Contains("sisa 18 dari 30 kursi", Text(found), StringComparison.Ordinal);
        var link = (string)found["reply_markup"]!["inline_keyboard"]![0]![0]!["url"]!;
        Assert.StartsWith($"https://t.me/{FakeTelegram.BotUsername}?start=", link, StringComparison.Ordinal);
        dewi.Says("/start " + link.Split("start=")[1]);
        await dewi.Hears("Pelatihan Sitasi");
    }

    [Fact]
    public async Task Without_words_the_next_events_and_newest_books_are_offered_in_the_language_of_the_app()
    {
        await using var library = await Open();
        var results = await library.Patron("John", "en").AsksInline("").Results();
        Assert.Equal(["Klub Baca Sore", "Pelatihan Sitasi", "Sungai dan Kota", "Belajar Merajut", "Deep Learning for Libraries"], Titles(results));
        Assert.StartsWith("Saturday, 14 March 2026", (string?)results[0]!["description"], StringComparison.Ordinal);
        Assert.Equal("Open in the bot", (string?)results[0]!["reply_markup"]!["inline_keyboard"]![0]![0]!["text"]);
        Assert.Equal(["Sungai dan Kota", "Belajar Merajut", "Deep Learning for Libraries"], Titles(await library.Patron("Siti", "jv").AsksInline("buku baru").Results()));
    }

    [Fact]
    public async Task What_is_for_staff_or_cancelled_or_over_is_never_offered()
    {
        await using var library = await Open();
        await library.Bot.Store.Commit(store =>
        {
            var sitasi = store.Get(LibraryEvent.Collection, "V3")!;
            store.Put(LibraryEvent.Collection, sitasi with { Cancelled = true });
            store.Put(LibraryEvent.Collection, sitasi with { Id = "V9", Title = "Pelatihan Lama", Start = sitasi.Start.AddDays(-30), End = sitasi.End.AddDays(-30) });
        });
        await library.Bot.Knowledge.RefreshAll();
        var dewi = library.Patron();
        Assert.Empty(await dewi.AsksInline("rapat staf").Results());
        Assert.Empty(await dewi.AsksInline("pelatihan sitasi").Results());
        Assert.Equal(["Klub Baca Sore"], Titles(await dewi.AsksInline("acara").Results()));
    }

    [Fact]
    public async Task Markup_in_a_title_is_only_text()
    {
        await using var library = await Open();
        await library.Bot.Store.Commit(store => store.Put(Book.Collection, new Book("U9", "Bilangan <b>prima</b> & \"kuadrat\"")));
        await library.Bot.Knowledge.RefreshAll();
        var result = Assert.Single(await library.Patron().AsksInline("bilangan prima").Results())!;
        Assert.Contains("&lt;b&gt;prima&lt;/b&gt; &amp; &quot;kuadrat&quot;", Text(result), StringComparison.Ordinal);
        Assert.Equal("Bilangan <b>prima</b> & \"kuadrat\"", (string?)result["title"]);
    }

    [Fact]
    public async Task While_one_question_is_answered_only_the_newest_of_the_same_person_waits_and_others_do_not()
    {
        await using var bench = await TelegramBench.Open();
        var offered = new List<string>();
        bench.Offers = question =>
        {
            lock (offered)
                offered.Add(question.Text);
            return [new OfferedRecord(new RecordName(RecordKind.Book, question.Text), question.Text, "", question.Text, "Buka")];
        };
        var (dewi, john) = (bench.Fake.PrivateChat(7, "Dewi"), bench.Fake.PrivateChat(8, "John"));
        var release = new TaskCompletionSource();
        var hold = new Fault.Hold(release.Task);
        bench.Fake.Faults.Next("answerInlineQuery", hold);
        var first = dewi.AsksInline("l");
        bench.Start();
        await hold.Arrived.Task;
        dewi.AsksInline("la");
        dewi.AsksInline("las");
        var last = dewi.AsksInline("lask");
        dewi.Says("halo");
        await bench.Turns.Heard("halo");
        Assert.Equal("john", (string?)(await john.AsksInline("john").Results())[0]!["title"]);
        release.SetResult();
        await first.Results();
        Assert.Equal("lask", (string?)(await last.Results())[0]!["title"]);
        Assert.Equal(["l", "john", "lask"], offered);
        john.Says("terima kasih");
        await bench.Turns.Heard("terima kasih");
        Assert.DoesNotContain(await bench.Waiting(), row => row.Raw.Contains("inline_query", StringComparison.Ordinal));
    }

    [Fact]
    public async Task An_answer_that_fails_or_comes_too_late_harms_nobody()
    {
        await using var bench = await TelegramBench.Open();
        bench.Offers = question => question.Text == "rusak" ? throw new InvalidOperationException("broken") : [];
        var dewi = bench.Fake.PrivateChat(7, "Dewi");
        bench.Fake.Faults.Next("answerInlineQuery", new Fault.Refuses(FakeRefusal.Bad("query is too old and response timeout expired or query ID is invalid")));
        bench.Start();
        dewi.AsksInline("lama");
        await bench.Fake.WaitsForCall("answerInlineQuery");
        dewi.AsksInline("rusak");
        dewi.Says("halo");
        await bench.Turns.Heard("halo");
        Assert.Empty(await dewi.AsksInline("baik").Results());
        Assert.DoesNotContain(bench.Logs.Lines, line => line.StartsWith("Warning", StringComparison.Ordinal) || line.StartsWith("Error", StringComparison.Ordinal));
        Assert.Empty(await bench.Quarantine());
    }

    private static async Task<TelegramLibrary> Open()
    {
        using var folder = new TempFolder();
        var world = Path.Combine(folder.Path, "library.json");
        await File.WriteAllTextAsync(world, SmallLibrary.Json);
        return await TelegramLibrary.Open(world);
    }

    private static string[] Titles(JsonArray results) => [.. results.Select(result => (string)result!["title"]!)];

    private static string Text(JsonNode result) => (string)result["input_message_content"]!["message_text"]!;
}
