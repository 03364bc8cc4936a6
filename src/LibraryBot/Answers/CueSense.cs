using LibraryBot.Language;

namespace LibraryBot.Answers;

/// <summary>Words that look like a cue and mean something else where they stand.</summary>
internal static class CueSense
{
    public static bool IsOther(CueFound cue, IReadOnlyList<string> words) =>
        IsStudied(cue, words) || IsVisit(cue, words) || IsEntering(cue, words) || IsNewcomer(cue, words) || IsLength(cue, words) || IsBooking(cue, words);

    /// <summary>"I want to learn Indonesian": the language is what the book should be about.</summary>
    private static bool IsStudied(CueFound cue, IReadOnlyList<string> words) => cue.Cue is Cue.English or Cue.Indonesian && cue.At > 0
        && words[cue.At - 1] is "learn" or "learning" or "study" or "studying" or "teach" or "teaching" or "speak" or "speaking" or "belajar" or "mempelajari" or "mengajar" or "kamus" or "kursus";

    // "do I pay to come in?" is no question for what has come in.
    private static bool IsVisit(CueFound cue, IReadOnlyList<string> words) => cue.Cue == Cue.New && words[cue.At] is "come" or "get" && words[Math.Min(cue.At + 1, words.Count - 1)] == "in"
        && cue.At > 0 && words[cue.At - 1] is "to" or "i" or "we" or "can" or "may" or "people" or "visitors" or "he" or "she" or "they" or "just";

    // "masuk kuliah", "masuk perpustakaan": not what has come in.
    private static bool IsEntering(CueFound cue, IReadOnlyList<string> words) => cue is { Cue: Cue.New, Length: 1 } && words[cue.At] is "masuk" && cue.At + 1 < words.Count
        && words[cue.At + 1] != AskedText.Masked && (!StopWords.Has(words[cue.At + 1]) || words[cue.At + 1] is "perpustakaan" or "sini" or "ke" or "di" or "harus" or "perlu" or "bayar");

    // "baru pindah", "I am new here", "a new one".
    private static bool IsNewcomer(CueFound cue, IReadOnlyList<string> words) => cue is { Cue: Cue.New, Length: 1 } && words[cue.At] is "baru" or "new" && cue.At + 1 < words.Count
        && words[cue.At + 1] is "pertama" or "pindah" or "mulai" or "tahu" or "sadar" or "sampai" or "bisa" or "gabung" or "bergabung" or "lulus" or "kerja" or "jadi" or "selesai" or "sekali" or "kali" or "here" or "to" or "one";

    // "for a couple of hours" is a length, not opening hours.
    private static bool IsLength(CueFound cue, IReadOnlyList<string> words) => cue is { Cue: Cue.Hours, Length: 1 } && words[cue.At] is "hours" && cue.At > 0
        && (words[cue.At - 1] is "of" or "few" or "couple" or "two" or "three" or "four" or "several" or "more" or "some" || words[cue.At - 1].All(char.IsDigit));

    // "can I book the lab?"
    private static bool IsBooking(CueFound cue, IReadOnlyList<string> words) => cue is { Cue: Cue.Book, Length: 1 } && words[cue.At] == "book" && cue.At > 0 && words[cue.At - 1] is "i" or "to" or "we" or "you";
}
