using LibraryBot.Knowledge;
using LibraryBot.Knowledge.Import;
using LibraryBot.Storage;

namespace LibraryBot.Tests.Knowledge;

/// <summary>How a record becomes a book (MARC 21 Format for Bibliographic Data).</summary>
public sealed class MarcBookTests
{
    private static readonly Branch Serpong = new("SRP", "Kampus Serpong");
    private static readonly Branch Pusat = new("pusat", "Gedung Pusat") { Aliases = ["PST"] };

    [Theory]
    [InlineData("10", "$aLaskar pelangi /$cAndrea Hirata.", "Laskar pelangi")]
    [InlineData("10", "$aE Street shuffle :$bthe glory days /$cClinton Heylin.", "E Street shuffle : the glory days")]
    [InlineData("10", "$aBumi manusia$b : sebuah roman$c / Pramoedya", "Bumi manusia : sebuah roman")]
    [InlineData("14", "$aThe pragmatic programmer.", "The pragmatic programmer")]
    [InlineData("00", "$aSejarah nasional.$nJilid 2,$pZaman kuno :$b200-1500.", "Sejarah nasional. Jilid 2, Zaman kuno : 200-1500")]
    [InlineData("00", "$aKamus =$bDictionary /", "Kamus = Dictionary")]
    [InlineData("00", "$aApa kabar dunia, dll.", "Apa kabar dunia, dll.")]
    [InlineData("00", "$aWaiting ...", "Waiting ...")]
    [InlineData("00", "$aAnna$h[sound recording] /", "Anna")]
    [InlineData("10", "$kPapers,$f1917-1950.", "Papers, 1917-1950")]
    public void The_title_is_245_without_the_punctuation_at_its_ends(string indicators, string written, string title) =>
        Assert.Equal(title, new MarcDraft().Data("245", indicators, written).Book().Title);

    [Fact]
    public void Other_titles_and_what_880_repeats_in_its_own_script_are_found_too()
    {
        var book = new MarcDraft(isUtf8: true).Control("001", "1").Data("100", "1 ", "$6880-01$aToer, Pramoedya")
            .Data("245", "10", "$6880-02$aLa-Torah").Data("246", "30", "$aTorah.").Data("240", "10", "$aBible.$pO.T.").Data("740", "0 ", "$aLain")
            .Data("880", "1 ", "$6100-01/(2/r$aטור").Data("880", "10", "$6245-02/(2/r$aלתורה :$bרסיסי").Data("880", "  ", "$6650-00$aנושא").Data("880", "  ", "$aohne").Book();
        Assert.Equal(["Torah", "Lain", "Bible. O.T.", "לתורה : רסיסי", "טור"], book.OtherTitles);
        Assert.Equal(["Toer, Pramoedya"], book.Authors);
    }

    [Fact]
    public void A_title_that_stands_only_in_880_is_a_title() =>
        Assert.Equal("לתורה", new MarcDraft(isUtf8: true).Data("880", "10", "$6245-00/(2/r$aלתורה").Book().Title);

    [Theory]
    [InlineData("100", "1 ", "$aToer, Pramoedya Ananta,$d1925-2006,$eauthor.", "Toer, Pramoedya Ananta")]
    [InlineData("100", "1 ", "$aTolkien, J. R. R.$q(John Ronald Reuel)", "Tolkien, J. R. R.")]
    [InlineData("100", "0 ", "$aJohn Paul$bII,$cPope", "John Paul II")]
    [InlineData("110", "1 ", "$aIndonesia.$bDepartemen Agama.", "Indonesia. Departemen Agama")]
    [InlineData("700", "1 ", "$aDavis, Sammy,$cJr.", "Davis, Sammy")]
    [InlineData("710", "2 ", "$aSpringer Science+Business Media, Inc.", "Springer Science+Business Media, Inc.")]
    [InlineData("711", "2 ", "$aKongres Bahasa$n(2 :$d1954)", "Kongres Bahasa")]
    public void Authors_stand_as_the_catalogue_writes_them(string tag, string indicators, string written, string author) =>
        Assert.Equal([author], Titled().Data(tag, indicators, written).Book().Authors);

    [Fact]
    public void The_main_author_comes_first_and_each_once() => Assert.Equal(
        ["Utama", "Kedua"],
        Titled().Data("700", "1 ", "$aKedua.").Data("100", "1 ", "$aUtama,").Data("700", "12", "$aUtama.$tKarya").Book().Authors);

