using System.Diagnostics;
using System.Globalization;
using LibraryBot.Bench.Reports;

namespace LibraryBot.Bench.Updates;

/// <summary>
/// What has been said to the bot in many private chats and waits at Telegram, and what came back. In each chat a librarian begins
/// the dialog of an event, answers its first questions, cancels it and begins again; the moment of the event is another each time,
/// and the reply repeats it.
/// </summary>
internal sealed class Backlog(int updates, int chats)
{
    private const int FirstUpdate = 700_000_001;
    private const int MinutesUsed = 28 * 24 * 60;
    private static readonly int Year = TimeProvider.System.GetUtcNow().Year + 1;
    private static readonly long Today = TimeProvider.System.GetUtcNow().ToUnixTimeSeconds();
    private readonly long[] handedOut = new long[updates];
    private readonly int[] heardOf = new int[chats];

    public Latencies Latencies { get; } = new();

    /// <summary>How many updates have had their reply.</summary>
    public int Heard { get; private set; }
    public int OutOfOrder { get; private set; }
    public int Twice { get; private set; }

    public static long ChatId(int chat) => 5_000_000_001 + chat;

    public static string Name(int chat) => string.Create(CultureInfo.InvariantCulture, $"Sri {chat}");

    /// <summary>The updates from this number on, as getUpdates gives them; null when there are none.</summary>
    public string? HandOut(int offset, int atMost)
    {
        var first = Math.Max(0, offset - FirstUpdate);
        var last = Math.Min(updates, first + atMost);
        if (first >= last)
            return null;
        for (var number = first; number < last; number++)
            handedOut[number] = Stopwatch.GetTimestamp();
        return string.Join(',', Enumerable.Range(first, last - first).Select(Update));
    }

    /// <summary>Takes a reply, its text as it stands in JSON.</summary>
    public void Hear(long chatId, string text)
    {
        var chat = (int)(chatId - ChatId(0));
        var number = (heardOf[chat] * chats) + chat;
        if (number < updates && IsReplyTo(number, text))
            Take(chat, number);
        else if (number >= updates || (number >= chats && IsReplyTo(number - chats, text)))
            Twice++;
        else
        {
            OutOfOrder++;
            Take(chat, number);
        }
    }

    private void Take(int chat, int number)
    {
        heardOf[chat]++;
        Heard++;
        Latencies.Since(handedOut[number]);
    }

    /// <summary>Each chat says its first words, then each its second, and so on.</summary>
    private string Update(int number)
    {
        var chat = number % chats;
        var (id, name) = (ChatId(chat), Name(chat));
        return string.Create(CultureInfo.InvariantCulture, $$$"""
            {"update_id":{{{FirstUpdate + number}}},"message":{"message_id":{{{number + 1}}},"from":{"id":{{{id}}},"is_bot":false,"first_name":"{{{name}}}","username":"sri_{{{chat}}}","language_code":"id"},"chat":{"id":{{{id}}},"first_name":"{{{name}}}","username":"sri_{{{chat}}}","type":"private"},"date":{{{Today}}},"text":"{{{Words(number)}}}"}}
            """);
    }

    private string Words(int number) => Step(number) switch
    {
        0 => "/acara",
        1 => string.Create(CultureInfo.InvariantCulture, $"Bedah Buku Laut Bercerita {number}"),
        2 => string.Create(CultureInfo.InvariantCulture, $"{Day(number)} Maret {Year} pukul {Hour(number)}"),
        3 => "Ruang Baca Lantai 2",
        _ => "/batal",
    };

    private bool IsReplyTo(int number, string text) => Step(number) switch
    {
        0 => text.Contains("Apa judul kegiatannya?", StringComparison.Ordinal),
        1 => text.Contains("Kapan kegiatannya?", StringComparison.Ordinal),
        2 => text.Contains("Di mana tempatnya?", StringComparison.Ordinal)
            && text.Contains(string.Create(CultureInfo.InvariantCulture, $" {Day(number)} Maret {Year}"), StringComparison.Ordinal)
            && text.Contains(Hour(number), StringComparison.Ordinal),
        3 => text.Contains("Adakah keterangan lain?", StringComparison.Ordinal),
        _ => text.Contains("dibatalkan", StringComparison.OrdinalIgnoreCase),
    };

    private int Step(int number) => number / chats % 5;

    private static int Day(int number) => 1 + (number % MinutesUsed / (24 * 60));

    private static string Hour(int number) => string.Create(CultureInfo.InvariantCulture, $"{number / 60 % 24:00}.{number % 60:00}");
}
