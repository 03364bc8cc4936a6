namespace LibraryBot.Knowledge.Import.Marc;

/// <summary>
/// The MARC Code List for Languages (ISO 639-2/B) and ISO 639-2/T, brought to ISO 639-1 where that has a code: "ind" is "id".
/// Other languages keep their three letters: "ban", "bug".
/// </summary>
internal static class MarcLanguages
{
    private const string Pairs = """
        aar aa abk ab afr af aka ak alb sq sqi sq amh am ara ar arg an arm hy hye hy asm as ava av ave ae aym ay aze az bak ba bam bm
        baq eu eus eu bel be ben bn bih bh bis bi bos bs bre br bul bg bur my mya my cat ca cha ch che ce chi zh zho zh chu cu chv cv
        cor kw cos co cre cr cze cs ces cs dan da div dv dut nl nld nl dzo dz eng en epo eo est et ewe ee fao fo fij fj fin fi fre fr
        fra fr fry fy ful ff geo ka kat ka ger de deu de gla gd gle ga glg gl glv gv gre el ell el grn gn guj gu hat ht hau ha heb he
        her hz hin hi hmo ho hrv hr hun hu ibo ig ice is isl is ido io iii ii iku iu ile ie ina ia ind id ipk ik ita it jav jv jpn ja
        kal kl kan kn kas ks kau kr kaz kk khm km kik ki kin rw kir ky kom kv kon kg kor ko kua kj kur ku lao lo lat la lav lv lim li
        lin ln lit lt ltz lb lub lu lug lg mac mk mkd mk mah mh mal ml mao mi mri mi mar mr may ms msa ms mlg mg mlt mt mon mn nau na
        nav nv nbl nr nde nd ndo ng nep ne nno nn nob nb nor no nya ny oci oc oji oj ori or orm om oss os pan pa per fa fas fa pli pi
        pol pl por pt pus ps que qu roh rm rum ro ron ro run rn rus ru sag sg san sa sin si slo sk slk sk slv sl sme se smo sm sna sn
        snd sd som so sot st spa es srd sc srp sr ssw ss sun su swa sw swe sv tah ty tam ta tat tt tel te tgk tg tgl tl tha th tib bo
        bod bo tir ti ton to tsn tn tso ts tuk tk tur tr twi tw uig ug ukr uk urd ur uzb uz ven ve vie vi vol vo wel cy cym cy wln wa
        wol wo xho xh yid yi yor yo zha za zul zu scr hr scc sr mol ro iri ga esp eo tag tl lap se
        """;

    private static readonly HashSet<string> NoLanguage = ["und", "zxx", "mul", "mis"];
    private static readonly Dictionary<string, string> Short = Pairs.Split([' ', '\r', '\n'], StringSplitOptions.RemoveEmptyEntries)
        .Chunk(2).ToDictionary(pair => pair[0], pair => pair[1], StringComparer.Ordinal);

    /// <summary>008/35-37, or the first language of 041 $a, where older records pack several ("engfre").</summary>
    public static string? Of(MarcRecord record) =>
        (record.Control("008") is { Length: >= 38 } coded ? Find(coded[35..38]) : null)
        ?? record.Of("041").SelectMany(field => field.All("a")).Select(Find).FirstOrDefault(language => language is not null);

    /// <summary>From a code of two letters, three, or several packed codes of three.</summary>
    public static string? Find(string? written)
    {
        var code = written?.Trim().ToLowerInvariant() ?? "";
        if (code.Length > 3 && code.Length % 3 == 0)
            code = code[..3];
        if (code.Length is not (2 or 3) || !code.All(char.IsAsciiLetterLower) || NoLanguage.Contains(code))
            return null;
        return Short.GetValueOrDefault(code, code);
    }
}
