using System.Text;
using System.Text.RegularExpressions;
using LibraryBot.Knowledge;
using LibraryBot.Knowledge.Import;
using LibraryBot.Tests.Support;

namespace LibraryBot.Tests.Knowledge;

/// <summary>Every file of real catalogues that lies beside the repository is imported, or refused for a reason that is written here.</summary>
public sealed partial class MarcSharedFilesTests
{
    private const string Usual = "seen {0}, new {0}, changed 0, skipped 0, warnings 0";
    private const string NoMarc = " has no record of MARC.";

    // A number: so many records, all new, nothing to say. Otherwise the summary, and how each kind of problem is worded.
    private static readonly Dictionary<string, (string Summary, string Why)> Known = new(StringComparer.Ordinal)
    {
        ["evergreen/auth-subset100.mrc"] = ("seen 17, new 0, changed 0, skipped 17, warnings 0", "it is an authority record, not a book; skipped"),
        ["evergreen/hebrew.marc"] = (Usual.Replace("{0}", "20"), ""),
        ["evergreen/jazz_1k.mrc"] = ("seen 1000, new 1000, changed 0, skipped 0, warnings 4", "the leader says MARC-8, but the bytes are Windows-1252"),
        ["evergreen/lul_fre_100.mrc"] = (Usual.Replace("{0}", "100"), ""),
        ["evergreen/oss.marc"] = ("seen 42, new 40, changed 0, skipped 0, warnings 2", "appears twice; the later row is used"),
        ["evergreen/sample_acq_order.mrc"] = (Usual.Replace("{0}", "10"), ""),
        ["marc8-tables/codetablesnocjk.xml"] = (NoMarc, ""),
        ["pymarc/1251.dat"] = ("seen 6, new 0, changed 0, skipped 6, warnings 0", "its letters are neither UTF-8 nor MARC-8 nor Windows-1252; skipped"),
        ["pymarc/bad_eacc_encoding.dat"] = ("seen 1, new 1, changed 0, skipped 0, warnings 1", "its East Asian characters in MARC-8 cannot be read here"),
        ["pymarc/bad_marc8_escape.dat"] = ("seen 1, new 1, changed 0, skipped 0, warnings 1", "it has an escape sequence that MARC 21 does not know"),
        ["pymarc/bad_records.mrc"] = ("seen 8, new 1, changed 0, skipped 1, warnings 7", "it has no fields; skipped|appears twice; the later row is used|the directory does not fit; the fields were found by their ends"),
        ["pymarc/bad_subfield_code.dat"] = ("seen 1, new 1, changed 0, skipped 0, warnings 2", "the directory does not fit; the fields were found by their ends|the leader says MARC-8, but the bytes are UTF-8"),
        ["pymarc/batch.xml"] = (Usual.Replace("{0}", "2"), ""),
        ["pymarc/marc.dat"] = (Usual.Replace("{0}", "20"), ""),
        ["pymarc/regression45.dat"] = (Usual.Replace("{0}", "12"), ""),
        ["pymarc/test.dat"] = (Usual.Replace("{0}", "10"), ""),
        ["pymarc/testunimarc.dat"] = ("seen 1, new 1, changed 0, skipped 0, warnings 1", "the leader says MARC-8, but the bytes are UTF-8"),
        ["pymarc/utf8_without_leader_flag.dat"] = ("seen 1, new 1, changed 0, skipped 0, warnings 1", "the leader says MARC-8, but the bytes are UTF-8"),
        ["ruby-marc/bad_eacc_encoding.marc8.marc"] = ("seen 1, new 1, changed 0, skipped 0, warnings 1", "its East Asian characters in MARC-8 cannot be read here"),
        ["ruby-marc/batch.dat"] = (Usual.Replace("{0}", "10"), ""),
        ["ruby-marc/batch.xml"] = (Usual.Replace("{0}", "2"), ""),
        ["ruby-marc/cp866_multirecord.marc"] = ("seen 2, new 0, changed 0, skipped 2, warnings 0", "its letters are neither UTF-8 nor MARC-8 nor Windows-1252; skipped"),
        ["ruby-marc/cp866_unimarc.marc"] = ("seen 1, new 0, changed 0, skipped 1, warnings 0", "its letters are neither UTF-8 nor MARC-8 nor Windows-1252; skipped"),
        ["ruby-marc/escaped_character_reference.marc8.marc"] = ("seen 1, new 0, changed 0, skipped 1, warnings 0", "it has no title (245); skipped"),
        ["ruby-marc/marc8_accented_chars.marc"] = ("seen 1, new 1, changed 0, skipped 0, warnings 1", "the leader says UTF-8, but the bytes are MARC-8"),
        ["ruby-marc/marc_with_bad_utf8.utf8.marc"] = ("seen 1, new 1, changed 0, skipped 0, warnings 1", "the directory does not fit; the fields were found by their ends"),
        ["ruby-marc/three-records-second-bad.xml"] = ("seen 3, new 1, changed 0, skipped 0, warnings 2", "appears twice; the later row is used"),
        ["ruby-marc/utf8_multirecord.marc"] = ("seen 2, new 1, changed 0, skipped 0, warnings 1", "appears twice; the later row is used"),
        ["ruby-marc/utf8_with_bad_bytes.marc"] = ("seen 1, new 1, changed 0, skipped 0, warnings 1", "1 bytes are not UTF-8 like the rest and were lost"),
        ["traject/bad_utf_byte.utf8.marc"] = ("seen 1, new 0, changed 0, skipped 1, warnings 0", "it has no title (245); skipped"),
        ["traject/escaped_character_reference.marc8.marc"] = ("seen 1, new 0, changed 0, skipped 1, warnings 0", "it has no title (245); skipped"),
        ["traject/namespace-test.xml"] = (NoMarc, ""),
        ["traject/oai-pmh-one-record-2.xml"] = (NoMarc, ""),
        ["traject/oai-pmh-one-record-first.xml"] = (NoMarc, ""),
        ["traject/sample-oai-no-namespace.xml"] = (NoMarc, ""),
        ["traject/sample-oai-pmh.xml"] = (NoMarc, ""),
        ["traject/test_data.utf8.marc.xml"] = (Usual.Replace("{0}", "30"), ""),
        ["traject/test_data.utf8.mrc"] = (Usual.Replace("{0}", "30"), ""),
    };

