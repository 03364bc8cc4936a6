using System.Diagnostics;
using System.Globalization;
using LibraryBot.Bench.Reports;

namespace LibraryBot.Bench.Stores;

/// <summary>The bench's verb "write" in a process of its own, so that it can be killed, or watched from outside.</summary>
internal static class WriterProcess
{
    /// <summary>Writes turns to a store of a folder; without a number of turns it goes on until it is killed.</summary>
    public static ProcessStartInfo Of(string store, string folder, long? turns = null, int committers = 1) => Under([], store, folder, turns, committers);

    /// <summary>How many syncs to disk it makes for so many turns, opening and closing left out; null when strace is not there.</summary>
    public static async Task<double?> SyncsPerTurn(string store, long turns, int committers)
    {
        if (!File.Exists("/usr/bin/strace"))
            return null;
        var idle = await CountSyncs(store, 0, committers);
        return (await CountSyncs(store, turns, committers) - idle) / (double)turns;
    }

    private static async Task<long> CountSyncs(string store, long turns, int committers)
    {
        using var folder = new ScratchFolder();
        var counts = folder.File("counts");
        using var process = Process.Start(Under(["/usr/bin/strace", "-f", "-c", "-e", "trace=fsync,fdatasync,msync,sync_file_range", "-o", counts], store, folder.File("data"), turns, committers))!;
        var errors = process.StandardError.ReadToEndAsync();
        await process.StandardOutput.ReadToEndAsync();
        await process.WaitForExitAsync().WaitAsync(TimeSpan.FromMinutes(3), TimeProvider.System);
        if (process.ExitCode != 0)
            throw new InvalidOperationException($"The watched writer failed: {await errors}");
        // "% time  seconds  usecs/call  calls [errors] syscall"
        return File.ReadLines(counts)
            .Select(line => line.Split(' ', StringSplitOptions.RemoveEmptyEntries))
            .Where(fields => fields.Length >= 5 && fields[^1].Contains("sync", StringComparison.Ordinal))
            .Sum(fields => long.Parse(fields[3], CultureInfo.InvariantCulture));
    }

    private static ProcessStartInfo Under(IReadOnlyList<string> watcher, string store, string folder, long? turns, int committers)
    {
        List<string> words = [.. watcher, "dotnet", Path.Combine(AppContext.BaseDirectory, "LibraryBot.Bench.dll"), "write", "--store", store, "--folder", folder, "--committers", Text(committers)];
        if (turns is { } limit)
            words.AddRange(["--turns", Text(limit)]);
        return new ProcessStartInfo(words[0], words.Skip(1)) { RedirectStandardOutput = true, RedirectStandardError = true };
    }

    private static string Text(long number) => number.ToString(CultureInfo.InvariantCulture);
}
