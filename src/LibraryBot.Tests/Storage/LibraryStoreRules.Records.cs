using LibraryBot.Storage;

namespace LibraryBot.Tests.Storage;

/// <summary>One record: kept whole, under exactly its id.</summary>
public abstract partial class LibraryStoreRules
{
    [Fact]
    public async Task What_was_committed_is_there_now_and_after_a_restart()
    {
        await Put(new Shelf("A1", "anak", 3));
        var now = (await Get("A1"))!;
        Assert.Equal(("A1", "anak", 3L), (now.Id, now.Room, now.Count));
        await Reopen();
        var later = (await Get("A1"))!;
        Assert.Equal(("A1", "anak", 3L), (later.Id, later.Room, later.Count));
    }

    [Fact]
    public async Task What_is_not_there_is_null_and_can_be_deleted_all_the_same()
    {
        Assert.Null(await Get("never"));
        await Store.Commit(s => s.Delete(Shelves, "never"));
        Assert.Empty(await AllIds());
    }

    [Fact]
    public async Task A_record_put_again_takes_the_place_of_the_first()
    {
        await Put(new Shelf("a", "anak", 1), new Shelf("a", "dewasa"));
        await Put(new Shelf("a", "remaja"));
        await Reopen();
        var only = Assert.Single(await Store.Read(s => s.All(Shelves)));
        Assert.Equal(("remaja", null), (only.Room, only.Count));
    }

    [Fact]
    public async Task What_was_deleted_is_gone_now_and_after_a_restart()
    {
        await Put(new Shelf("a", "anak", 1), new Shelf("b", "anak", 2));
        await Store.Commit(s => s.Delete(Shelves, "a"));
        Assert.Null(await Get("a"));
        Assert.Equal(["b"], await Ids(s => s.Find(Shelves, ByRoom, "anak")));
        await Reopen();
        Assert.Equal(["b"], await AllIds());
    }

    [Fact]
    public async Task The_same_id_in_two_collections_is_two_records()
    {
        await Store.Commit(s => { s.Put(Shelves, new Shelf("a")); s.Put(Labels, new Label("a", "x")); });
        await Store.Commit(s => s.Delete(Shelves, "a"));
        Assert.Equal("x", (await Store.Read(s => s.Get(Labels, "a")))!.Text);
    }

    [Fact]
    public async Task Ids_are_compared_letter_for_letter()
    {
        string[] ids = ["A1", "a1", "ä", "a\u0308", "a", "a ", " a", "straße", "STRASSE", "i", "I", "ı", "İ", "\u200ba", "01", "1"];
        await Put([.. ids.Select(id => new Shelf(id) { Note = id })]);
        await Reopen();
        Assert.Equal(ids.Order(StringComparer.Ordinal), await AllIds());
        foreach (var id in ids)
            Assert.Equal(id, (await Get(id))!.Note);
    }

    [Theory]
    [InlineData("📚 buku 🎉")]
    [InlineData("it's \"quoted\" `so` \\ and /")]
    [InlineData("$.by_room @0 %_ {0} [*] ;--")]
    [InlineData("line\nbreak\ttab\r\u0001\u007f")]
    [InlineData("\ufeffbom \uffff \ue000 \U0010ffff")]
    [InlineData("مكتبة 图书馆 библиотека")]
    [InlineData("null")]
    [InlineData(" ")]
    public async Task Any_text_may_be_an_id_and_an_indexed_text(string text)
    {
        await Put(new Shelf(text, text), new Shelf("other", "other"));
        Assert.Equal([text], await Ids(s => s.Find(Shelves, ByRoom, text)));
        Assert.Equal([text], await Ids(s => s.Beginning(Shelves, ByRoom, text)));
        await Reopen();
        Assert.Equal(text, (await Get(text))!.Room);
        await Store.Commit(s => s.Delete(Shelves, text));
        Assert.Equal(["other"], await AllIds());
    }

    [Fact]
    public async Task An_id_has_room_for_200_letters_of_any_script()
    {
        string[] ids = [new('x', 200), new('界', 200), string.Concat(Enumerable.Repeat("🎉", 100)), new string('x', 199) + "y"];
        await Put([.. ids.Select(id => new Shelf(id, "anak"))]);
        await Reopen();
        Assert.Equal(ids.Order(StringComparer.Ordinal), await AllIds());
    }

    [Fact]
    public async Task An_id_that_no_engine_could_keep_is_refused_and_never_found()
    {
        foreach (var id in new[] { "", new string('x', 201), new string('x', 100_000), "nul\0", "half \ud83c", "\udf89\ud83c the wrong way round" })
        {
            var bad = Store.Commit(s => { s.Put(Shelves, new Shelf("with bad")); s.Put(Shelves, new Shelf(id)); });
            await Put(new Shelf("neighbour"));
            await Assert.ThrowsAnyAsync<ArgumentException>(() => bad);
            Assert.Null(await Get(id));
            await Store.Commit(s => s.Delete(Shelves, id));
            Assert.Equal(["neighbour"], await AllIds());
        }
    }

