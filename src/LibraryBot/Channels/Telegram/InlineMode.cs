using LibraryBot.Answers;
using LibraryBot.Language;
using LibraryBot.Publishing.Telegram;
using LibraryBot.Turns;
using Telegram.Bot.Requests;
using Telegram.Bot.Types;
using Telegram.Bot.Types.Enums;
using Telegram.Bot.Types.InlineQueryResults;
using Telegram.Bot.Types.ReplyMarkups;

namespace LibraryBot.Channels.Telegram;

/// <summary>
/// Answers "@bot words", typed in any chat, at once and beside every conversation. Each letter typed is a new question: while one
/// is being answered for a person, only their newest waits. One that comes too late is nobody's loss.
/// </summary>
internal sealed class InlineMode(
    TelegramSender sender, TelegramChannel channel, Func<InlineQuestion, IReadOnlyList<OfferedRecord>> find, ILogger log)
{
    /// <summary>Seconds that Telegram may give the same answer to the same words.</summary>
    private const int Kept = 60;
    private readonly Lock guard = new();

    /// <summary>By person: the question that waits while an earlier one is answered, or null.</summary>
    private readonly Dictionary<long, InlineQuery?> underWay = [];

    /// <summary>Returns at once.</summary>
    public void Take(InlineQuery query, CancellationToken stopping)
    {
        lock (guard)
        {
            if (underWay.ContainsKey(query.From.Id))
            {
                underWay[query.From.Id] = query;
                return;
            }

            underWay[query.From.Id] = null;
        }

        _ = Task.Run(() => AnswerAll(query, stopping), CancellationToken.None);
    }

    private async Task AnswerAll(InlineQuery first, CancellationToken stopping)
    {
        for (InlineQuery? query = first; query is not null; query = NextOf(query.From.Id))
            await Answer(query, stopping);
    }

    private InlineQuery? NextOf(long person)
    {
        lock (guard)
        {
            if (underWay[person] is { } waiting)
            {
                underWay[person] = null;
                return waiting;
            }

            underWay.Remove(person);
            return null;
        }
    }

    private async Task Answer(InlineQuery query, CancellationToken stopping)
    {
        try
        {
            var found = find(new InlineQuestion(query.Query, LangCodes.Read(query.From.LanguageCode)));
            await sender.Call(new AnswerInlineQueryRequest
            {
                InlineQueryId = query.Id,
                Results = found.Select(Article),
                CacheTime = Kept,
                IsPersonal = false,
            }, Urgency.Acknowledgement, stopping);
        }
        // Everything: nobody waits for what is told here, and the next letter asks again.
        catch (Exception failure)
        {
            log.LogDebug("An inline question got no answer: {Reason}", failure.Message);
        }
    }

    private InlineQueryResultArticle Article(OfferedRecord offered)
    {
        var payload = DeepLink.ToRecord(offered.Record).ToString();
        return new InlineQueryResultArticle(payload, offered.Title, new InputTextMessageContent(TelegramText.Escape(TelegramText.Split(TelegramText.Clean(offered.Text))[0]))
        {
            ParseMode = ParseMode.Html,
            LinkPreviewOptions = new LinkPreviewOptions { IsDisabled = true },
        })
        {
            Description = offered.Description,
            ReplyMarkup = channel.PrivateLink(payload) is { } address ? new InlineKeyboardMarkup(InlineKeyboardButton.WithUrl(offered.OpenWords, address)) : null,
        };
    }
}