    [Theory]
    [InlineData("960213s1996    flu           000 0 eng  ", "1995.", 1996)]
    [InlineData("960213s19uu    flu           000 0 eng  ", "[1995?]", 1995)]
    [InlineData("960213suuuu    flu           000 0 eng  ", "197-?", null)]
    [InlineData("880715q19701979th            000 0 chi  ", "197-?", null)]
    [InlineData("020813r19501880nyu           000 0 eng  ", "1950", 1950)]
    [InlineData("020813b        xx            000 0 lat  ", "", null)]
    [InlineData("broken", "c1998.", 1998)]
    [InlineData("", "\u00A91998", 1998)]
    [InlineData("", "1998, c1997", 1998)]
    [InlineData("", "1419 H [1998 M]", 1998)]
    [InlineData("", "1419 [1998]", 1998)]
    [InlineData("", "2542 [1999]", 1999)]
    [InlineData("", "1419 H", null)]
    [InlineData("", "cet. 3, Juli 2008", 2008)]
    [InlineData("", "n.d.", null)]
    public void The_year_is_that_of_008_or_else_the_printed_one(string coded, string printed, int? year)
    {
        Assert.Equal(year, new MarcDraft(isUtf8: true).Control("008", coded).Data("245", "00", "$aX").Data("260", "  ", "$c" + printed).Book().Year);
    }

    [Theory]
    [InlineData("264", " 4", "$c\u00A92011", "264", " 1", "$aJakarta :$bGramedia,$c[2012]", 2012)]
    [InlineData("264", " 4", "$c2011", "264", " 2", "$bAgung", 2011)]
    public void Of_264_the_publisher_counts_before_the_copyright(string tag, string first, string one, string tag2, string second, string two, int year)
    {
        var book = Titled().Data(tag, first, one).Data(tag2, second, two).Book();
        Assert.Equal(year, book.Year);
    }

    [Theory]
    [InlineData("$aJakarta :$bGramedia Pustaka Utama,$c2011.", "Jakarta", "Gramedia Pustaka Utama")]
    [InlineData("$a[S.l.] :$b[s.n.],$c1990", null, null)]
    [InlineData("$a[Bandung] :$bMizan,", "Bandung", "Mizan")]
    [InlineData("$a[Place of publication not identified] :$bX", null, "X")]
    public void Publisher_and_place_come_without_brackets_and_an_unknown_one_is_none(string written, string? place, string? publisher)
    {
        var book = Titled().Data("260", "  ", written).Book();
        Assert.Equal((place, publisher), (book.Place, book.Publisher));
    }

    [Theory]
    [InlineData("$a9786020324562 (jil. 1) ; 978-602-03-2457-9 (jil. 2)", "9786020324562 9786020324579")]
    [InlineData("$a0201616224 (pbk.)", "9780201616224")]
    [InlineData("$a080442957X :$cRp 50.000", "9780804429573")]
    [InlineData("$z9786020324562", "")]
    [InlineData("$aRp 9.786", "")]
    public void Every_ISBN_of_a_field_is_found(string written, string numbers) =>
        Assert.Equal(numbers, string.Join(' ', Titled().Data("020", "  ", written).Book().Isbn));

    [Theory]
    [InlineData("ind", "", "id")]
    [InlineData("eng", "", "en")]
    [InlineData("may", "", "ms")]
    [InlineData("jav", "", "jv")]
    [InlineData("ban", "", "ban")]
    [InlineData("ara", "$aind", "ar")]
    [InlineData("   ", "$aengfre", "en")]
    [InlineData("|||", "$amul$aind", "id")]
    [InlineData("und", "", null)]
    [InlineData("deu", "", "de")]
    public void The_language_is_that_of_008_or_else_of_041(string coded, string also, string? language) =>
        Assert.Equal(language, Titled().Control("008", $"960213s1996    flu           000 0 {coded}  ").Data("041", "1 ", also).Book().Language);

    [Fact]
    public void Subjects_keep_their_subdivisions_and_personal_subjects_their_name() => Assert.Equal(
        ["Sukarno", "Islam - Sejarah - Indonesia", "Fiksi", "Jawa Tengah (Indonesia)", "kata kunci"],
        Titled().Data("650", " 0", "$aIslam$xSejarah$zIndonesia.").Data("600", "10", "$aSukarno,$d1901-1970.").Data("651", " 4", "$aJawa Tengah (Indonesia).")
            .Data("655", " 7", "$aFiksi.$2lcgft").Data("653", "  ", "$akata kunci").Data("650", " 7", "$aFiksi").Book().Subjects);

    [Fact]
    public void Edition_series_summary_and_class_are_read()
    {
        var book = Titled().Data("250", "  ", "$aCet. 2.").Data("490", "1 ", "$aSeri sastra ;$vno. 3").Data("830", " 0", "$aSeri lain").Data("520", "  ", "$aTentang laut.")
            .Data("082", "04", "$aB").Data("082", "04", "$a813/.54$223").Book();
        Assert.Equal(("Cet. 2", "Seri sastra ; no. 3", "Tentang laut.", "813.54"), (book.Edition, book.Series, book.Summary, book.Class));
    }

