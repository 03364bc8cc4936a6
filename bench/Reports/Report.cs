using System.Globalization;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Serialization;

namespace LibraryBot.Bench.Reports;

/// <summary>What a verb found: a table for people, and a file of JSON in bench/results for whoever compares.</summary>
internal sealed class Report(string verb)
{
    private static readonly JsonSerializerOptions Json = new(JsonSerializerDefaults.Web)
    {
        WriteIndented = true,
        DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
    };

    private readonly double loadBefore = Machine.Load();
    private readonly List<Finding> findings = [];
    private bool broken;

    private sealed record Finding(string What, double Number, string Unit, string? Must, bool? Reached);

    private sealed record Written(string Verb, string Day, Machine Machine, double LoadBefore, double LoadAfter, IReadOnlyList<Finding> Findings);

    /// <summary>A number, and what it should reach. A bound that is missed is shown; on a busy machine it says little.</summary>
    public void Measured(string what, double number, string unit, Bound? must = null) =>
        findings.Add(new Finding(what, Math.Round(number, 3), unit, must?.Words, must?.Holds(number)));

    /// <summary>A number that means something on any machine, as a ratio does: unless it reaches its bound, the run has failed.</summary>
    public void Must(string what, double number, string unit, Bound must)
    {
        Measured(what, number, unit, must);
        broken |= !must.Holds(number);
    }

    /// <summary>Something that may not happen on any machine: unless it is 0, the run has failed.</summary>
    public void Never(string what, long count)
    {
        findings.Add(new Finding(what, count, "", "0", count == 0));
        broken |= count != 0;
    }

    /// <summary>Something that the run must have seen to mean anything.</summary>
    public void Seen(string what, long count)
    {
        findings.Add(new Finding(what, count, "", "> 0", count > 0));
        broken |= count == 0;
    }

    /// <summary>Prints the table and writes the file. Exit 1 when something happened that may not.</summary>
    public int End()
    {
        var loadAfter = Machine.Load();
        Print(loadAfter);
        Write(new Written(verb, Today(), Machine.Here, loadBefore, loadAfter, findings));
        return broken ? 1 : 0;
    }

    private void Print(double loadAfter)
    {
        string[][] rows = [["what", "number", "unit", "must", ""], .. findings.Select(Row)];
        int[] widths = [.. Enumerable.Range(0, rows[0].Length).Select(column => rows.Max(row => row[column].Length))];
        Console.WriteLine();
        Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{verb}: {Machine.Here}; load {loadBefore:0.0} before, {loadAfter:0.0} after"));
        foreach (var row in rows)
            Console.WriteLine($"  {row[0].PadRight(widths[0])}  {row[1].PadLeft(widths[1])} {row[2].PadRight(widths[2])}  {row[3].PadRight(widths[3])}  {row[4]}".TrimEnd());
    }

    private static string[] Row(Finding finding) =>
    [
        finding.What,
        finding.Number.ToString(Math.Abs(finding.Number) >= 100 || finding.Number % 1 == 0 ? "#,0" : "0.###", CultureInfo.InvariantCulture),
        finding.Unit,
        finding.Must ?? "",
        finding.Reached switch { null => "", true => "reached", false => "MISSED" },
    ];

    private void Write(Written written)
    {
        var folder = Repository.Folder("bench/results");
        Directory.CreateDirectory(folder);
        File.WriteAllText(Path.Combine(folder, verb + ".json"), JsonSerializer.Serialize(written, Json) + "\n");
    }

    private static string Today() => TimeProvider.System.GetUtcNow().ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);
}
