using LibraryBot.Knowledge;
using LibraryBot.Language;
using Microsoft.Data.Sqlite;

namespace LibraryBot.Bench.Search;

/// <summary>
/// SQLite FTS5 as a careful program would use it: in memory, optimised, one prepared statement that sorts by its own bm25, an index of
/// prefixes, all words first and any of them when no record has them all.
/// </summary>
internal sealed class Fts5Search : ISearchEngine, IDisposable
{
    private readonly SqliteConnection connection = new("Data Source=:memory:");
    private readonly SqliteCommand find;
    private readonly IReadOnlyList<Book> books;

    public Fts5Search(IReadOnlyList<Book> books)
    {
        this.books = books;
        connection.Open();
        Do("CREATE VIRTUAL TABLE books USING fts5(title, subjects, author, rest, content='', tokenize='unicode61 remove_diacritics 2', prefix='3 4 5')");
        Fill();
        Do("INSERT INTO books(books, rank) VALUES ('rank', 'bm25(4.0, 3.0, 3.0, 1.0)')");
        Do("INSERT INTO books(books) VALUES ('optimize')");
        find = new SqliteCommand($"SELECT rowid FROM books WHERE books MATCH $words ORDER BY rank LIMIT {SearchVerb.Hits}", connection);
        find.Parameters.Add(new SqliteParameter("$words", ""));
        find.Prepare();
    }

    public string Name => "FTS5";

    public IReadOnlyList<Book> Find(SearchQuery query)
    {
        var words = query.Words.Select((word, at) => $"\"{word}\"{(query.IsTyping && at + 1 == query.Words.Count ? "*" : "")}").ToList();
        return Matching(string.Join(" AND ", words)) is { Count: > 0 } all ? all : Matching(string.Join(" OR ", words));
    }

    public void Dispose()
    {
        find.Dispose();
        connection.Dispose();
    }

    private List<Book> Matching(string words)
    {
        find.Parameters[0].Value = words;
        var found = new List<Book>();
        using var rows = find.ExecuteReader();
        while (rows.Read())
            found.Add(books[(int)rows.GetInt64(0)]);
        return found;
    }

    private void Fill()
    {
        using var transaction = connection.BeginTransaction();
        using var insert = new SqliteCommand("INSERT INTO books(rowid, title, subjects, author, rest) VALUES ($row, $title, $subjects, $author, $rest)", connection, transaction);
        foreach (var name in new[] { "$row", "$title", "$subjects", "$author", "$rest" })
            insert.Parameters.Add(new SqliteParameter(name, ""));
        foreach (var (row, book) in books.Index())
        {
            var texts = SearchFields.Of(book);
            insert.Parameters[0].Value = row;
            insert.Parameters[1].Value = Plain(texts.Title);
            insert.Parameters[2].Value = Plain(texts.Subjects);
            insert.Parameters[3].Value = Plain(texts.Author);
            insert.Parameters[4].Value = Plain(texts.Rest);
            insert.ExecuteNonQuery();
        }

        transaction.Commit();
    }

    // Cut as our words are, so that no engine finds less because it cuts otherwise.
    private static string Plain(string text) => string.Join(' ', TextWords.Of(text));

    private void Do(string sql)
    {
        using var command = new SqliteCommand(sql, connection);
        command.ExecuteNonQuery();
    }
}
