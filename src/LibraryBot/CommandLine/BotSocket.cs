using System.Net.Sockets;
using System.Text.Json;

namespace LibraryBot.CommandLine;

/// <summary>
/// The door through which a command line asks the bot that runs on a folder: a socket in that folder, which only its owner may open.
/// One request and one answer a connection, each a line of JSON.
/// </summary>
public sealed class BotSocket : IDisposable
{
    private readonly SocketName name;
    private readonly Socket listener = NewSocket();

    private BotSocket(SocketName name) => this.name = name;

    private sealed record Reply(int Exit, string Output, string Errors);

    /// <summary>Opens the door. Whoever holds the folder's store may: a socket that lies there was left by a bot that was killed.</summary>
    public static BotSocket Open(string folder)
    {
        var socket = new BotSocket(new SocketName(folder));
        File.Delete(socket.name.Value);
        socket.listener.Bind(new UnixDomainSocketEndPoint(socket.name.Value));
        // Before Listen nobody can connect, so there is no moment in which others could.
        if (!OperatingSystem.IsWindows())
            File.SetUnixFileMode(socket.name.Value, UnixFileMode.UserRead | UnixFileMode.UserWrite);
        socket.listener.Listen();
        return socket;
    }

    /// <summary>Serves until cancelled. The runner writes what it would print and answers the exit code; it does not throw.</summary>
    public async Task Serve(Func<Typed, TextWriter, TextWriter, Task<int>> run, CancellationToken cancel)
    {
        while (!cancel.IsCancellationRequested)
            _ = Answer(await listener.AcceptAsync(cancel), run);
    }

    /// <summary>Asks the bot that runs on a folder; null when none does.</summary>
    public static async Task<int?> Ask(string folder, Typed typed, TextWriter output, TextWriter errors)
    {
        if (!File.Exists(Path.Combine(folder, SocketName.FileName)))
            return null;
        using var name = new SocketName(folder);
        using var socket = NewSocket();
        try
        {
            await socket.ConnectAsync(new UnixDomainSocketEndPoint(name.Value));
        }
        catch (SocketException nobody) when (nobody.SocketErrorCode is SocketError.ConnectionRefused or SocketError.AddressNotAvailable)
        {
            // Left behind by a bot that was killed.
            return null;
        }

        var reply = await Exchange(socket, typed);
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
        listener.Dispose();
        File.Delete(name.Value);
        name.Dispose();
    }

    private static Socket NewSocket() => new(AddressFamily.Unix, SocketType.Stream, ProtocolType.Unspecified);

    private static async Task<Reply?> Exchange(Socket socket, Typed typed)
    {
        try
        {
            await using var stream = new NetworkStream(socket);
            await Write(stream, typed);
            return await Read<Reply>(stream);
        }
        catch (IOException)
        {
            return null;
        }
    }

    private static async Task Answer(Socket socket, Func<Typed, TextWriter, TextWriter, Task<int>> run)
    {
        await using var stream = new NetworkStream(socket, ownsSocket: true);
        try
        {
            if (await Read<Typed>(stream) is not { } typed)
                return;
            var (output, errors) = (new StringWriter(), new StringWriter());
            var exit = await run(typed, output, errors);
            await Write(stream, new Reply(exit, output.ToString(), errors.ToString()));
        }
        catch (Exception gone) when (gone is IOException or JsonException)
        {
            // Whoever asked has gone, or does not speak as we do; what was done stands.
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
}
