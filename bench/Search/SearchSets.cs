using LibraryBot.Knowledge;
using LibraryBot.Language;

namespace LibraryBot.Bench.Search;

/// <summary>Questions made from books picked at random: a few words of the title, the same with a slip, and a title half typed.</summary>
internal sealed class SearchSets(IReadOnlyList<Book> books, int seed)
{
    private const int InEach = 300;
    private readonly Random random = new(seed);
    private readonly Slips slips = new(new Random(seed));

    public IReadOnlyList<SearchSet> All()
    {
        var titles = Made(InTelling);
        return [new("titles", titles), new("typos", [.. titles.Select(WithSlip)]), new("prefixes", Made(HalfTyped))];
    }

    private IReadOnlyList<SearchQuery> Made(Func<Book, SearchQuery?> of) =>
        [.. Picked().Select(of).OfType<SearchQuery>().Take(InEach)];

    private IEnumerable<Book> Picked()
    {
        while (true)
            yield return books[random.Next(books.Count)];
    }

    /// <summary>Three to five of the words that tell, in their order; null when the title has no three.</summary>
    private SearchQuery? InTelling(Book book)
    {
        var telling = TextWords.Of(book.Title).Where(word => word.Length > 2 && !StopWords.Has(word)).Distinct().ToList();
        if (telling.Count < 3)
            return null;
        var kept = random.GetItems(Enumerable.Range(3, 3).Where(count => count <= telling.Count).ToArray(), 1)[0];
        while (telling.Count > kept)
            telling.RemoveAt(random.Next(telling.Count));
        return telling.Any(word => word.Length >= Slips.Shortest) ? new SearchQuery(telling, IsTyping: false, book) : null;
    }

    private SearchQuery WithSlip(SearchQuery query)
    {
        var long4 = query.Words.Index().Where(word => word.Item.Length >= Slips.Shortest).Select(word => word.Index).ToArray();
        var at = long4[random.Next(long4.Length)];
        return query with { Words = [.. query.Words.Select((word, index) => index == at ? slips.In(word) : word)] };
    }

    /// <summary>The first two to four words, the last of them cut to its first three to five letters; null when it has no more than those.</summary>
    private SearchQuery? HalfTyped(Book book)
    {
        var words = TextWords.Of(book.Title);
        var (count, letters) = (random.Next(2, 5), random.Next(3, 6));
        if (words.Count < count || words[count - 1].Length <= letters)
            return null;
        return new SearchQuery([.. words.Take(count - 1), words[count - 1][..letters]], IsTyping: true, book);
    }
}
