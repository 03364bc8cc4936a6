using System.Text.Json;
using LibraryBot.Activities;

namespace LibraryBot.Tests.Web;

/// <summary>A bot of fixed answers that look like a library's, for the page tests and their pictures.</summary>
internal static class LibraryScript
{
    public static IEnumerable<Activity> Answers(Activity heard) => heard.Type == ActivityTypes.ConversationUpdate
        ? [Greeting]
        : (heard.Text ?? "").Trim() switch
        {
            "Buku baru" or "Buku baru minggu ini apa saja?" => [NewBooks],
            "Agenda" => [Agenda],
            "/buat" => [KindQuestion],
            "Agenda kegiatan" => [TitleQuestion],
            "Bedah Buku: Laut Bercerita" => [WhenQuestion],
            "besok jam 3 sore" => [WhereQuestion],
            "/kiriman" => [Submitted],
            "/banyak" => [.. Enumerable.Range(1, 8).Select(n => new Activity { Text = $"pesan {n}\n\n\n\n\n\nakhir {n}" }).Append(KindQuestion)],
            var text when text.StartsWith("/masuk", StringComparison.Ordinal) => [SignedIn(text)],
            _ when heard.Attachments is { Count: > 0 } pictures => [new Activity { Text = $"Gambar diterima: {pictures.Count}" }],
            var text => [new Activity { Text = $"echo: {text}" }],
        };

    private static readonly Activity Greeting = new()
    {
        Text = "Selamat datang di Perpustakaan Riset Nusantara. Saya dapat mencarikan buku, agenda, dan jam buka.\nApa yang ingin Anda ketahui?",
        SuggestedActions = Buttons("Buku baru", "Agenda", "Jam buka"),
    };

    private static readonly Activity NewBooks = new()
    {
        Text = """
            3 buku baru minggu ini:

            • Pembelajaran Mesin untuk Data Hayati
              Dewi Lestariningsih · 006.31 LES p · tersedia
            • Ekologi Hutan Mangrove Nusantara
              I Made Suardana · 577.698 SUA e · tersedia
            • Sejarah Pelayaran di Selat Makassar
              Andi Rahman · 959.84 RAH s · dipinjam, kembali Selasa, 24 November 2026

            Katalog lengkap: https://katalog.perpus.example/baru.
            """,
        SuggestedActions = Buttons("Agenda", "Tanya pustakawan"),
    };

    private static readonly Activity Agenda = new()
    {
        Text = "2 kegiatan akhir pekan ini:",
        Attachments =
        [
            Card("Bedah Buku: Laut Bercerita", "Sabtu, 28 November 2026, 14.00 WIB\nRuang Auditorium, lantai 2\nPembicara: Dr. Ratna Wulandari\nSisa 12 tempat", CardAction.Presses("Daftar", "d:91x"), CardAction.Opens("Kalender", "https://perpus.example/agenda/91.ics")),
            Card("Kelas Menulis Sitasi dengan Zotero", "Minggu, 29 November 2026, 09.00 WIB\nDaring (Zoom)", CardAction.Presses("Daftar", "d:92x")),
        ],
    };

    private static readonly Activity KindQuestion = new()
    {
        Text = "Kiriman apa yang ingin Anda buat?",
        SuggestedActions = Buttons("Agenda kegiatan", "Buku baru", "Batal"),
    };

    private static readonly Activity TitleQuestion = new() { Text = "Apa judul acaranya?", SuggestedActions = Buttons("Kembali", "Batal") };
    private static readonly Activity WhenQuestion = new() { Text = "Kapan acaranya? Contoh: Sabtu depan jam 2 siang.", SuggestedActions = Buttons("Kembali", "Batal") };
    private static readonly Activity WhereQuestion = new() { Text = "Baik: Senin, 23 November 2026, pukul 15.00 WIB.\nDi mana acaranya?", SuggestedActions = Buttons("Ruang Auditorium", "Daring", "Kembali", "Batal") };

    private static readonly Activity Submitted = new()
    {
        Text = "Sri Wahyuni mengirim “Bedah Buku: Laut Bercerita” untuk ditinjau. Beginilah nanti tampilannya:",
        Attachments =
        [
            Card("Bedah Buku: Laut Bercerita", "📅 Senin, 23 November 2026, 15.00 WIB\n📍 Ruang Auditorium\n🎙 Dr. Ratna Wulandari\n\n#perpustakaan #bedahbuku",
                CardAction.Presses("Setujui", "a:1"), CardAction.Presses("Minta perbaikan", "a:2"), CardAction.Presses("Tolak", "a:3")),
        ],
    };

    private static Activity SignedIn(string command) => new() { Text = $"Selamat datang, {(command.EndsWith("BUDI", StringComparison.Ordinal) ? "Budi" : "Sri")}. Anda masuk sebagai petugas." };

    private static SuggestedActions Buttons(params IEnumerable<string> words) => new() { Actions = [.. words.Select(CardAction.Says)] };

    private static Attachment Card(string title, string text, params CardAction[] buttons) => new()
    {
        ContentType = "application/vnd.microsoft.card.hero",
        Content = JsonSerializer.SerializeToElement(new { title, text, buttons }, ActivityJson.Options),
    };
}
