using System.Text.Json.Nodes;
using LibraryBot.CommandLine;
using LibraryBot.Tests.Knowledge;
using LibraryBot.Tests.Support;

namespace LibraryBot.Tests.CommandLine;

public sealed class MarcVerbTests : IDisposable
{
    private readonly TempFolder folder = new();

    [Fact]
    public async Task A_file_of_MARC_is_imported_and_found_and_a_second_time_changes_nothing()
    {
        await File.WriteAllBytesAsync(folder.File("katalog.mrc"), [.. MarcDraft.Titled("Gunung berkabut"), .. "rusak\u001D"u8]);
        var first = await Typed("import", "marc", "katalog.mrc");
        Assert.Equal((0, "record 2: it is shorter than a leader; skipped\nseen 2, new 1, changed 0, skipped 1, warnings 0"), (first.Exit, first.Said));
        Assert.EndsWith("seen 2, new 0, changed 0, skipped 1, warnings 0", (await Typed("import", "marc", "katalog.mrc")).Said, StringComparison.Ordinal);
        Assert.Contains("Gunung berkabut", (await Typed("ask", "ada buku gunung berkabut?", "--lang", "id")).Said, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_file_of_MARCXML_is_imported_and_told_as_JSON()
    {
        await File.WriteAllTextAsync(folder.File("katalog.xml"), $"<collection>{MarcXmlTests.Record("1", "Laut sunyi")}</collection>");
        var told = JsonNode.Parse((await Typed("import", "marcxml", "katalog.xml", "--json")).Said)!;
        Assert.Equal((1, 1, 0), ((int)told["seen"]!, (int)told["new"]!, (int)told["skipped"]!));
    }

    [Theory]
    [InlineData("marc", "<record/>", "is not MARC in ISO 2709 but XML")]
    [InlineData("marcxml", "halo", "is not well-formed XML")]
    public async Task A_file_of_another_kind_is_refused_in_one_line(string verb, string content, string refusal)
    {
        await File.WriteAllTextAsync(folder.File("x"), content);
        var refused = await Typed("import", verb, "x");
        Assert.Equal((1, ""), (refused.Exit, refused.Said));
        Assert.Contains(refusal, Assert.Single(refused.Complained.Split('\n')), StringComparison.Ordinal);
    }

    public void Dispose() => folder.Dispose();

    private async Task<(int Exit, string Said, string Complained)> Typed(params string[] words)
    {
        using var output = new StringWriter { NewLine = "\n" };
        using var errors = new StringWriter { NewLine = "\n" };
        var exit = await new Verbs(new Typed([.. words, "--data", folder.File("data")], folder.Path)).Run(output, errors);
        return (exit, output.ToString().Trim(), errors.ToString().Trim());
    }
}