    [SkippableFact]
    public async Task Every_file_gives_the_records_that_are_known_of_it_or_the_known_reason_why_not()
    {
        var root = Root();
        var files = Directory.GetFiles(root, "*", SearchOption.AllDirectories).Where(file => Path.GetExtension(file) is ".mrc" or ".marc" or ".dat" or ".xml").ToList();
        Assert.True(files.Count >= 80, $"{files.Count} files");
        foreach (var file in files)
        {
            var name = Path.GetRelativePath(root, file);
            // Whoever is not named above is one record with nothing to say about it.
            var (summary, why) = Known.GetValueOrDefault(name, (Usual.Replace("{0}", "1"), ""));
            var (came, problems) = await Came(file);
            Assert.Equal((name, summary), (name, came.Replace(file, "", StringComparison.Ordinal)));
            Assert.All(problems, problem => Assert.Contains(why.Split('|'), reason => reason.Length > 0 && problem.EndsWith(reason, StringComparison.Ordinal)));
            Assert.Equal(why.Length > 0, problems.Count > 0);
        }
    }

    [SkippableFact]
    public async Task What_is_in_two_forms_gives_the_same_books()
    {
        var root = Root();
        await SameBooks($"{root}/traject/test_data.utf8.mrc", $"{root}/traject/test_data.utf8.marc.xml");
        await SameBooks($"{root}/ruby-marc/non-numeric.dat", $"{root}/ruby-marc/non-numeric.xml");
        await SameBooks($"{root}/pymarc/utf8_with_leader_flag.dat", $"{root}/pymarc/utf8_without_leader_flag.dat");
    }

