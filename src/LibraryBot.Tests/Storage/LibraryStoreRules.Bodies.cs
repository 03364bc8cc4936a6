using System.Collections.Concurrent;
using LibraryBot.Storage;

namespace LibraryBot.Tests.Storage;

/// <summary>A body: all of it or nothing, one at a time, and alone.</summary>
public abstract partial class LibraryStoreRules
{
    [Fact]
    public async Task A_body_sees_its_own_writes_in_every_kind_of_read()
    {
        await Put(new Shelf("a", "anak", 1), new Shelf("b", "anak", 5), new Shelf("c", "dewasa", 3), new Shelf("e", "anak", 7));
        await Store.Commit(s =>
        {
            s.Put(Shelves, new Shelf("d", "anak", 2));
            s.Put(Shelves, new Shelf("b", "dewasa", 9));
            s.Delete(Shelves, "c");
            s.Put(Shelves, new Shelf("e"));
            Assert.Equal("dewasa", s.Get(Shelves, "b")!.Room);
            Assert.Null(s.Get(Shelves, "c"));
            Assert.Equal(["a", "d"], Found(s.Find(Shelves, ByRoom, "anak")));
            Assert.Equal(["b"], Found(s.Find(Shelves, ByCount, 9)));
            Assert.Equal(["a", "d", "b"], Found(s.Between(Shelves, ByCount, 1, 9)));
            Assert.Equal(["a", "d"], Found(s.Between(Shelves, ByCount, 1, 9, limit: 2)));
            Assert.Equal(["a", "d", "b"], Found(s.Beginning(Shelves, ByRoom, "")));
            Assert.Equal(["a", "d"], Found(s.Beginning(Shelves, ByRoom, "an", limit: 2)));
            Assert.Equal(["a", "b", "d", "e"], Found(s.All(Shelves)).Order());
            s.Delete(Shelves, "b");
            s.Put(Shelves, new Shelf("b", "anak", 0));
            s.Delete(Shelves, "d");
            Assert.Equal(["a", "b"], Found(s.Find(Shelves, ByRoom, "anak")));
            Assert.Equal(["b", "a"], Found(s.Between(Shelves, ByCount, 0, 9)));
        });
        await Reopen();
        Assert.Equal(["b", "a"], await Ids(s => s.Between(Shelves, ByCount, long.MinValue, long.MaxValue)));
        Assert.Equal(["a", "b", "e"], await AllIds());
    }

    [Fact]
    public async Task A_body_that_throws_leaves_nothing_and_its_neighbours_are_kept()
    {
        await Put(new Shelf("old", "anak", 1), new Shelf("gone", "anak", 2));
        var commits = Enumerable.Range(0, 60).Select(n => Store.Commit(s =>
        {
            s.Put(Shelves, new Shelf($"s{n:D2}", "anak", n));
            s.Put(Shelves, new Shelf("old", $"body {n}", n));
            s.Delete(Shelves, "gone");
            Assert.Equal(n, s.Get(Shelves, "old")!.Count);
            Assert.Contains($"s{n:D2}", Found(s.Find(Shelves, ByRoom, "anak")));
            if (n % 3 != 0)
                throw new InvalidOperationException($"a bug in body {n}");
            if (n != 30)
                s.Put(Shelves, new Shelf("gone", "anak", 2));
        })).ToList();
        for (var n = 0; n < commits.Count; n++)
        {
            if (n % 3 == 0)
                await commits[n];
            else
                Assert.Equal($"a bug in body {n}", (await Assert.ThrowsAsync<InvalidOperationException>(() => commits[n])).Message);
        }

        await Reopen();
        Assert.Equal(["gone", "old", .. Enumerable.Range(0, 20).Select(n => $"s{n * 3:D2}")], await AllIds());
        Assert.Equal("body 57", (await Get("old"))!.Room);
        Assert.Empty(await Ids(s => s.Find(Shelves, ByRoom, "body 58")));
    }

    [Fact]
    public async Task A_body_runs_once_also_when_it_throws()
    {
        int good = 0, bad = 0;
        await Store.Commit(s => { good++; s.Put(Shelves, new Shelf("a")); });
        await Assert.ThrowsAsync<IOException>(() => Store.Commit(s => { bad++; s.Put(Shelves, new Shelf("b")); throw new IOException("the body's own"); }));
        await Assert.ThrowsAsync<IOException>(() => Store.Read<int>(_ => { bad++; throw new IOException("the body's own"); }));
        await Put(new Shelf("c"));
        Assert.Equal((1, 2), (good, bad));
    }

