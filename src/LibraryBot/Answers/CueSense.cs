using LibraryBot.Language;

namespace LibraryBot.Answers;

/// <summary>Words that look like a cue and mean something else where they stand.</summary>
internal static class CueSense
{
    public static bool IsOther(CueFound cue, IReadOnlyList<string> words) =>
        IsStudied(cue, words) || IsVisit(cue, words) || IsEntering(cue, words) || IsNewcomer(cue, words) || IsLength(cue, words) || IsBooking(cue, words)
        || IsMove(cue, words) || IsOnDay(cue, words) || IsWell(cue, words) || IsRole(cue, words);

    /// <summary>"I want to learn Indonesian": the language is what the book should be about.</summary>
    private static bool IsStudied(CueFound cue, IReadOnlyList<string> words) => cue.Cue is Cue.English or Cue.Indonesian && cue.At > 0
        && words[cue.At - 1] is "learn" or "learning" or "study" or "studying" or "teach" or "teaching" or "speak" or "speaking" or "belajar" or "mempelajari" or "mengajar" or "kamus" or "kursus";

    // "do I pay to come in?" is no question for what has come in.
    private static bool IsVisit(CueFound cue, IReadOnlyList<string> words) => cue.Cue == Cue.New && words[cue.At] is "come" or "get" && words[Math.Min(cue.At + 1, words.Count - 1)] == "in"
        && cue.At > 0 && words[cue.At - 1] is "to" or "i" or "we" or "can" or "may" or "people" or "visitors" or "he" or "she" or "they" or "just";

    // "masuk kuliah", "masuk perpustakaan": not what has come in.
    private static bool IsEntering(CueFound cue, IReadOnlyList<string> words) => cue is { Cue: Cue.New, Length: 1 } && words[cue.At] is "masuk" && cue.At + 1 < words.Count
        && words[cue.At + 1] != AskedText.Masked && (!StopWords.Has(words[cue.At + 1]) || words[cue.At + 1] is "perpustakaan" or "sini" or "ke" or "di" or "harus" or "perlu" or "bayar" or "pakai" or "dengan" or "bawa" or "tanpa" or "boleh" or "bisa" or "tidak" || (cue.At > 0 && words[cue.At - 1] is "boleh" or "bisa" or "langsung"));

    // "baru pindah", "I am new here", "a new one"; "dosen baru", "tahun baru"; "saya baru pensiun".
    private static bool IsNewcomer(CueFound cue, IReadOnlyList<string> words) => cue is { Cue: Cue.New, Length: 1 } && words[cue.At] is "baru" or "new"
        && (IsNewBefore(cue.At, words) || IsNewPerson(cue.At, words) || IsJustNow(cue.At, words));

    private static bool IsNewBefore(int at, IReadOnlyList<string> words) => at + 1 < words.Count
        && words[at + 1] is "pertama" or "pindah" or "mulai" or "tahu" or "sadar" or "sampai" or "bisa" or "gabung" or "bergabung" or "lulus" or "kerja" or "jadi" or "selesai" or "sekali" or "kali" or "here" or "to" or "one";

    private static bool IsNewPerson(int at, IReadOnlyList<string> words) => (words[at] == "baru" && at > 0 && NotOnShelves.Contains(words[at - 1])) || (words[at] == "new" && at + 1 < words.Count && NotOnShelves.Contains(words[at + 1]));

    private static bool IsJustNow(int at, IReadOnlyList<string> words) => words[at] == "baru" && at > 0 && at + 1 < words.Count && Persons.Contains(words[at - 1]) && !Arrives.Contains(words[at + 1]) && words[at + 1] != AskedText.Masked;

    private static readonly HashSet<string> NotOnShelves =
    [
        "dosen", "mahasiswa", "mahasiswi", "anggota", "member", "siswa", "murid", "guru", "pegawai", "karyawan", "staf", "orang", "warga", "pemustaka", "pengguna", "pengunjung", "tahun", "ajaran", "semester", "rumah", "kota", "kartu",
        "lecturer", "student", "students", "members", "teacher", "year", "resident", "card", "visitor",
    ];
    private static readonly HashSet<string> Persons = ["saya", "aku", "kami", "kita", "dia", "ibu", "bapak", "ayah", "anak", "suami", "istri", "adik", "kakak", "teman", "nenek", "kakek", "beliau"];
    private static readonly HashSet<string> Arrives = ["masuk", "datang", "terbit", "tiba", "dibeli", "ada", "saja", "yang", "apa"];

    // "chess openings" and "job openings" are things, not times.
    private static bool IsMove(CueFound cue, IReadOnlyList<string> words) => cue is { Cue: Cue.Hours, Length: 1, At: > 0 } && words[cue.At] is "opening" or "openings"
        && words[cue.At - 1] is var before && before != AskedText.Masked && !StopWords.Has(before) && !CueBook.Knows(before);

    // "is there anything on this weekend?" names no topic, "anything on chess?" no event.
    private static bool IsOnDay(CueFound cue, IReadOnlyList<string> words) => cue.Cue is Cue.Topic or Cue.Event && cue.Length > 1 && words[cue.At + cue.Length - 1] == "on" && words[cue.At + cue.Length - 2] is "anything" or "something"
        && cue.Cue == Cue.Topic == (cue.At + cue.Length >= words.Count || words[cue.At + cue.Length] == AskedText.Masked || words[cue.At + cue.Length] is "at" or "in" or "for");

    // "either language is fine".
    private static bool IsWell(CueFound cue, IReadOnlyList<string> words) => cue is { Cue: Cue.Debt, Length: 1, At: > 0 } && words[cue.At] == "fine" && words[cue.At - 1] is "is" or "are" or "am" or "im" or "be" or "also" or "all" or "both" or "just" or "totally" or "perfectly" or "either";

    // "untuk dosen", "for lecturers": a kind of reader, nobody's own dealings; "saya dosen" is who asks.
    private static bool IsRole(CueFound cue, IReadOnlyList<string> words) => cue is { Cue: Cue.Other, Length: 1, At: > 0 }
        && (words[cue.At - 1] is "untuk" or "bagi" or "for" or "sebagai" || (words[cue.At - 1] is "saya" or "aku" && words[cue.At] is "dosen" or "professor" or "supervisor" or "manager" or "manajer" or "pembimbing"));

    // "for a couple of hours" is a length, not opening hours.
    private static bool IsLength(CueFound cue, IReadOnlyList<string> words) => cue is { Cue: Cue.Hours, Length: 1 } && words[cue.At] is "hours" && cue.At > 0
        && (words[cue.At - 1] is "of" or "few" or "couple" or "two" or "three" or "four" or "several" or "more" or "some" || words[cue.At - 1].All(char.IsDigit));

    // "can I book the lab?"
    private static bool IsBooking(CueFound cue, IReadOnlyList<string> words) => cue is { Cue: Cue.Book, Length: 1 } && words[cue.At] == "book" && cue.At > 0 && words[cue.At - 1] is "i" or "to" or "we" or "you";
}