    [Theory]
    [InlineData("952", "$o899.221 TOE b$p0001", "090", "$a899 X", "899.221 TOE b")]
    [InlineData("852", "$aPerpus$h899.221$iTOE b", "050", "$aPL5089", "899.221 TOE b")]
    [InlineData("852", "$bBR1$jFIC TOE", "099", "$aX", "FIC TOE")]
    [InlineData("090", "$aPL5089$b.T8", "050", "$aQ1", "PL5089 .T8")]
    [InlineData("050", "$aPL5089$b.T8", "084", "$aX", "PL5089 .T8")]
    public void The_call_number_of_a_copy_comes_before_that_of_the_record(string tag, string first, string other, string second, string number) =>
        Assert.Equal(number, Titled().Data(other, "  ", second).Data(tag, "  ", first).Book().CallNumber);

    [Fact]
    public void Copies_of_Koha_give_number_branch_shelf_and_the_first_day()
    {
        var book = Titled().Control("008", "850213s1984    io            000 0 ind  ")
            .Data("952", "  ", "$00$10$aSRP$bSRP$cRak 12$d2026-03-05$o899 TOE$p0001$q2026-04-01")
            .Data("952", "  ", "$aPST$bPST$cRak 1$d2026-03-02$p0002")
            .Data("952", "  ", "$11$aPST$d2020-01-01$p0003")
            .Data("952", "  ", "$01$aPST$d2020-01-01$p0004")
            .Book(Serpong, Pusat);
        Assert.Equal(2, book.Copies);
        Assert.Null(book.Available);
        Assert.Equal(["SRP", "pusat"], book.Branches);
        Assert.Equal([new ShelfPlace("SRP", "Rak 12"), new ShelfPlace("pusat", "Rak 1")], book.Shelves);
        Assert.Equal(new DateOnly(2026, 3, 2), book.Added);
    }

    [Theory]
    [InlineData("850213s1984    io            000 0 ind  ", "1985-02-13")]
    [InlineData("260310s2026    io            000 0 ind  ", "2026-03-10")]
    [InlineData("670101s1959    fr            000 0 fre  ", "1967-01-01")]
    [InlineData("      s1984    io            000 0 ind  ", null)]
    public void Without_copies_the_day_of_entry_counts_and_never_that_of_the_last_change(string coded, string? day) =>
        Assert.Equal(day is null ? null : DateOnly.Parse(day, System.Globalization.CultureInfo.InvariantCulture), Titled().Control("005", "20200101000000.0").Control("008", coded).Book().Added);

    [Fact]
    public async Task A_branch_that_is_none_of_ours_is_told_once()
    {
        var copies = Titled().Data("952", "  ", "$bXYZ$p1").Data("952", "  ", "$bXYZ$p2").Data("852", "  ", "$bSRP$p3").Bytes();
        var came = await MarcTestimony.OfMarc([.. copies, .. new MarcDraft().Data("245", "00", "$aDua").Data("952", "  ", "$bXYZ$p4").Bytes()], Serpong);
        Assert.Equal("the location \"XYZ\" is none of the branches", Assert.Single(came.Run.Problems));
        Assert.Equal(["SRP"], came.Books.Single(book => book.Title == "X").Branches);
    }

    [Theory]
    [InlineData("$uhttps://example.org/a/cover.JPG?size=l", "https://example.org/a/cover.JPG?size=l")]
    [InlineData("$uhttp://example.org/image/12$qimage/jpeg", "http://example.org/image/12")]
    [InlineData("$uhttps://example.org/full.pdf$3Cover", null)]
    [InlineData("$uftp://example.org/cover.jpg", null)]
    [InlineData("$ujavascript:alert(1)//x.png", null)]
    [InlineData("$u/cover.png", null)]
    public void A_cover_is_only_a_web_address_that_is_plainly_a_picture(string written, string? cover) =>
        Assert.Equal(cover, Titled().Data("856", "40", written).Book().Cover);

    [Fact]
    public void What_Koha_keeps_from_patrons_is_hidden()
    {
        Assert.True(Titled().Data("942", "  ", "$cBK$n1").Book().Hidden);
        Assert.False(Titled().Data("942", "  ", "$cBK$n0").Book().Hidden);
    }

    [Fact]
    public void The_id_is_the_control_number_kept_apart_by_its_catalogue()
    {
        Assert.Equal("marc-123", Titled().Control("001", "123 ").Book().Id);
        Assert.Equal("marc-OCoLC-123", Titled().Control("001", "123").Control("003", "OCoLC").Book().Id);
        Assert.Equal("marc-koha-77", Titled().Data("999", "  ", "$c77$d77").Book().Id);
    }

