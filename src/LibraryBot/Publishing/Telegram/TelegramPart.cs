using Telegram.Bot.Types.ReplyMarkups;

namespace LibraryBot.Publishing.Telegram;

/// <summary>What one call sends: a text, a picture with a caption, or an album with a caption on its first picture.</summary>
internal sealed record TelegramPart(MarkedText Text, IReadOnlyList<string> Pictures)
{
    private const int AlbumAtMost = 10;

    /// <summary>An album cannot carry buttons (Bot API, sendMediaGroup): where nothing follows it, this does.</summary>
    private const string CarriesButtons = "👆";

    public ReplyMarkup? Keyboard { get; init; }

    /// <summary>A document instead of pictures; its text stands before it.</summary>
    public (string Media, string Name)? Document { get; init; }

    public int? ReplyTo { get; init; }

    /// <summary>It hangs under the first message of the same sending.</summary>
    public bool IsUnderFirst { get; init; }

    public bool IsAlbum => Pictures.Count > 1;

    /// <summary>How many messages Telegram makes of it.</summary>
    public int Messages => Math.Max(1, Pictures.Count);

    /// <summary>Cuts what is to be said: pictures first (the text as caption where it fits), buttons on the last part.</summary>
    public static IReadOnlyList<TelegramPart> Of(TelegramMessage message)
    {
        var text = MarkedText.Of(message.Text, message.Moments);
        var keyboard = message.Pictures.Count > 1 && message.Keyboard is ReplyKeyboardRemove ? null : message.Keyboard;
        var asCaption = message.Pictures.Count > 0 && text.Length <= TelegramText.CaptionAtMost && !(message.Pictures.Count > 1 && keyboard is not null);
        List<TelegramPart> parts = [.. Albums(message.Pictures).Select((pictures, i) => new TelegramPart(asCaption && i == 0 ? text : MarkedText.Empty, pictures))];
        if (!asCaption)
            parts.AddRange(Words(text, parts.Count > 0 && keyboard is not null).Select(part => new TelegramPart(part, []) { IsUnderFirst = message.Pictures.Count > 0 }));
        if (message.Document is { } document)
            parts.Add(new TelegramPart(MarkedText.Empty, []) { Document = document });
        if (parts.Count == 0)
            return parts;

        parts[0] = parts[0] with { ReplyTo = message.ReplyTo };
        parts[^1] = parts[^1] with { Keyboard = keyboard };
        return parts;
    }

    private static IReadOnlyList<MarkedText> Words(MarkedText text, bool mustCarryButtons) =>
        text.Text.Length == 0 && mustCarryButtons ? [new MarkedText(CarriesButtons, [])] : text.Split();

    /// <summary>As few as can be and of about one size, so that no picture is left alone.</summary>
    private static IEnumerable<IReadOnlyList<string>> Albums(IReadOnlyList<string> pictures)
    {
        var albums = (pictures.Count + AlbumAtMost - 1) / AlbumAtMost;
        for (int i = 0, from = 0; i < albums; i++)
        {
            var size = pictures.Count / albums + (i < pictures.Count % albums ? 1 : 0);
            yield return [.. pictures.Skip(from).Take(size)];
            from += size;
        }
    }
}
