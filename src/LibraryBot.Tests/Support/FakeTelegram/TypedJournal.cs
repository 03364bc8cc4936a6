using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace LibraryBot.Tests.Support;

/// <summary>A journal as TypeScript that assigns all of it to somebody else's types of the Bot API (npm @grammyjs/types), for the compiler to judge.</summary>
internal static class TypedJournal
{
    private const string Head =
        """
        import type { ApiMethods, Message, Update } from "@grammyjs/types";
        // A file is named by its id or as "attach://name".
        type Methods = ApiMethods<string>;
        type Arguments<M extends keyof Methods> = NonNullable<Parameters<Methods[M]>[0]>;
        type Result<M extends keyof Methods> = ReturnType<Methods[M]>;

        """;

    private const string Undefined = "<undefined>";
    private static readonly JsonSerializerOptions Plain = new() { Encoder = System.Text.Encodings.Web.JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    /// <summary>What the compiler says of it; "" when it all fits.</summary>
    public static async Task<string> Problems(FakeJournal journal)
    {
        var packages = ForeignBot.Folder("telegram");
        using var folder = new TempFolder();
        var script = Script(journal);
        await File.WriteAllTextAsync(Path.Combine(folder.Path, "journal.ts"), script);
        await File.WriteAllTextAsync(Path.Combine(folder.Path, "tsconfig.json"), Configuration(packages));
        var (exit, output) = await Compile(packages, folder.Path);
        var lines = script.Split('\n');
        return exit == 0 ? "" : string.Join('\n', output.Split('\n', StringSplitOptions.RemoveEmptyEntries).Select(line => WithSource(line, lines)));
    }

    private static async Task<(int ExitCode, string Output)> Compile(string packages, string folder)
    {
        try
        {
            return await NodePackages.Run("node", folder, Path.Combine(packages, "node_modules", "typescript", "bin", "tsc"), "-p", folder);
        }
        catch (System.ComponentModel.Win32Exception)
        {
            Skip.If(true, "node is not installed.");
            throw;
        }
    }

    private static string Script(FakeJournal journal)
    {
        var script = new StringBuilder(Head);
        var number = 0;
        foreach (var entry in journal.Entries)
        {
            if (entry["update"] is JsonObject update)
                script.AppendLine($"export const u{number++}: Update = {Literal(update)};");
            else if (entry["call"] is { } method)
                AddCall(script, number++, (string)method!, entry);
        }

        return script.ToString();
    }

    private static void AddCall(StringBuilder script, int number, string method, JsonObject entry)
    {
        if (entry["arguments"] is JsonObject { Count: > 0 } arguments)
            script.AppendLine($"export const a{number}: Arguments<\"{method}\"> = {Literal(arguments)};");
        if ((int)entry["status"]! == 200 && entry["result"] is { } result)
            script.AppendLine($"export const r{number}: {ResultOf(method)} = {Literal(result)};");
    }

    // Their type of an edited caption or picture names the fields of no kind of message.
    private static string ResultOf(string method) => method is "editMessageCaption" or "editMessageMedia" or "editMessageReplyMarkup"
        ? "Update.Edited & Message" : $"Result<\"{method}\">";

    private static string Literal(JsonNode value) => FakeJournal.Masked(Fitted(value.DeepClone()).ToJsonString(Plain)).Replace($"\"{Undefined}\"", "undefined", StringComparison.Ordinal);

    /// <summary>
    /// Two things that the server takes and their types do not: "Html" in any case, and an answered message that says nothing of
    /// what it answers itself (they want it said to be undefined).
    /// </summary>
    private static JsonNode Fitted(JsonNode value)
    {
        foreach (var inner in value is JsonArray list ? list.ToList() : value is JsonObject fields ? fields.Select(field => field.Value).ToList() : [])
        {
            if (inner is not null)
                Fitted(inner);
        }

        if (value is not JsonObject thing)
            return value;
        if (thing["parse_mode"] is { } mode)
            thing["parse_mode"] = ((string)mode!).ToUpperInvariant();
        if (thing["reply_to_message"] is JsonObject answered)
            answered["reply_to_message"] = Undefined;
        return value;
    }

    private static string Configuration(string packages) => new JsonObject
    {
        ["compilerOptions"] = new JsonObject
        {
            ["strict"] = true,
            ["noEmit"] = true,
            ["target"] = "es2022",
            ["module"] = "esnext",
            ["moduleResolution"] = "bundler",
            ["types"] = new JsonArray(),
            ["paths"] = new JsonObject { ["@grammyjs/types"] = new JsonArray(Path.Combine(packages, "node_modules", "@grammyjs", "types", "mod.d.ts")) },
        },
        ["files"] = new JsonArray("journal.ts"),
    }.ToJsonString();

    // "journal.ts(12,5): error ..." says more beside what it means.
    private static string WithSource(string line, string[] script) =>
        line.StartsWith("journal.ts(", StringComparison.Ordinal) && int.TryParse(line["journal.ts(".Length..].Split(',')[0], out var at)
            ? $"{line}\n    {script[at - 1]}" : line;
}
