using LibraryBot.Storage;

namespace LibraryBot.Tests.Storage;

/// <summary>Finding by an index: everything that fits, in order, and nothing else.</summary>
public abstract partial class LibraryStoreRules
{
    [Fact]
    public async Task Find_gives_what_has_exactly_this_value()
    {
        await Put(new Shelf("a", "anak", 1), new Shelf("b", "anak lama", 11), new Shelf("c", "Anak", -1), new Shelf("d", "anak", 1), new Shelf("e", "", 0));
        Assert.Equal(["a", "d"], await Ids(s => s.Find(Shelves, ByRoom, "anak")));
        Assert.Equal(["a", "d"], await Ids(s => s.Find(Shelves, ByCount, 1)));
        Assert.Equal(["e"], await Ids(s => s.Find(Shelves, ByRoom, "")));
        Assert.Empty(await Ids(s => s.Find(Shelves, ByRoom, "ana")));
    }

    [Fact]
    public async Task After_walks_a_collection_by_id_with_what_the_body_itself_has_written()
    {
        await Put(new Shelf("b"), new Shelf("a"), new Shelf("É"), new Shelf("c"), new Shelf("B"));
        Assert.Equal(["B", "a"], await Ids(s => s.After(Shelves, "", 2)));
        Assert.Equal(["b", "c"], await Ids(s => s.After(Shelves, "a", 2)));
        Assert.Equal(["c", "É"], await Ids(s => s.After(Shelves, "b", 9)));
        Assert.Empty(await Ids(s => s.After(Shelves, "É", 9)));
        Assert.Equal(["aa", "c", "d"], await Store.Commit(s =>
        {
            s.Put(Shelves, new Shelf("aa"));
            s.Put(Shelves, new Shelf("d"));
            s.Delete(Shelves, "b");
            return s.After(Shelves, "a", 3).Select(shelf => shelf.Id).ToList();
        }));
    }

    [Fact]
    public async Task Between_takes_both_ends_in_and_sorts_by_number()
    {
        await Put(new Shelf("ten", Count: 10), new Shelf("nine", Count: 9), new Shelf("minus", Count: -10), new Shelf("zero", Count: 0), new Shelf("hundred", Count: 100));
        Assert.Equal(["zero", "nine", "ten"], await Ids(s => s.Between(Shelves, ByCount, 0, 10)));
        Assert.Equal(["minus", "zero"], await Ids(s => s.Between(Shelves, ByCount, -10, 0)));
        Assert.Equal(["nine"], await Ids(s => s.Between(Shelves, ByCount, 9, 9)));
        Assert.Empty(await Ids(s => s.Between(Shelves, ByCount, 10, 9)));
    }

    [Fact]
    public async Task The_smallest_and_largest_numbers_have_their_places()
    {
        await Put(new Shelf("max", Count: long.MaxValue), new Shelf("min", Count: long.MinValue), new Shelf("near", Count: long.MaxValue - 1), new Shelf("odd", Count: (1L << 53) + 1), new Shelf("even", Count: 1L << 53));
        Assert.Equal(["min", "even", "odd", "near", "max"], await Ids(s => s.Between(Shelves, ByCount, long.MinValue, long.MaxValue)));
        Assert.Equal(["max"], await Ids(s => s.Find(Shelves, ByCount, long.MaxValue)));
        Assert.Equal(["odd"], await Ids(s => s.Find(Shelves, ByCount, (1L << 53) + 1)));
    }

    [Fact]
    public async Task Beginning_gives_what_begins_with_these_letters_in_the_order_of_its_letters()
    {
        string[] rooms = ["an", "an 1", "anak", "anak\uffff", "anak\uffff\uffffx", "anak 📚", "an\ue000", "An", "ana", "b", "ã", "am\uffff"];
        await Put([.. rooms.Select(room => new Shelf("id of " + room, room))]);
        Assert.Equal(
            rooms.Where(room => room.StartsWith("an", StringComparison.Ordinal)).Order(StringComparer.Ordinal),
            await Store.Read(s => s.Beginning(Shelves, ByRoom, "an").Select(shelf => shelf.Room!).ToList()));
        Assert.Equal(rooms.Length, (await Ids(s => s.Beginning(Shelves, ByRoom, ""))).Count);
        Assert.Empty(await Ids(s => s.Beginning(Shelves, ByRoom, "anakx")));
    }

    [Fact]
    public async Task Texts_are_sorted_by_their_letters_numbers_and_not_by_a_language()
    {
        // As UTF-16 sorts them: an emoji stands before U+E000, where UTF-8 would put it behind.
        string[] sorted = ["", " ", "A", "B", "Z", "a", "b", "z", "É", "ä", "é", "ا", "世", "📚", "\ue000", "\uffff"];
        await Put([.. sorted.Reverse().Select((room, n) => new Shelf($"{n:D2}", room))]);
        Assert.Equal(sorted, await Store.Read(s => s.Beginning(Shelves, ByRoom, "").Select(shelf => shelf.Room!).ToList()));
        Assert.Equal(sorted[..5], await Store.Read(s => s.Beginning(Shelves, ByRoom, "", limit: 5).Select(shelf => shelf.Room!).ToList()));
        Assert.Equal(["📚"], await Store.Read(s => s.Beginning(Shelves, ByRoom, "📚").Select(shelf => shelf.Room!).ToList()));
    }