    [Fact]
    public async Task What_a_body_answers_comes_to_its_caller()
    {
        Assert.Equal(7, await Store.Commit(s => 7));
        Assert.Null(await Store.Commit<string?>(s => { s.Put(Shelves, new Shelf("a")); return null; }));
        Assert.Equal("a", await Store.Read(s => s.Get(Shelves, "a")!.Id));
    }

    [Fact]
    public async Task What_a_body_found_can_be_used_when_the_store_has_changed_and_is_closed()
    {
        await Put([.. Enumerable.Range(0, 300).Select(n => new Shelf($"s{n:D3}", "anak", n) { Note = "first" })]);
        var (all, found, one) = await Store.Read(s => (s.All(Shelves), s.Find(Shelves, ByRoom, "anak"), s.Get(Shelves, "s007")));
        await Store.Commit(s =>
        {
            for (var n = 0; n < 300; n++)
                s.Put(Shelves, new Shelf($"s{n:D3}", "dewasa", -n) { Note = "second" });
        });
        await Store.DisposeAsync();
        Assert.Equal(300, all.Count(shelf => shelf.Note == "first"));
        Assert.Equal(300, found.Count(shelf => shelf.Note == "first"));
        Assert.Equal("first", one!.Note);
    }

    [Fact]
    public async Task A_reading_body_sees_only_what_was_committed_and_all_of_it()
    {
        await Balance(0);
        var moves = Enumerable.Range(1, 300).Select(n => n % 5 == 0 ? Failing(n) : Balance(n)).ToList();
        var looks = Enumerable.Range(0, 300).Select(_ => Store.Read(s => (Left: s.Get(Shelves, "left")!.Count!.Value, Right: long.Parse(s.Get(Labels, "right")!.Text, System.Globalization.CultureInfo.InvariantCulture)))).ToList();
        foreach (var (left, right) in await Task.WhenAll(looks))
        {
            Assert.Equal(0, left + right);
            Assert.True(left == 0 || left % 5 != 0, $"{left} was never committed.");
        }

        await Task.WhenAll(moves);

        Task Balance(long n) => Store.Commit(s => Move(s, n));

        Task Failing(long n) => Assert.ThrowsAsync<InvalidOperationException>(() => Store.Commit(s => { Move(s, n); throw new InvalidOperationException(); }));

        static void Move(IStoreSession s, long n)
        {
            s.Put(Shelves, new Shelf("left", Count: n));
            s.Put(Labels, new Label("right", (-n).ToString(System.Globalization.CultureInfo.InvariantCulture)));
        }
    }

    [Fact]
    public async Task A_caller_reads_what_it_has_committed()
    {
        for (var n = 0; n < 50; n++)
        {
            await Put(new Shelf("a", $"r{n}", n));
            Assert.Equal(n, (await Get("a"))!.Count);
            Assert.Equal(["a"], await Ids(s => s.Find(Shelves, ByRoom, $"r{n}")));
        }
    }

    [Fact]
    public async Task Counters_never_give_a_number_twice_and_leave_none_out_when_a_body_throws()
    {
        var given = new ConcurrentBag<long>();
        await Task.WhenAll(Enumerable.Range(0, 200).Select(async n =>
        {
            try
            {
                given.Add(await Store.Commit(s => s.Next("post") is var number && n % 4 == 3 ? throw new InvalidOperationException() : number));
            }
            catch (InvalidOperationException)
            {
                // Every fourth body throws after it took a number.
            }
        }));
        Assert.Equal(Enumerable.Range(1, 150).Select(n => (long)n), given.Order());
        Assert.Equal((151, 152, 1), await Store.Commit(s => (s.Next("post"), s.Next("post"), s.Next("Post"))));
        await Reopen();
        Assert.Equal((153, 2), await Store.Commit(s => (s.Next("post"), s.Next("Post"))));
    }

    [Fact]
    public async Task Bodies_from_many_threads_run_one_after_another()
    {
        var inside = 0;
        await Put(new Shelf("sum", Count: 0));
        await Task.WhenAll(Enumerable.Range(0, 8).Select(thread => Task.Run(async () =>
        {
            for (var n = 0; n < 50; n++)
            {
                await Store.Commit(s =>
                {
                    Assert.Equal(1, Interlocked.Increment(ref inside));
                    s.Put(Shelves, new Shelf("sum", Count: s.Get(Shelves, "sum")!.Count + 1));
                    s.Put(Shelves, new Shelf($"t{thread}n{n}", $"t{thread}"));
                    Interlocked.Decrement(ref inside);
                });
            }
        })));
        Assert.Equal(400, (await Get("sum"))!.Count);
        Assert.Equal(50, (await Ids(s => s.Find(Shelves, ByRoom, "t3"))).Count);
    }