    [Fact]
    public async Task A_moment_comes_back_to_the_tick_and_in_universal_time()
    {
        var moment = new DateTimeOffset(2026, 3, 11, 10, 0, 0, TimeSpan.FromHours(7)).AddTicks(1_234_567);
        await Put(new Shelf("a") { Seen = moment }, new Shelf("first") { Seen = DateTimeOffset.MinValue }, new Shelf("last") { Seen = DateTimeOffset.MaxValue });
        await Reopen();
        var back = (await Get("a"))!.Seen!.Value;
        Assert.Equal((moment.UtcTicks, TimeSpan.Zero), (back.Ticks, back.Offset));
        Assert.Equal(DateTimeOffset.MinValue, (await Get("first"))!.Seen);
        Assert.Equal(DateTimeOffset.MaxValue, (await Get("last"))!.Seen);
    }

    [Fact]
    public async Task A_record_reads_the_same_before_a_restart_and_after_it()
    {
        var moment = new DateTimeOffset(2026, 3, 11, 23, 30, 0, TimeSpan.FromHours(7));
        await Put(new Shelf("a", "anak", 1) { Seen = moment, Books = ["x"], Hidden = "not kept", Note = "half \ud83c" });
        var before = Seen(await Get("a"));
        Assert.Equal(before, Seen((await Store.Read(s => s.All(Shelves)))[0]));
        Assert.Equal(before, Seen((await Store.Read(s => s.Find(Shelves, ByRoom, "anak")))[0]));
        await Reopen();
        Assert.Equal(before, Seen(await Get("a")));

        // Not equality of moments, which looks past the offset: a page would show another hour.
        static string Seen(Shelf? shelf) => $"{shelf!.Seen:O} {string.Join(',', shelf.Books)} {shelf.Hidden} {shelf.Note}";
    }

    [Fact]
    public async Task The_text_of_a_record_comes_back_as_it_was()
    {
        const string text = "📚 \"quoted\" \\ \0 \u0001 \u2028 \ufeff \uffff <b>&amp;</b> 'x' \r\n\t";
        await Put(new Shelf("a") { Note = text, Books = ["", text] });
        await Reopen();
        var back = (await Get("a"))!;
        Assert.Equal(text, back.Note);
        Assert.Equal(["", text], back.Books);
    }

    [Fact]
    public async Task A_record_of_a_megabyte_is_kept_whole()
    {
        var note = string.Concat(Enumerable.Range(0, 125_000).Select(n => $"{n:x8}"));
        await Put(new Shelf("big", "anak", 1) { Note = note }, new Shelf("small", "anak", 2));
        await Put(new Shelf("big", "anak", 3) { Note = note + "!" });
        await Reopen();
        Assert.Equal(note + "!", (await Get("big"))!.Note);
        Assert.Equal(["small", "big"], await Ids(s => s.Between(Shelves, ByCount, 0, 9)));
    }

    [Fact]
    public async Task Twenty_thousand_records_fit_in_one_commit()
    {
        await Put([.. Enumerable.Range(0, 20_000).Select(n => new Shelf($"s{n:D5}", $"room {n % 7}", -n))]);
        await Reopen();
        Assert.Equal(20_000, (await AllIds()).Distinct().Count());
        Assert.Equal(["s19999", "s19998"], await Ids(s => s.Between(Shelves, ByCount, long.MinValue, 0, limit: 2)));
        Assert.Equal(2_857, (await Ids(s => s.Find(Shelves, ByRoom, "room 3"))).Count);
    }

    [Fact]
    public async Task What_cannot_be_kept_is_refused_without_harm_to_its_neighbours()
    {
        var before = Put(new Shelf("before"));
        var none = Store.Commit(s => { s.Put(Shelves, new Shelf("with none")); s.Put(Shelves, null!); });
        var broken = Store.Commit(s => { s.Put(Shelves, new Shelf("with broken")); s.Put(Labels, new Label("a", "x") { Broken = (Action)(() => { }) }); });
        var after = Put(new Shelf("after"));
        await before;
        await after;
        await Assert.ThrowsAnyAsync<ArgumentException>(() => none);
        await Assert.ThrowsAnyAsync<NotSupportedException>(() => broken);
        await Reopen();
        Assert.Equal(["after", "before"], await AllIds());
        Assert.Empty(await Store.Read(s => s.All(Labels)));
    }
}
