using System.Text.RegularExpressions;

namespace LibraryBot.Answers;

/// <summary>
/// Tells the sentences of a message that ask from those that only tell: people say why they ask, for whom, and what happened to them.
/// A question mark, a word of asking, a wish or a request makes a sentence ask.
/// </summary>
internal static partial class Sentences
{
    private const int SentencesAtMost = 8;
    internal static readonly HashSet<string> Starters =
    [
        "ada", "apa", "apakah", "kapan", "berapa", "brp", "bagaimana", "gimana", "gmn", "bisa", "boleh", "mau", "cari", "cariin", "carikan", "tolong", "siapa",
        "what", "when", "is", "are", "do", "can", "could", "how", "where", "who", "please", "which", "any",
    ];

    private static readonly HashSet<string> Asking =
    [
        "ada", "apa", "apakah", "kapan", "kpn", "berapa", "brp", "bagaimana", "gimana", "gmn", "bisa", "boleh", "siapa", "mana", "dimana", "dmn", "buka", "tutup", "cari", "carikan",
        "what", "when", "whens", "is", "are", "do", "does", "can", "could", "how", "where", "wheres", "who", "which", "any", "will",
    ];

    private static readonly HashSet<string> Joining = ["dan", "terus", "trus", "trs", "sama", "sm", "lalu", "juga", "sekalian", "oh", "oya", "ya", "and", "also", "then", "plus"];
    private static readonly HashSet<string> AlwaysAsking = ["berapa", "brp", "bagaimana", "gimana", "gmn", "kapan", "kpn", "dimana", "dmn"];

    /// <summary>Whether a part asks or wishes for anything at all.</summary>
    public static bool Wants(string part) => part.Contains('?', StringComparison.Ordinal) || IsAsking(part) || IsWishing(part);

    /// <summary>"saya tidak sempat datang", "teman2 bilang sudah habis": told beside a question, and no question itself.</summary>
    public static bool IsTold(string part) => !Wants(part) && Telling().IsMatch(part);

    [GeneratedRegex(@"^\s*(saya|aku|gue|gw|sa|kami|kita|i|we|my|our|it['’]?s|teman\S*|katanya|soalnya|karena|because|anak\S*|ibu\S*) ", RegexOptions.IgnoreCase)]
    private static partial Regex Telling();

    // What stands before a comma may be no question, only the reason for one: "anak saya baru mulai ngoding, ada ...".
    public static bool IsAsking(string part) => part.Contains('?', StringComparison.Ordinal) || part.Split(' ', StringSplitOptions.RemoveEmptyEntries).Any(word => Asking.Contains(word.ToLowerInvariant().Trim('?', ',')));

    /// <summary>
    /// What a message asks, without what it tells besides: "Sabtu ini ada acara apa? Rencananya saya mau mengajak mahasiswa." A question
    /// that leans on what was told ("... Is there a book on this?") keeps all of it, as one.
    /// </summary>
    /// <param name="saysEnough">Whether a text says what it is about.</param>
    /// <param name="acts">Whether a text wants something done, though it has no word of asking: "saya tidak jadi ikut".</param>
    public static (string Text, bool IsOne) Core(string text, Func<string, bool> saysEnough, Func<string, bool> acts)
    {
        var sentences = EndOfSentence().Split(text).Select(sentence => sentence.Trim()).Where(sentence => sentence.Length > 0).ToList();
        if (sentences.Count is 1 or > SentencesAtMost)
            return (WithoutCause(text, saysEnough, acts), false);
        var isMarked = text.Contains('?', StringComparison.Ordinal);
        var wanting = sentences.Where(sentence => (isMarked ? AsksOrBegs(sentence) : Wants(sentence)) || acts(sentence)).ToList();
        if (wanting.Count == 0 || wanting.Count == sentences.Count)
            return (text, false);
        var core = string.Join(' ', wanting);
        return saysEnough(core) ? (wanting.Count == 1 ? WithoutCause(core, saysEnough, acts) : core, false) : (text, wanting.Count == 1);
    }

    /// <summary>The only sentence with a question mark, or null.</summary>
    public static string? Question(string text) => EndOfSentence().Split(text).Where(sentence => sentence.Contains('?', StringComparison.Ordinal)).ToList() is [var only] ? only.Trim() : null;

    /// <summary>What was told besides what is asked.</summary>
    public static string Rest(string text, string core) => string.Join(' ', EndOfSentence().Split(text).Select(sentence => sentence.Trim()).Where(sentence => sentence.Length > 0 && !core.Contains(sentence, StringComparison.Ordinal)));

    // Who puts a question mark to his question tells in his other sentences, whatever their verbs.
    private static bool AsksOrBegs(string sentence) => !TellsWhatFor().IsMatch(sentence) && (sentence.Contains('?', StringComparison.Ordinal) || Request().IsMatch(sentence)
        || EndsAsking().IsMatch(sentence) || sentence.Split(' ', StringSplitOptions.RemoveEmptyEntries).SkipWhile(word => Joining.Contains(word.ToLowerInvariant().Trim(','))).Index().Any(word => word.Item.ToLowerInvariant().Trim(',') is var plain && (AlwaysAsking.Contains(plain) || (word.Index == 0 && Starters.Contains(plain)))));

    // "mau pinjamkan untuk anak saya yang TK", "mau tak pinjem abis kelas": a plan, unless it is one that the library helps with.
    [GeneratedRegex(@"^\s*(mau|ingin|pengen|pengin|pgn|rencana\w*)\b(?![^?]*\b(daftar\w*|ikut\w*|tanya|nanya|bertanya|usul\w*|pesan|pesen|booking|perpanjang\w*|batal\w*|lapor|bicara|ngobrol|tahu|tau|cari\w*|nyari|lihat|liat|join|ketemu)\b)[^?]*$", RegexOptions.IgnoreCase)]
    private static partial Regex TellsWhatFor();

