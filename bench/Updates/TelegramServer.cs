using System.Buffers.Text;
using System.Diagnostics;
using System.Globalization;
using System.Net;
using System.Net.Sockets;
using System.Text;
using System.Text.Json;

namespace LibraryBot.Bench.Updates;

/// <summary>
/// As much of Telegram's server as a bot with a backlog needs: updates as soon as they are asked for, and an answer to each message.
/// One thread and plain sockets, since it shares the processor with what is measured.
/// </summary>
internal sealed class TelegramServer : IDisposable
{
    public const string Token = "7000000001:bench";
    private const int WaitMicroseconds = 20_000;
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(20);
    private static readonly long Today = TimeProvider.System.GetUtcNow().ToUnixTimeSeconds();
    private readonly Socket listener = new(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp);
    private readonly Dictionary<Socket, ApiCalls> connections = [];
    private readonly Backlog backlog;
    private readonly IReadOnlyList<(int Heard, TaskCompletionSource Reached)> milestones;
    private readonly Thread thread;
    private bool hasBegun;
    private long lastHeard;
    private long messages;
    private volatile bool isOver;

    /// <param name="milestones">Numbers of replies that somebody waits for; 0 is reached when the first updates are asked for.</param>
    public TelegramServer(Backlog backlog, IEnumerable<int> milestones)
    {
        this.backlog = backlog;
        this.milestones = [.. milestones.Select(heard => (heard, new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously)))];
        listener.Bind(new IPEndPoint(IPAddress.Loopback, 0));
        listener.Listen();
        thread = new Thread(Serve) { Name = "telegram", IsBackground = true };
        thread.Start();
    }

    public string Url => string.Create(CultureInfo.InvariantCulture, $"http://127.0.0.1:{((IPEndPoint)listener.LocalEndPoint!).Port}");

    /// <summary>Each ends when so many replies have come, or when none has come for a long time.</summary>
    public IEnumerable<Task> Milestones => milestones.Select(milestone => milestone.Reached.Task);

    public void Dispose()
    {
        isOver = true;
        thread.Join();
        listener.Dispose();
        foreach (var connection in connections.Keys)
            connection.Dispose();
    }

    private void Serve()
    {
        var ready = new List<Socket>();
        try
        {
            while (!isOver)
            {
                ready.Clear();
                ready.Add(listener);
                ready.AddRange(connections.Keys);
                Socket.Select(ready, null, null, WaitMicroseconds);
                foreach (var socket in ready)
                    Hear(socket);
                if (hasBegun && Stopwatch.GetElapsedTime(lastHeard) > Patience)
                    Reach(int.MaxValue);
            }
        }
        catch (Exception failure)
        {
            foreach (var milestone in milestones)
                milestone.Reached.TrySetException(failure);
        }
    }

    private void Hear(Socket socket)
    {
        if (socket == listener)
        {
            var accepted = listener.Accept();
            accepted.NoDelay = true;
            connections[accepted] = new ApiCalls(accepted);
        }
        else if (!connections[socket].Read(Answer))
        {
            connections.Remove(socket);
            socket.Dispose();
        }
    }

    /// <summary>What the result of a call is; null: it is not answered, as a call that waits for updates.</summary>
    private string? Answer(ReadOnlySpan<byte> method, ReadOnlySpan<byte> parameters) => Encoding.ASCII.GetString(method) switch
    {
        "sendMessage" => Send(parameters),
        "getUpdates" => HandOut(parameters),
        "getMe" => """{"id":7000000001,"is_bot":true,"first_name":"Perpustakaan","username":"perpustakaan_bot"}""",
        "getWebhookInfo" => """{"url":"","has_custom_certificate":false,"pending_update_count":0}""",
        _ => "true",
    };

    private string? HandOut(ReadOnlySpan<byte> parameters)
    {
        var asked = JsonElement.Parse(parameters);
        if (backlog.HandOut(asked.GetProperty("offset").GetInt32(), asked.GetProperty("limit").GetInt32()) is not { } updates)
            return null;
        if (!hasBegun)
            Listen();
        return "[" + updates + "]";
    }

    private string Send(ReadOnlySpan<byte> parameters)
    {
        var (chat, text) = (0L, "");
        var json = new Utf8JsonReader(parameters);
        while (json.Read())
        {
            if (json.TokenType != JsonTokenType.PropertyName || json.CurrentDepth != 1)
                continue;
            if (json.ValueTextEquals("chat_id"u8) && json.Read())
                chat = ChatIn(json);
            else if (json.ValueTextEquals("text"u8) && json.Read())
                text = Encoding.UTF8.GetString(json.ValueSpan);
        }

        backlog.Hear(chat, text);
        Listen();
        return string.Create(CultureInfo.InvariantCulture, $$"""
            {"message_id":{{++messages}},"from":{"id":7000000001,"is_bot":true,"first_name":"Perpustakaan","username":"perpustakaan_bot"},"chat":{"id":{{chat}},"first_name":"Sri","username":"sri","type":"private"},"date":{{Today}},"text":"{{text}}"}
            """);
    }

    private void Listen()
    {
        hasBegun = true;
        lastHeard = Stopwatch.GetTimestamp();
        Reach(backlog.Heard);
    }

    private void Reach(int heard)
    {
        foreach (var milestone in milestones)
        {
            if (heard >= milestone.Heard)
                milestone.Reached.TrySetResult();
        }
    }

    /// <summary>A number, or the same in quotes.</summary>
    private static long ChatIn(Utf8JsonReader value) =>
        Utf8Parser.TryParse(value.ValueSpan, out long id, out _) ? id : throw new InvalidOperationException("A message to no chat.");
}