    [Fact]
    public async Task Commits_of_one_caller_take_effect_in_the_order_of_asking()
    {
        var order = new List<int>();
        await Task.WhenAll(Enumerable.Range(0, 200).Select(n => Store.Commit(s => { order.Add(n); s.Put(Shelves, new Shelf("last", Count: n)); })));
        Assert.Equal(Enumerable.Range(0, 200), order);
        Assert.Equal(199, (await Get("last"))!.Count);
    }

    [Fact]
    public async Task After_commit_runs_once_the_commit_is_done_in_order_and_never_for_a_body_that_throws()
    {
        var told = new ConcurrentQueue<string>();
        var first = Store.Commit(s =>
        {
            s.AfterCommit(() => told.Enqueue("1a"));
            s.Put(Shelves, new Shelf("a"));
            s.AfterCommit(() => told.Enqueue("1b"));
            told.Enqueue("body 1");
        });
        var thrown = Store.Commit(s => { s.AfterCommit(() => told.Enqueue("never")); throw new InvalidOperationException(); });
        var third = Store.Commit(s => { s.Put(Shelves, new Shelf("b")); s.AfterCommit(() => told.Enqueue("3")); });
        var onlyReads = Store.Commit(s => { s.Get(Shelves, "a"); s.AfterCommit(() => told.Enqueue("4")); });
        await first;
        Assert.Equal(["body 1", "1a", "1b"], told.Take(3));
        await Assert.ThrowsAsync<InvalidOperationException>(() => thrown);
        await third;
        await onlyReads;
        Assert.Equal(["body 1", "1a", "1b", "3", "4"], told);
    }

    [Fact]
    public async Task What_after_commit_throws_harms_neither_its_commit_nor_its_neighbours()
    {
        var later = 0;
        var first = Store.Commit(s =>
        {
            s.Put(Shelves, new Shelf("a"));
            s.AfterCommit(() => throw new InvalidOperationException("a bug in a wake"));
            s.AfterCommit(() => later++);
        });
        var second = Put(new Shelf("b"));
        await first;
        await second;
        Assert.Equal(1, later);
        Assert.Equal(["a", "b"], await AllIds());
    }

    [Fact]
    public async Task After_commit_may_ask_the_store_for_another_transaction()
    {
        var asked = new TaskCompletionSource<Task<Shelf?>>(TaskCreationOptions.RunContinuationsAsynchronously);
        await Store.Commit(s => { s.Put(Shelves, new Shelf("a", "anak")); s.AfterCommit(() => asked.SetResult(Get("a"))); });
        Assert.Equal("anak", (await await asked.Task)!.Room);
    }

    [Fact]
    public async Task A_body_that_asks_the_store_for_another_transaction_is_refused()
    {
        // It would wait for itself for ever, or be saved though the outer body is not.
        await Assert.ThrowsAsync<InvalidOperationException>(() => Store.Commit(s => { s.Put(Shelves, new Shelf("outer")); _ = Put(new Shelf("inner")); }));
        await Assert.ThrowsAsync<InvalidOperationException>(() => Store.Commit(s => { s.Put(Shelves, new Shelf("outer")); _ = Get("a"); }));
        await Assert.ThrowsAsync<InvalidOperationException>(() => Store.Read(_ => Put(new Shelf("inner"))));
        Assert.Empty(await AllIds());
    }

    [Fact]
    public async Task A_session_is_of_no_use_when_its_body_is_over()
    {
        IStoreSession? kept = null;
        await Store.Commit(s => { kept = s; s.Put(Shelves, new Shelf("a")); });
        Assert.ThrowsAny<InvalidOperationException>(() => kept!.Put(Shelves, new Shelf("b")));
        Assert.ThrowsAny<InvalidOperationException>(() => kept!.Delete(Shelves, "a"));
        Assert.ThrowsAny<InvalidOperationException>(() => kept!.Get(Shelves, "a"));
        Assert.ThrowsAny<InvalidOperationException>(() => kept!.All(Shelves));
        Assert.ThrowsAny<InvalidOperationException>(() => kept!.Find(Shelves, ByRoom, "anak"));
        Assert.ThrowsAny<InvalidOperationException>(() => kept!.Next("post"));
        Assert.ThrowsAny<InvalidOperationException>(() => kept!.AfterCommit(() => { }));
        Assert.Equal(["a"], await AllIds());
    }

    private static IEnumerable<string> Found(IReadOnlyList<Shelf> shelves) => shelves.Select(shelf => shelf.Id);
}
