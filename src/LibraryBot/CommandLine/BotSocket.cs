using System.Net.Sockets;
using System.Text.Json;

namespace LibraryBot.CommandLine;

/// <summary>
/// The door through which a command line asks the bot that runs on a folder: a socket in that folder, which only its owner may open.
/// One request and one answer a connection, each a line of JSON.
/// </summary>
public sealed class BotSocket(string folder) : IDisposable
{
    private readonly string path = PathIn(folder);
    private Socket? listener;

    /// <summary>What was typed after the program's name.</summary>
    private sealed record Request(string[] Words);

    private sealed record Reply(int Exit, string Output, string Errors);

    /// <summary>Serves until cancelled. The runner gets the words and writes what it would print.</summary>
    public async Task Serve(Func<string[], TextWriter, TextWriter, Task<int>> run, CancellationToken cancel)
    {
        File.Delete(path);
        listener = new Socket(AddressFamily.Unix, SocketType.Stream, ProtocolType.Unspecified);
        listener.Bind(new UnixDomainSocketEndPoint(path));
        if (!OperatingSystem.IsWindows())
            File.SetUnixFileMode(path, UnixFileMode.UserRead | UnixFileMode.UserWrite);
        listener.Listen();
        while (!cancel.IsCancellationRequested)
            _ = Answer(await listener.AcceptAsync(cancel), run);
    }

    /// <summary>Asks the bot that runs on a folder; null when none does.</summary>
    public static async Task<int?> Ask(string folder, string[] words, TextWriter output, TextWriter errors)
    {
        var path = PathIn(folder);
        if (!File.Exists(path))
            return null;
        using var socket = new Socket(AddressFamily.Unix, SocketType.Stream, ProtocolType.Unspecified);
        try
        {
            await socket.ConnectAsync(new UnixDomainSocketEndPoint(path));
        }
        catch (SocketException)
        {
            // Left behind by a bot that was killed.
            return null;
        }

        await using var stream = new NetworkStream(socket);
        await Write(stream, new Request(words));
        var reply = await Read<Reply>(stream);
        if (reply is null)
        {
            await errors.WriteLineAsync("The running bot ended before it answered. Try again.");
            return 1;
        }

        await output.WriteAsync(reply.Output);
        await errors.WriteAsync(reply.Errors);
        return reply.Exit;
    }

    public void Dispose()
    {
        listener?.Dispose();
        if (listener is not null)
            File.Delete(path);
    }

    private static async Task Answer(Socket socket, Func<string[], TextWriter, TextWriter, Task<int>> run)
    {
        await using var stream = new NetworkStream(socket, ownsSocket: true);
        try
        {
            if (await Read<Request>(stream) is not { } request)
                return;
            var (output, errors) = (new StringWriter(), new StringWriter());
            var exit = await run(request.Words, output, errors);
            await Write(stream, new Reply(exit, output.ToString(), errors.ToString()));
        }
        catch (IOException)
        {
            // Whoever asked has gone; what was done stands.
        }
    }

    private static async Task Write<T>(Stream stream, T message)
    {
        await JsonSerializer.SerializeAsync(stream, message);
        stream.WriteByte((byte)'\n');
        await stream.FlushAsync();
    }

    private static async Task<T?> Read<T>(Stream stream)
    {
        using var reader = new StreamReader(stream, leaveOpen: true);
        return await reader.ReadLineAsync() is { } line ? JsonSerializer.Deserialize<T>(line) : default;
    }

    // A socket's name is limited to about 100 bytes; from inside the folder the short name always fits.
    private static string PathIn(string folder)
    {
        var whole = Path.Combine(Path.GetFullPath(folder), "librarybot.sock");
        var fromHere = Path.GetRelativePath(Directory.GetCurrentDirectory(), whole);
        return fromHere.Length < whole.Length ? fromHere : whole;
    }
}
