namespace LibraryBot.Publishing.Telegram;

/// <summary>One message that gets another content.</summary>
/// <param name="Before">The picture that stands there; null when the message is a text.</param>
internal sealed record MessageEdit(int Id, string? Before, TelegramPart Part);

/// <summary>What turns the messages of one sending into those of another: which are edited, which go, which come.</summary>
internal sealed class Correction
{
    /// <param name="before">As it was sent.</param>
    /// <param name="ids">What Telegram made of that.</param>
    public Correction(IReadOnlyList<TelegramPart> before, IReadOnlyList<int> ids, IReadOnlyList<TelegramPart> after)
    {
        var (old, wanted) = (Messages(before), Messages(after));
        // Telegram makes no album larger or smaller, and no text of a picture.
        IsInPlace = ids.Count == old.Count && Albums(before).SequenceEqual(Albums(after));
        if (!IsInPlace)
            return;
        var kept = Math.Min(old.Count, wanted.Count);
        Staying = [.. ids.Take(kept)];
        Edits = [.. old.Zip(wanted, ids).Where(pair => !IsSame(pair.First, pair.Second)).Select(pair => new MessageEdit(pair.Third, pair.First.Pictures.FirstOrDefault(), pair.Second))];
        Deletions = [.. ids.Skip(kept)];
        Additions = [.. wanted.Skip(kept)];
    }

    public bool IsInPlace { get; }

    public IReadOnlyList<int> Staying { get; } = [];

    public IReadOnlyList<MessageEdit> Edits { get; } = [];

    public IReadOnlyList<int> Deletions { get; } = [];

    /// <summary>Always texts: pictures come first, and those are as many as before.</summary>
    public IReadOnlyList<TelegramPart> Additions { get; } = [];

    private static IEnumerable<int> Albums(IEnumerable<TelegramPart> parts) => parts.Select(part => part.Pictures.Count).Where(pictures => pictures > 0);

    /// <summary>An album as its single messages.</summary>
    private static List<TelegramPart> Messages(IEnumerable<TelegramPart> parts) => [.. parts.SelectMany(part => part.IsAlbum
        ? part.Pictures.Select((media, i) => new TelegramPart(i == 0 ? part.Text : MarkedText.Empty, [media]))
        : [part])];

    private static bool IsSame(TelegramPart left, TelegramPart right) =>
        left.Text.Text == right.Text.Text && left.Text.Marks.SequenceEqual(right.Text.Marks) && left.Pictures.SequenceEqual(right.Pictures)
        && left.Keyboard is null && right.Keyboard is null;
}
