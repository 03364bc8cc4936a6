using LibraryBot.Dialogs;

namespace LibraryBot.Tests.Support;

/// <summary>A dialogs folder of a test's own: the real common texts and one small dialog, "event", without problems until a test spoils it.</summary>
internal sealed class SmallDialogs : IDisposable
{
    private readonly TempFolder temp = new();

    public SmallDialogs()
    {
        Write("common/id.yaml", File.ReadAllText(Path.Combine(DialogFolders.RealFolder, "common", "id.yaml")));
        Write("common/en.yaml", File.ReadAllText(Path.Combine(DialogFolders.RealFolder, "common", "en.yaml")));
        Write("event/flow.yaml", Flow);
        Write("event/id.yaml", Indonesian);
        Write("event/en.yaml", English);
        Write("event/post.id.txt", "{{ title }}\n{{ place }}\n");
        Write("event/post.en.txt", "{{ title }}\n{{ place }}\n");
    }

    public const string Flow = """
        dialog: event
        version: 1
        who: librarian
        start: [/acara, /event]
        steps:
          - ask: title
            kind: text
            at_most: 80
          - ask: place
            kind: text
          - confirm: preview
        ending: submit_post

        """;

    public const string Indonesian = """
        title.name: |
          judul
        title.ask: |
          Apa judulnya?
          Paling banyak {{ at_most }} huruf.
        place.name: |
          tempat
        place.ask: |
          Di mana?
        preview.intro: |
          Beginilah:
        preview.ask: |
          Sesuai?
        preview.submit: |
          Kirim
        preview.change: |
          Ubah

        """;

    public const string English = """
        title.name: |
          title
        title.ask: |
          What is it called?
          At most {{ at_most }} characters.
        place.name: |
          place
        place.ask: |
          Where?
        preview.intro: |
          Like this:
        preview.ask: |
          Right?
        preview.submit: |
          Send
        preview.change: |
          Change

        """;

    public string Folder => temp.File("dialogs");

    public void Write(string file, string text) => Write(file, System.Text.Encoding.UTF8.GetBytes(text));

    public void Write(string file, byte[] bytes)
    {
        var path = Path.Combine(Folder, file);
        Directory.CreateDirectory(Path.GetDirectoryName(path)!);
        File.WriteAllBytes(path, bytes);
    }

    public void Replace(string file, string old, string by)
    {
        var text = File.ReadAllText(Path.Combine(Folder, file));
        Assert.Contains(old, text);
        Write(file, text.Replace(old, by));
    }

    public void Delete(string file) => File.Delete(Path.Combine(Folder, file));

    public DialogBook Read() => DialogBook.Read(Folder, DialogFolders.Parts);

    public void Dispose() => temp.Dispose();
}
