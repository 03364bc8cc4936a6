using System.Globalization;
using System.Text;

namespace LibraryBot.Language;

/// <summary>
/// What a short answer means, in both languages at once: yes, no, skip, cancel, back, help.
/// The whole message is compared, never a part of it: "Tidak Ada Kata Kembali" is a title.
/// </summary>
public static class AnswerWords
{
    private static readonly HashSet<string> Yes = Set(
        "y", "ya", "yaa", "iya", "iyes", "yap", "yup", "yoi", "yes", "yeah", "yep", "sure", "of course", "boleh", "boleh juga", "oke", "ok", "okay", "okey", "okeh", "sip", "siap",
        "setuju", "betul", "betul sekali", "benar", "bener", "cocok", "sudah benar", "sudah betul", "sudah cocok", "tentu", "tentu saja", "lanjut", "lanjutkan", "agree", "correct", "right", "go ahead");

    private static readonly HashSet<string> No = Set(
        "t", "n", "no", "nope", "nah", "not yet", "tidak", "tdk", "nggak", "enggak", "ngga", "engga", "gak", "ga", "gk", "kagak", "tak", "jangan", "jangan dulu",
        "belum", "blm", "bukan", "tidak usah", "nggak usah", "gak usah", "ga usah", "tidak perlu", "gak perlu", "salah", "wrong");

    private static readonly HashSet<string> Skip = Set(
        "lewati", "lewat", "lewatkan", "lewati dulu", "skip", "skip it", "skip this", "pass");

    private static readonly HashSet<string> Nothing = Set(
        "tidak ada", "tdk ada", "nggak ada", "gak ada", "ga ada", "belum ada", "kosong", "kosongkan", "tanpa", "nihil", "none", "nothing", "nobody", "no one", "there is none", "n a");

    private static readonly HashSet<string> Cancel = Set(
        "batal", "batalkan", "batalin", "dibatalkan", "tidak jadi", "nggak jadi", "gak jadi", "ga jadi", "cancel", "cancel it", "stop", "berhenti", "abort", "never mind", "nevermind");

    private static readonly HashSet<string> Back = Set(
        "kembali", "balik", "mundur", "sebelumnya", "langkah sebelumnya", "back", "go back", "previous");

    private static readonly HashSet<string> Help = Set(
        "bantuan", "bantu", "bantu saya", "tolong", "help", "help me", "help please");

    private static readonly HashSet<string> Keep = Set(
        "biarkan", "biarkan saja", "tetap", "tetap saja", "tetap itu", "keep", "keep it", "leave it", "sama", "same");

    /// <summary>Small words around an answer that do not change it. Never the whole of it: "ya" alone is yes.</summary>
    private static readonly HashSet<string> Particles = Set(
        "ya", "yah", "dong", "donk", "deh", "sih", "kok", "lah", "nih", "aja", "saja", "kak", "kakak", "min", "admin", "mas", "mbak", "pak", "bu", "please", "pls", "tolong",
        "terima kasih", "terima", "kasih", "makasih", "trims", "thanks", "thank", "you", "thx", "dulu");

    public static bool IsYes(string text) => Says(text, Yes);

    public static bool IsNo(string text) => Says(text, No);

    /// <summary>True for yes, false for no, null for anything else.</summary>
    public static bool? IsYesOrNo(string text) => IsYes(text) ? true : IsNo(text) ? false : null;

    public static bool IsSkip(string text) => Says(text, Skip);

    /// <summary>"There is none", where an answer may be left out: "tidak ada", "none", "-".</summary>
    public static bool IsNothing(string text) => text.Trim() is "-" or "–" or "—" || Says(text, Nothing) || IsNo(text);

    public static bool IsCancel(string text) => Says(text, Cancel);

    public static bool IsBack(string text) => Says(text, Back);

    public static bool IsHelp(string text) => text.Trim() is "?" or "??" || Says(text, Help);

    /// <summary>Leave the earlier answer as it is.</summary>
    public static bool IsKeep(string text) => Says(text, Keep);

    /// <summary>Whether two texts are the same words, whatever their case, punctuation and spaces.</summary>
    public static bool Same(string text, string other) => Normal(text) is { Length: > 0 } normal && normal == MadeNormal(other);

    /// <summary>Lower case, letters and digits only, one space between words. A command's slash and "@bot" go too.</summary>
    public static string Normal(string text) => TakenApart.Of(text).Normal;

    private static string MadeNormal(string text)
    {
        var normal = new StringBuilder(text.Length);
        Span<char> letters = stackalloc char[2];
        foreach (var rune in WithoutBotName(text.Trim()).EnumerateRunes())
        {
            if (Rune.IsLetterOrDigit(rune) || Rune.GetUnicodeCategory(rune) is UnicodeCategory.NonSpacingMark)
                normal.Append(letters[..Rune.ToLowerInvariant(rune).EncodeToUtf16(letters)]);
            else if (rune.Value is not ('\'' or '’') && normal.Length > 0 && normal[^1] != ' ')
                normal.Append(' ');
        }

        return normal.ToString().TrimEnd();
    }

    private static string WithoutBotName(string text) =>
        text.StartsWith('/') && !text.Contains(' ') && text.IndexOf('@') is > 0 and var at ? text[..at] : text;

    private static bool Says(string text, HashSet<string> words)
    {
        // Longer than any answer here, with room for stretched letters and particles.
        if (text.Length > 80)
            return false;
        var (whole, bare) = TakenApart.Of(text).Short;
        return words.Contains(whole) || words.Contains(bare);
    }

    private static IEnumerable<string> WithoutParticles(string[] tokens)
    {
        var (first, end) = (0, tokens.Length);
        while (first < end && Particles.Contains(tokens[first]))
            first++;
        while (end > first && Particles.Contains(tokens[end - 1]))
            end--;
        return first < end ? tokens[first..end] : tokens.Take(1);
    }

    /// <summary>"iyaaa" is "iya" and "nggak" is "ngak": a letter said twice counts once, here and in the lists.</summary>
    private static string Unstretched(string normal)
    {
        var once = new StringBuilder();
        foreach (var letter in normal)
        {
            if (once.Length == 0 || once[^1] != letter)
                once.Append(letter);
        }

        return once.ToString();
    }

    private static HashSet<string> Set(params string[] words) => [.. words.Select(Unstretched)];

    /// <summary>A text made ready for comparing. A turn asks many things about one text, so the last one of each thread is kept.</summary>
    private sealed class TakenApart(string text)
    {
        [ThreadStatic]
        private static TakenApart? last;

        private (string Whole, string Bare)? known;

        public string Normal { get; } = MadeNormal(text);

        /// <summary>Without stretched letters; and without the small words around it as well.</summary>
        public (string Whole, string Bare) Short => known ??= Shortened();

        public static TakenApart Of(string text) => last is { } kept && kept.Is(text) ? kept : last = new TakenApart(text);

        private bool Is(string other) => ReferenceEquals(text, other);

        private (string, string) Shortened()
        {
            var tokens = Unstretched(Normal).Split(' ', StringSplitOptions.RemoveEmptyEntries);
            return (string.Join(' ', tokens), string.Join(' ', WithoutParticles(tokens)));
        }
    }
}
