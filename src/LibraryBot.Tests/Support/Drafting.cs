namespace LibraryBot.Tests.Support;

/// <summary>A librarian who writes posts.</summary>
internal static class Drafting
{
    /// <summary>An event up to its preview.</summary>
    public static async Task WritesEvent(this TestPerson author, string title = "Bedah Buku Sungai dan Kota", string when = "besok jam 3 sore", string sendAt = "Segera setelah disetujui", string picture = "Lewati")
    {
        await author.Says("/acara");
        foreach (var answer in new[] { title, when, "Ruang Baca", "Pembicara: Ayu Rahman; Biaya: gratis", picture, sendAt })
            await author.Says(answer);
    }

    public static async Task SubmitsEvent(this TestPerson author, string title = "Bedah Buku Sungai dan Kota", string when = "besok jam 3 sore", string sendAt = "Segera setelah disetujui", string picture = "Lewati")
    {
        await author.WritesEvent(title, when, sendAt, picture);
        await author.Presses("Serahkan untuk ditinjau");
    }
}