    [Fact]
    public async Task A_limit_gives_the_first_of_the_order()
    {
        await Put([.. Enumerable.Range(0, 30).Select(n => new Shelf($"s{n:D2}", $"r{n:D2}", 29 - n))]);
        Assert.Equal(["s29", "s28", "s27"], await Ids(s => s.Between(Shelves, ByCount, 0, 99, limit: 3)));
        Assert.Equal(["s20", "s21"], await Ids(s => s.Beginning(Shelves, ByRoom, "r2", limit: 2)));
        Assert.Empty(await Ids(s => s.Beginning(Shelves, ByRoom, "r", limit: 0)));
        Assert.Equal(30, (await Ids(s => s.Beginning(Shelves, ByRoom, "r", limit: 31))).Count);
    }

    [Fact]
    public async Task What_has_the_same_value_comes_in_the_order_of_its_ids_also_at_a_limit()
    {
        await Put([.. new[] { "d", "b", "📚", "c", "B", "a", "\ue000" }.Select(id => new Shelf(id, "anak", 5))]);
        await Put(new Shelf("first", "ana", 4), new Shelf("b", "anak", 5) { Note = "put again" }, new Shelf("last", "anak\u0001", 6));
        string[] tied = ["B", "a", "b", "c", "d", "📚", "\ue000"];
        Assert.Equal(tied, await Ids(s => s.Find(Shelves, ByRoom, "anak")));
        Assert.Equal(["B", "a"], await Ids(s => s.Find(Shelves, ByCount, 5, limit: 2)));
        Assert.Equal(["first", "B", "a"], await Ids(s => s.Between(Shelves, ByCount, 0, 9, limit: 3)));
        Assert.Equal(["first", .. tied, "last"], await Ids(s => s.Beginning(Shelves, ByRoom, "ana")));
    }

    [Fact]
    public async Task A_record_without_a_value_is_left_out_of_that_index_only()
    {
        await Put(new Shelf("no count", "anak"), new Shelf("no room", Count: 1), new Shelf("neither"), new Shelf("both", "anak", 2));
        Assert.Equal(["both", "no count"], await Ids(s => s.Beginning(Shelves, ByRoom, "")));
        Assert.Equal(["no room", "both"], await Ids(s => s.Between(Shelves, ByCount, long.MinValue, long.MaxValue)));
        Assert.Equal(4, (await AllIds()).Count);
    }

    [Fact]
    public async Task A_record_put_again_with_another_value_is_found_by_the_new_one_only()
    {
        await Put(new Shelf("a", "anak", 1), new Shelf("b", "anak", 1), new Shelf("c", "anak", 1));
        await Put(new Shelf("a", "dewasa", -1), new Shelf("b"));
        await Reopen();
        Assert.Equal(["c"], await Ids(s => s.Find(Shelves, ByRoom, "anak")));
        Assert.Equal(["a"], await Ids(s => s.Find(Shelves, ByRoom, "dewasa")));
        Assert.Equal(["a", "c"], await Ids(s => s.Between(Shelves, ByCount, -5, 5)));
    }

    [Fact]
    public async Task An_indexed_text_has_room_for_300_letters_and_a_longer_one_is_refused_clearly()
    {
        string[] rooms = [new('x', 300), new('界', 300), string.Concat(Enumerable.Repeat("🎉", 150)), new string('x', 299) + "y"];
        await Put([.. rooms.Select((room, n) => new Shelf($"{n}", room))]);
        foreach (var bad in new[] { new string('x', 301), new string('x', 100_000), "nul\0", "half \ud83c" })
        {
            var refusal = await Assert.ThrowsAnyAsync<ArgumentException>(() => Put(new Shelf("bad", bad)));
            Assert.Contains("room", refusal.Message, StringComparison.Ordinal);
            Assert.Empty(await Ids(s => s.Find(Shelves, ByRoom, bad)));
            Assert.Empty(await Ids(s => s.Beginning(Shelves, ByRoom, bad)));
        }

        await Reopen();
        for (var n = 0; n < rooms.Length; n++)
            Assert.Equal([$"{n}"], await Ids(s => s.Find(Shelves, ByRoom, rooms[n])));
        Assert.Equal(["0", "3"], await Ids(s => s.Beginning(Shelves, ByRoom, new string('x', 299))));
        Assert.Equal(["0"], await Ids(s => s.Beginning(Shelves, ByRoom, new string('x', 300))));
    }

    [Fact]
    public async Task Many_different_values_of_one_index_are_each_found()
    {
        await Put([.. Enumerable.Range(0, 500).Select(n => new Shelf($"s{n}", $"r{n}", n))]);
        await Store.Commit(s =>
        {
            for (var n = 0; n < 500; n += 2)
                s.Delete(Shelves, $"s{n}");
        });
        for (var n = 0; n < 500; n++)
            Assert.Equal(n % 2, (await Ids(s => s.Find(Shelves, ByRoom, $"r{n}"))).Count);
    }
}