    [SkippableFact]
    public async Task Koha_s_own_records_and_copies_come_in_whole()
    {
        var root = Root();
        var copies = Rows(File.ReadAllText($"{root}/koha-misc4dev/items.sql")).ToLookup(row => row[1]);
        var records = Metadata().Matches(File.ReadAllText($"{root}/koha-misc4dev/biblio_metadata.sql"))
            .Select(found => WithCopies(Declaration().Replace(Unescaped(found.Groups[2].Value), ""), copies[found.Groups[1].Value])).ToList();
        Assert.Equal(436, records.Count);
        var came = await MarcTestimony.OfXml($"<collection>{string.Concat(records)}</collection>", new Branch("CPL", "Centerville"));
        Assert.Equal("seen 436, new 436, changed 0, skipped 0, warnings 3", came.Run.Summary);
        Assert.Equal(["MPL", "FPL", "HMNTS"], came.Run.Problems.Select(problem => problem.Split('"')[1]));
        Assert.Equal(copies.Sum(copy => copy.Count()), came.Books.Sum(book => book.Copies ?? 0));
        Assert.Equal(copies.Count(title => title.Any(copy => copy[27] == "CPL" || copy[6] == "CPL")), came.Books.Count(book => book.Branches.Count == 1));
        var acquired = copies.SelectMany(title => title).Select(copy => copy[4]).Where(day => day != "NULL").ToHashSet();
        Assert.All(came.Books.Where(book => book.Copies > 0), book => Assert.Contains($"{book.Added:yyyy-MM-dd}", acquired));
    }

    private static async Task SameBooks(string one, string other) =>
        Assert.Equal((await MarcTestimony.OfFile(one)).Books.Select(Told), (await MarcTestimony.OfFile(other)).Books.Select(Told));

    private static string Told(Book book) => book.ToString() + string.Join('|', [.. book.Authors, .. book.OtherTitles, .. book.Subjects, .. book.Isbn]);

    private static async Task<(string Came, IReadOnlyList<string> Problems)> Came(string file)
    {
        try
        {
            var came = await MarcTestimony.OfFile(file);
            return (came.Run.Summary, came.Run.Problems);
        }
        catch (ImportRefused refused)
        {
            return (refused.Message, []);
        }
    }

    private static string Root()
    {
        var known = SharedData.Path("marc/pymarc/one.dat");
        Skip.If(known is null, "shared data is not here");
        return Path.GetDirectoryName(Path.GetDirectoryName(known))!;
    }

    // itemnumber, biblionumber, ..., barcode (3), dateaccessioned (4), homebranch (6), withdrawn (17), itemlost (15), itemcallnumber (19), holdingbranch (27), location (29).
    private static string WithCopies(string record, IEnumerable<IReadOnlyList<string>> copies)
    {
        var added = new StringBuilder();
        foreach (var copy in copies)
        {
            added.Append("<datafield tag=\"952\" ind1=\" \" ind2=\" \">");
            foreach (var (code, column) in new[] { ('p', 3), ('d', 4), ('a', 6), ('1', 15), ('0', 17), ('o', 19), ('b', 27), ('c', 29) })
            {
                if (copy[column] != "NULL")
                    added.Append("<subfield code=\"").Append(code).Append("\">").Append(System.Security.SecurityElement.Escape(copy[column])).Append("</subfield>");
            }

            added.Append("</datafield>");
        }

        return record.Insert(record.LastIndexOf("</record>", StringComparison.Ordinal), added.ToString());
    }

    private static IEnumerable<IReadOnlyList<string>> Rows(string sql) => SqlRow().Matches(sql)
        .Select(row => SqlValue().Matches(row.Groups[1].Value).Select(value => Unescaped(value.Value.Trim('\''))).ToList());

    private static string Unescaped(string sql) => SqlEscape().Replace(sql, escape => escape.Value[1] switch { 'n' => "\n", 'r' => "\r", 't' => "\t", var other => other.ToString() });

    [GeneratedRegex(@"\(\d+,(\d+),'marcxml','MARC21','((?:[^'\\]|\\.)*)'", RegexOptions.Singleline)]
    private static partial Regex Metadata();

    [GeneratedRegex(@"^\s*<\?xml[^>]*>")]
    private static partial Regex Declaration();

    [GeneratedRegex(@"^\((\d+,.*)\)[,;]\s*$", RegexOptions.Multiline)]
    private static partial Regex SqlRow();

    [GeneratedRegex(@"'(?:[^'\\]|\\.)*'|[^,]+")]
    private static partial Regex SqlValue();

    [GeneratedRegex(@"\\.", RegexOptions.Singleline)]
    private static partial Regex SqlEscape();
}