    [Fact]
    public void Without_a_number_or_with_one_too_long_the_id_is_a_hash_of_what_describes_the_book()
    {
        var one = Titled().Data("100", "1 ", "$aA").Book().Id;
        Assert.Equal(one, Titled().Data("100", "1 ", "$aA").Data("520", "  ", "$aNew words.").Book().Id);
        Assert.NotEqual(one, Titled().Data("100", "1 ", "$aB").Book().Id);
        var tooLong = Titled().Control("001", new string('9', 300)).Book().Id;
        Assert.True(tooLong.Length < KeyText.IdAtMost && tooLong != Titled().Control("001", new string('8', 300)).Book().Id, tooLong);
    }

    [Theory]
    [InlineData('z', "it is an authority record, not a book")]
    [InlineData('u', "it is a holdings record, not a book")]
    [InlineData('v', "it is a holdings record, not a book")]
    [InlineData('x', "it is a holdings record, not a book")]
    [InlineData('y', "it is a holdings record, not a book")]
    [InlineData('q', "it is a community information record, not a book")]
    [InlineData('w', "it is a classification record, not a book")]
    public async Task A_record_that_is_no_book_is_skipped_with_its_reason(char type, string why)
    {
        var came = await MarcTestimony.OfMarc([.. new MarcDraft(type).Data("245", "00", "$aX").Bytes(), .. MarcDraft.Titled("Buku")]);
        Assert.Equal("Buku", came.Only.Title);
        Assert.Equal($"record 1: {why}; skipped", Assert.Single(came.Run.Problems));
    }

    [Fact]
    public async Task A_record_without_a_title_is_skipped_with_its_reason()
    {
        var came = await MarcTestimony.OfMarc([.. new MarcDraft().Data("100", "1 ", "$aA").Bytes(), .. new MarcDraft().Data("245", "00", "$a / $cA").Bytes(), .. MarcDraft.Titled("Buku")]);
        Assert.Equal(["record 1: it has no title (245); skipped", "record 2: it has no title (245); skipped"], came.Run.Problems);
    }

    [Fact]
    public void Text_comes_without_control_letters_turning_letters_and_double_encoding()
    {
        var book = new MarcDraft(isUtf8: true).Data("245", "00", "$a\u0088Il \u0089cuore\u202E dâ€™oro\u0007 ").Data("100", "1 ", "$aGarcÃ­a MÃ¡rquez").Book();
        Assert.Equal("Il cuore d’oro", book.Title);
        Assert.Equal(["García Márquez"], book.Authors);
    }

    [Fact]
    public void UNIMARC_is_recognised_by_its_title_and_mapped()
    {
        var book = new MarcDraft().Control("001", "IT1").Data("010", "  ", "$a88-04-40682-8").Data("101", "0 ", "$aita").Data("200", "1 ", "$aL'altra faccia$eromanzo$fIsaac Asimov")
            .Data("210", "  ", "$aMilano$cA. Mondadori$d1996").Data("606", "  ", "$aFantascienza$xStoria").Data("676", "  ", "$a813.54").Data("700", " 1", "$aAsimov$b, Isaac").Book();
        Assert.Equal(("L'altra faccia : romanzo", "it", 1996, "A. Mondadori", "Milano", "813.54"), (book.Title, book.Language, book.Year, book.Publisher, book.Place, book.Class));
        Assert.Equal(("marc-IT1", "Asimov, Isaac", "Fantascienza - Storia", "9788804406822"), (book.Id, book.Authors[0], book.Subjects[0], book.Isbn[0]));
    }

    [Fact]
    public async Task Importing_again_changes_nothing_and_a_changed_record_changes_one()
    {
        await using var temp = new LibraryBot.Tests.Support.TempStore();
        async Task<string> Import(params byte[][] records) =>
            (await LibraryBot.Knowledge.Import.Marc.MarcFile.Import(new MemoryStream([.. records.SelectMany(record => record)]), "x.mrc", new Importing(temp.Store, TimeProvider.System))).Summary;
        Assert.Equal("seen 2, new 2, changed 0, skipped 0, warnings 0", await Import(MarcDraft.Titled("Satu"), MarcDraft.Titled("Dua")));
        Assert.Equal("seen 2, new 0, changed 0, skipped 0, warnings 0", await Import(MarcDraft.Titled("Satu"), MarcDraft.Titled("Dua")));
        Assert.Equal("seen 2, new 0, changed 1, skipped 0, warnings 0", await Import(MarcDraft.Titled("Satu"), new MarcDraft().Control("001", "dua").Data("245", "00", "$aDua baru").Bytes()));
    }

    private static MarcDraft Titled() => new MarcDraft().Data("245", "00", "$aX");
}
