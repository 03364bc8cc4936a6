using LibraryBot.CommandLine;

namespace LibraryBot.Tests.Support;

/// <summary>The command line without a process of its own: verbs typed in a folder of the test's, their data beside them in data/.</summary>
internal sealed class TypedHere : IDisposable
{
    private readonly TempFolder folder = new();

    public string Folder => folder.Path;

    public string Data => folder.File("data");

    public string File(string name) => folder.File(name);

    public async Task<Ended> Run(params string[] words)
    {
        var (output, errors) = (new StringWriter(), new StringWriter());
        var exit = await new Verbs(new Typed(words, folder.Path)).Run(output, errors);
        return new Ended(exit, output.ToString(), errors.ToString());
    }

    /// <summary>A verb that must do what it is told.</summary>
    public async Task<string> Does(params string[] words)
    {
        var ended = await Run(words);
        Assert.Equal((0, ""), (ended.Exit, ended.Errors));
        return ended.Output;
    }

    /// <summary>Adds one book to what the library has.</summary>
    public async Task Import(string title)
    {
        var file = File(title + ".json");
        await System.IO.File.WriteAllTextAsync(file, $$"""{"books":[{"id":"{{title}}","title":"{{title}}","author":"Ayu","lang":"id","copies":1,"available":1}]}""");
        await Does("import", "library", file);
    }

    public async Task<bool> Knows(string title) => (await Does("ask", title, "--json")).Contains($"\"{title}\"", StringComparison.Ordinal);

    /// <summary>Turns one bit of a file.</summary>
    public void FlipBit(string name, long at)
    {
        using var file = System.IO.File.Open(File(name), FileMode.Open);
        file.Position = at;
        var before = file.ReadByte();
        file.Position = at;
        file.WriteByte((byte)(before ^ 4));
    }

    /// <summary>Every file in data/ with what it holds.</summary>
    public Dictionary<string, string> Contents() => Directory.EnumerateFiles(Data, "*", SearchOption.AllDirectories)
        .ToDictionary(path => path, path => Convert.ToHexString(System.Security.Cryptography.SHA256.HashData(System.IO.File.ReadAllBytes(path))));

    public void Dispose() => folder.Dispose();
}
