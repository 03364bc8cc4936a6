using System.Text.Json;
using LibraryBot.Activities;
using LibraryBot.Media;
using Telegram.Bot.Types.ReplyMarkups;

namespace LibraryBot.Publishing.Telegram;

/// <summary>What is to be said, before it is cut into Telegram's messages. Text is plain, pictures are media ids.</summary>
/// <param name="ReplyTo">The message it answers; it is sent all the same when that one is gone.</param>
public sealed record TelegramMessage(string Text, IReadOnlyList<string> Pictures, ReplyMarkup? Keyboard = null, int? ReplyTo = null)
{
    private const string HeroCard = "application/vnd.microsoft.card.hero";

    /// <summary>Words of the text that name moments.</summary>
    public IReadOnlyList<Entity> Moments { get; init; } = [];

    /// <summary>A document (media id and file name) that goes along; null when there is none.</summary>
    public (string Media, string Name)? Document { get; init; }

    /// <summary>The person of a group who is answered; null when nobody in particular is.</summary>
    public long? Asker { get; init; }

    /// <summary>Renders an activity of the bot: text, cards and buttons, pictures.</summary>
    /// <param name="stays">Its buttons belong to the message and not to the chat: it is one that changes.</param>
    public static TelegramMessage Of(Activity says, bool inGroup, bool stays = false)
    {
        var cards = Cards(says).ToList();
        var actions = (says.SuggestedActions?.Actions ?? []).Concat(cards.SelectMany(card => card.Buttons ?? [])).ToList();
        var keyboard = TelegramKeyboard.Of(actions, inGroup || stays);
        IEnumerable<string?> blocks = [says.Text, .. cards.Select(card => card.Words), string.Join('\n', keyboard.Lines)];
        return new TelegramMessage(
            string.Join("\n\n", blocks.Where(block => !string.IsNullOrWhiteSpace(block))),
            [.. PicturesOf(says, cards)],
            keyboard.Markup ?? (stays ? null : WithoutOldChoices(says, inGroup)),
            inGroup ? HeardId.MessageOf(says.ReplyToId) : null)
        {
            Moments = says.Entities ?? [],
            Document = DocumentOf(says),
        };
    }

    /// <summary>A post. Its buttons stay with it: they take nobody's choices away.</summary>
    public static TelegramMessage Of(PublishRequest request)
    {
        var keyboard = TelegramKeyboard.Of(request.Buttons, inGroup: true);
        return new TelegramMessage(
            string.Join("\n\n", keyboard.Lines.Prepend(request.Text)),
            [.. request.Pictures.Select(picture => picture.Media)],
            keyboard.Markup)
        {
            Moments = request.Moments,
        };
    }

    private static (string Media, string Name)? DocumentOf(Activity says) => (says.Attachments ?? [])
        .Where(attachment => PictureKind.NamesDocument(attachment.ContentType) && attachment.ContentUrl?.StartsWith(MediaLinks.Scheme, StringComparison.Ordinal) == true)
        .Select(attachment => ((string, string)?)(attachment.ContentUrl![MediaLinks.Scheme.Length..], attachment.Name ?? "dokumen" + Path.GetExtension(attachment.ContentUrl)))
        .FirstOrDefault();

    // A question's choices must not stay under the next question; news that nobody asked for leaves them alone.
    private static ReplyKeyboardRemove? WithoutOldChoices(Activity says, bool inGroup) =>
        !inGroup && says.ReplyToId is not null ? new ReplyKeyboardRemove() : null;

    private static IEnumerable<string> PicturesOf(Activity says, List<Card> cards)
    {
        var urls = (says.Attachments ?? [])
            .Where(attachment => attachment.ContentType?.StartsWith("image/", StringComparison.Ordinal) == true)
            .Select(attachment => attachment.ContentUrl)
            .Concat(cards.SelectMany(card => card.Images ?? []).Select(image => image.Url));
        return urls.Where(url => url?.StartsWith(MediaLinks.Scheme, StringComparison.Ordinal) == true).Select(url => url![MediaLinks.Scheme.Length..]);
    }

    private static IEnumerable<Card> Cards(Activity says) => (says.Attachments ?? [])
        .Where(attachment => attachment is { ContentType: HeroCard, Content.ValueKind: JsonValueKind.Object })
        .Select(attachment => attachment.Content!.Value.Deserialize<Card>(ActivityJson.Options)!);

    private sealed record Card(string? Title, string? Subtitle, string? Text, IReadOnlyList<Image>? Images, IReadOnlyList<CardAction>? Buttons)
    {
        public string Words => string.Join('\n', new[] { Title, Subtitle, Text }.Where(line => !string.IsNullOrWhiteSpace(line)));
    }

    private sealed record Image(string? Url);
}
