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

    /// <summary>Renders an activity of the bot: text, cards and buttons, pictures.</summary>
    public static TelegramMessage Of(Activity says, bool inGroup)
    {
        var cards = Cards(says).ToList();
        var actions = (says.SuggestedActions?.Actions ?? []).Concat(cards.SelectMany(card => card.Buttons ?? [])).ToList();
        var keyboard = TelegramKeyboard.Of(actions, inGroup);
        IEnumerable<string?> blocks = [says.Text, .. cards.Select(card => card.Words), string.Join('\n', keyboard.Lines)];
        return new TelegramMessage(
            string.Join("\n\n", blocks.Where(block => !string.IsNullOrWhiteSpace(block))),
            [.. PicturesOf(says, cards)],
            keyboard.Markup ?? WithoutOldChoices(says, inGroup),
            inGroup ? HeardId.MessageOf(says.ReplyToId) : null);
    }

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
