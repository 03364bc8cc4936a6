using System.Buffers.Text;
using System.Globalization;
using System.Text.Json;

namespace LibraryBot.Bench.Turns;

/// <summary>
/// What a conversation's socket tells: each thing said once and in its place, each post in the order in which it was
/// posted, and a reply of the bot before the next post.
/// </summary>
internal sealed class HeardInOrder(long heardBefore)
{
    private long place = heardBefore;
    private long posts;
    private bool isAnswered = true;

    /// <summary>How often something came twice, too early or not at all.</summary>
    public int Faults { get; private set; }

    /// <summary>Whether this many posts and the reply to the last of them have been heard.</summary>
    public bool HasAll(long posted) => posts == posted && isAnswered;

    /// <summary>Takes a frame: {"activities":[...],"watermark":"12"}.</summary>
    public void Take(ReadOnlySpan<byte> frame)
    {
        var json = new Utf8JsonReader(frame);
        ReadOnlySpan<byte> id = default;
        long? post = null;
        while (json.Read())
        {
            if (json.TokenType == JsonTokenType.PropertyName && json.CurrentDepth == 3 && json.ValueTextEquals("id"u8) && json.Read())
                id = json.ValueSpan;
            else if (json.TokenType == JsonTokenType.PropertyName && json.CurrentDepth == 4 && json.ValueTextEquals("clientActivityID"u8) && json.Read())
                post = Number(json.ValueSpan);
            else if (json.TokenType == JsonTokenType.EndObject && json.CurrentDepth == 2)
            {
                Take(id, post);
                id = default;
                post = null;
            }
            else if (json.TokenType == JsonTokenType.PropertyName && json.CurrentDepth == 1 && json.ValueTextEquals("watermark"u8) && json.Read() && Number(json.ValueSpan) != place)
                Faults++;
        }
    }

    private void Take(ReadOnlySpan<byte> id, long? post)
    {
        place++;
        var isInOrder = post is { } number ? isAnswered && number == ++posts : Number(id[(id.LastIndexOf((byte)'|') + 1)..]) == place;
        if (!isInOrder)
            Faults++;
        isAnswered = post is null;
    }

    private static long Number(ReadOnlySpan<byte> digits) =>
        Utf8Parser.TryParse(digits, out long number, out var used) && used == digits.Length
            ? number
            : throw new FormatException(string.Create(CultureInfo.InvariantCulture, $"{System.Text.Encoding.UTF8.GetString(digits)} is no number."));
}
