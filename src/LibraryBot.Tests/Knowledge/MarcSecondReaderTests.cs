using System.Globalization;
using System.Text;
using System.Text.Json;
using LibraryBot.Knowledge;
using LibraryBot.Knowledge.Import;
using LibraryBot.Knowledge.Import.Marc;
using LibraryBot.Tests.Support;

namespace LibraryBot.Tests.Knowledge;

/// <summary>
/// The titles and authors that marcjs reads (npm, somebody else's reader) against ours, letter by letter. Where they differ a rule
/// says why, and each rule must have its case: a rule that explains nothing any more is taken out.
/// </summary>
public sealed class MarcSecondReaderTests
{
    private enum Rule
    {
        Agree,

        /// <summary>marcjs takes all bytes for UTF-8; of MARC-8 the plain letters agree, whatever accents and other sets were lost.</summary>
        NoMarc8,

        /// <summary>marcjs believes base address and directory; we look at the terminators.</summary>
        BelievesTheDirectory,

        /// <summary>marcjs does not step over line breaks between records.</summary>
        BlanksBetweenRecords,

        /// <summary>We refuse what is no book, is in an unknown alphabet, or has no title.</summary>
        WeRefuse,

        /// <summary>The title stands in 880 or in $k alone, or in 200 (UNIMARC); marcjs was asked for 245 abnp.</summary>
        TitleElsewhere,
    }

    [SkippableFact]
    public async Task The_titles_and_authors_of_another_reader_are_ours_but_for_named_reasons()
    {
        var folder = ForeignBot.Folder("marc");
        var one = SharedData.Path("marc/pymarc/one.dat");
        Skip.If(one is null, "shared data is not here");
        var root = Path.GetDirectoryName(Path.GetDirectoryName(one))!;
        var files = Directory.GetFiles(root, "*", SearchOption.AllDirectories).Where(file => Path.GetExtension(file) is ".mrc" or ".marc" or ".dat").Order(StringComparer.Ordinal).ToList();
        var theirs = await Theirs(folder, files);
        var used = new Dictionary<Rule, int>();
        foreach (var file in files)
        {
            foreach (var (number, record, book) in Ours(file))
            {
                var rule = Why(theirs[(file, number)], record, book, number);
                Assert.True(rule is not null, $"{Path.GetRelativePath(root, file)} {number}: \"{theirs[(file, number)]}\" and \"{book?.Title}\" by \"{string.Join("; ", book?.Authors ?? [])}\"");
                used[rule.Value] = used.GetValueOrDefault(rule.Value) + 1;
            }
        }

        Assert.Equal(1177, used[Rule.Agree]);
        Assert.Equal(Enum.GetValues<Rule>(), used.Keys.Order());
    }

    private static Rule? Why(Foreign theirs, MarcRecord? record, Book? book, int number)
    {
        if (book is null || record is null)
            return Rule.WeRefuse;
        if (Agrees(theirs, book, Letters))
            return Rule.Agree;
        if (record.Doubts.Any(doubt => doubt.StartsWith("the directory does not fit", StringComparison.Ordinal)))
            return Rule.BelievesTheDirectory;
        if (theirs.Title.Count == 0 && !record.Of("245").SelectMany(field => field.All("abnp")).Any())
            return Rule.TitleElsewhere;
        if (Agrees(theirs, book, PlainLetters))
            return Rule.NoMarc8;
        if (theirs.Title.Count == 0 && theirs.Authors.Count == 0)
            return number > 1 ? Rule.BlanksBetweenRecords : Rule.BelievesTheDirectory;
        return null;
    }

    private static bool Agrees(Foreign theirs, Book book, Func<string, string> letters) =>
        letters(string.Concat(theirs.Title)) == letters(book.Title)
        && theirs.Authors.Select(author => letters(string.Concat(author))).Where(author => author.Length > 0).Distinct().SequenceEqual(book.Authors.Select(letters).Distinct());

    private static string Letters(string text) => string.Concat(CharacterReferences.Resolve(text).Normalize().Where(char.IsLetterOrDigit));

    private static string PlainLetters(string text) => string.Concat(text.Normalize(NormalizationForm.FormD).Where(char.IsAsciiLetterOrDigit));

    private static IEnumerable<(int Number, MarcRecord? Record, Book? Book)> Ours(string file)
    {
        using var stream = File.OpenRead(file);
        var places = new BranchPlaces([], _ => { });
        foreach (var piece in new Iso2709Pieces(stream).Read())
        {
            MarcRecord? record = null;
            Book? book = null;
            try
            {
                record = Iso2709Record.Read(piece);
                book = MarcBook.Of(record, places);
            }
            catch (BrokenRow)
            {
            }

            yield return (piece.Number, record, book);
        }
    }

    private static async Task<Dictionary<(string, int), Foreign>> Theirs(string folder, IReadOnlyList<string> files)
    {
        var (exit, output) = await NodePackages.Run("node", folder, ["read.mjs", .. files]);
        Assert.True(exit == 0, output);
        var options = new JsonSerializerOptions(JsonSerializerDefaults.Web);
        return output.Split('\n', StringSplitOptions.RemoveEmptyEntries).Select(line => JsonSerializer.Deserialize<Foreign>(line, options)!)
            .ToDictionary(record => (record.File, record.Number));
    }

    private sealed record Foreign(string File, int Number, string? Failed)
    {
        public IReadOnlyList<string> Title { get; init; } = [];
        public IReadOnlyList<IReadOnlyList<string>> Authors { get; init; } = [];

        public override string ToString() => string.Create(CultureInfo.InvariantCulture, $"{string.Concat(Title)}\" by \"{string.Join("; ", Authors.Select(author => string.Concat(author)))}{Failed}");
    }
}