    // "... masih ada kah", "... ada ga kak": asked without a mark.
    [GeneratedRegex(@"\b(kah|ga|gak|gk|nggak|ngga|enggak|engga|tdk|tidak|blm|belum|apa|mana|kapan|berapa|brp|gimana)(\s+(ya|sih|kak|min|mas|mbak|bu|pak|bang|dong))*\s*[.!]*$", RegexOptions.IgnoreCase)]
    private static partial Regex EndsAsking();

    // "..., takut kelewat kayak tahun lalu", "... karena ada tugas ke lapangan": a day in the reason is not the day that is asked.
    private static string WithoutCause(string text, Func<string, bool> saysEnough, Func<string, bool> acts) =>
        Cause().Match(text) is { Success: true, Index: > 0 } cause && text[..cause.Index].Trim() is var rest && (Wants(rest) || acts(rest)) && saysEnough(rest) ? rest : text;

    /// <summary>The text without the reasons before its question: "Ibu saya 67 tahun. Untuk lansia adakah acaranya?". A reason that holds the topic stays.</summary>
    /// <param name="saysEnough">Whether what is left says what it is about.</param>
    public static string WithoutReasons(string text, Func<string, bool> saysEnough)
    {
        if (!Tells().IsMatch(EndOfReason().Split(text)[0]))
            return text;
        foreach (Match end in EndOfReason().Matches(text))
        {
            var (reason, rest) = (text[..end.Index], text[(end.Index + end.Length)..].Trim());
            if (rest.Length > 0 && !IsAsking(reason) && !IsWishing(reason) && (IsAsking(rest) || IsWishing(rest)) && saysEnough(rest))
                return rest;
        }

        return text;
    }

    /// <summary>What is left of a question when the sentences before it are taken away one by one, as long as it still asks: for those of which the whole found nothing.</summary>
    public static IEnumerable<string> Ends(string text) => EndOfReason().Matches(text).Where(end => !IsAsking(text[..end.Index]))
        .Select(end => text[(end.Index + end.Length)..].Trim()).Where(rest => IsAsking(rest) || IsWishing(rest));

    /// <summary>"kalau sedang dipinjam orang": asks nothing without what follows.</summary>
    public static bool IsCondition(string part) => Condition().IsMatch(part);

    [GeneratedRegex(@"^\s*(dan |and )?(kalau|kalo|klo|kl|jika|bila|apabila|misal\w*|seandainya|if|when|in case)\b[^?]*$", RegexOptions.IgnoreCase)]
    private static partial Regex Condition();

    private static bool IsWishing(string part) => Wish().IsMatch(part) || Request().IsMatch(part);

    [GeneratedRegex(@"\b(tolong|mohon|dong|donk|(?<!(dosen|guru|bos|atasan|teman|anak|ibu|bapak|kakak|adik|sekolah|kampus|disuruh|he|she|they) )minta|harap|carikan|cariin|please|pls)\b", RegexOptions.IgnoreCase)]
    private static partial Regex Request();

    // Not after "No.", "Jl.", "s.d.", "Dr.".
    [GeneratedRegex(@"(?<=[\p{L}\p{N})\]""'’]{3}[.!;]|\?|[!?][""'’)])\s+|\n+")]
    private static partial Regex EndOfSentence();

    [GeneratedRegex(@",\s+(takut|biar|mumpung|rencananya|katanya|supaya|agar|kata|in case|so that|as i|since i|sebab)\b[^?]*$|,\s+(buat|bwt|untuk|utk)\s+(nemenin|menemani|ngisi|mengisi|isi|baca|bacaan|tugas|laporan|skripsi|hadiah|kado|persiapan|bahan|perjalanan|liburan|teman|temen|dibaca|dipakai|jaga|nunggu)\b[^?]*$|,\s+(mau|pengen|pgn|ingin|rencana|sekalian)\s+(ajak|ngajak|mengajak|bawa|bw|datang|dateng|mampir|ke|ikut|nonton|tak|pinjam|pinjem|minjem|baca)\b[^?0-9]*$|,\s+(either|any|english|indonesian|inggris|indonesia|bahasa)\b[^?]*\b(fine|ok|okay|alright|boleh|masalah|apa-apa|saja|aja)\s*[.!]*$|,?\s+(karena|krn|soalnya|because|cause)\b[^?]*$", RegexOptions.IgnoreCase)]
    private static partial Regex Cause();

    [GeneratedRegex(@"^(saya |aku |i |i['’]?m |i am )?(perlu|butuh|mau|ingin|pengen|need|want|would like|looking for|am looking for|after|searching for|interested in|trying to find|hoping to find|'d like)\b", RegexOptions.IgnoreCase)]
    private static partial Regex Wish();

    /// <summary>"I'm an international student and new here": who tells of himself has not asked yet.</summary>
    public static bool TellsOfHimself(string part) => Tells().IsMatch(part);

    [GeneratedRegex(@"^\s*(i['’]?m|i am|we['’]?re|we are|my \w+ (is|are)|saya (ini )?(seorang|baru|mahasiswa|guru|dosen)|(anak|ibu|bapak|ayah|suami|istri|adik|kakak|nenek|kakek) (saya|aku|ku)|anakku|ibuku|we live|i live|i study|kami)\b(?!.*\?)", RegexOptions.IgnoreCase)]
    private static partial Regex Tells();

    [GeneratedRegex(@"[.!;:]\s+|,\s+|\s+[-–—]\s+")]
    private static partial Regex EndOfReason();
}
