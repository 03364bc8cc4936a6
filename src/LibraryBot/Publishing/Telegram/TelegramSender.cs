using System.Globalization;
using LibraryBot.Storage;
using Telegram.Bot.Exceptions;
using Telegram.Bot.Requests;
using Telegram.Bot.Requests.Abstractions;
using Telegram.Bot.Types;
using Telegram.Bot.Types.Enums;

namespace LibraryBot.Publishing.Telegram;

/// <summary>The one place that sends to Telegram. Sends long things in parts, changes and withdraws them, and tells what came of each.</summary>
public sealed class TelegramSender : IDisposable
{
    private const int TriesForLaterParts = 5;

    private readonly TelegramCalls calls;
    private readonly UploadedPictures uploaded;
    private readonly PartSending parts;
    private readonly ILogger<TelegramSender> log;

    /// <param name="store">Where it is kept which pictures Telegram has already.</param>
    /// <param name="openMedia">The bytes of a media id; null when it is gone.</param>
    /// <param name="onMigrated">A group (first) has become a supergroup (second); may be told more than once.</param>
    public TelegramSender(
        TelegramOptions options, ILibraryStore store, TimeProvider time, Func<string, byte[]?> openMedia, Action<long, long> onMigrated, ILogger<TelegramSender> log)
    {
        calls = new TelegramCalls(options, time, onMigrated, log);
        uploaded = new UploadedPictures(store, options.BotId, openMedia, log);
        parts = new PartSending(calls, uploaded, log);
        this.log = log;
    }

    /// <summary>Says it. <c>Published.ExternalId</c> holds the ids of its messages, comma between.</summary>
    public async Task<SendResult> Send(TelegramAddress to, TelegramMessage message, Urgency urgency, CancellationToken cancel)
    {
        if (!await uploaded.Has(message.Pictures))
            return new SendResult.Refused("A picture of it is no longer stored.");
        if (message.Document is { } document && !uploaded.Keeps(document.Media))
            return new SendResult.Refused("A document of it is no longer stored.");
        var whole = TelegramPart.Of(message);
        return whole.Count == 0 ? new SendResult.Refused("There is nothing to say.") : await SendParts(to, whole, [], message.Asker, urgency, cancel);
    }

    /// <summary>Puts a text in the place of an earlier message of the bot; null when that one cannot be changed any more, or not into this.</summary>
    public async Task<SendResult?> Replace(TelegramAddress to, int earlier, TelegramMessage message, CancellationToken cancel)
    {
        if (TelegramPart.Of(message) is not [{ Pictures.Count: 0, Document: null } part])
            return null;
        var called = await parts.Edit(to.Chat, earlier, null, part, Urgency.Update, cancel);
        if (called.Failure is null || TelegramTrouble.IsSame(called.Refusal))
            return new SendResult.Published(earlier.ToString(CultureInfo.InvariantCulture));
        return TelegramTrouble.IsGone(called.Refusal) || TelegramTrouble.IsFixed(called.Refusal) ? null : called.Failure;
    }

    /// <summary>Puts another content in the place of what was sent as <paramref name="before"/>.</summary>
    public async Task<SendResult> Correct(TelegramAddress to, TelegramMessage before, IReadOnlyList<int> ids, TelegramMessage after, CancellationToken cancel)
    {
        if (!await uploaded.Has(after.Pictures))
            return new SendResult.Refused("A picture of it is no longer stored.");
        var (old, wanted) = (TelegramPart.Of(before), TelegramPart.Of(after));
        if (wanted.Count == 0)
            return new SendResult.Refused("There is nothing to say.");
        return new Correction(old, ids, wanted) is { IsInPlace: true } correction
            ? await InPlace(to, correction, cancel)
            : await Anew(to, ids, wanted, cancel);
    }

    /// <summary>Takes messages away. <c>Refused.Why</c>: "cannot_delete", or "partly 1/3" when some are gone.</summary>
    public async Task<SendResult> Withdraw(TelegramAddress to, IReadOnlyList<int> ids, CancellationToken cancel)
    {
        var gone = 0;
        SendResult? trouble = null;
        foreach (var id in ids)
        {
            var called = await parts.Delete(to.Chat, id, cancel);
            if (called.Failure is null || TelegramTrouble.IsGone(called.Refusal))
                gone++;
            else if (called.Failure is SendResult.TryAgain or SendResult.Reconnect or SendResult.Refused { TargetGone: true })
                return called.Failure;
            else
                trouble = called.Failure;
        }

        return trouble switch
        {
            null => new SendResult.Published(Ids(ids)),
            SendResult.Refused when gone == 0 => new SendResult.Refused(TelegramAnswers.CannotDelete),
            SendResult.Refused => new SendResult.Refused(TelegramAnswers.Partly(gone, ids.Count)),
            _ => trouble,
        };
    }

    /// <summary>Ends when a broadcast may go to this chat and keeps its turn; otherwise how long to put it off.</summary>
    public async Task<TimeSpan?> Ready(TelegramAddress to, CancellationToken cancel)
    {
        if (calls.PutOff(to.Chat) is { } wait)
            return wait;
        await calls.Reserve(to.Chat, cancel);
        return null;
    }

    /// <summary>The turn that was kept for this chat is not needed.</summary>
    public void GiveBack(TelegramAddress to) => calls.GiveBack(to.Chat);

    /// <summary>Any other call, at its turn, closing the gate when Telegram says 429. Throws what the library throws.</summary>
    public Task<T> Call<T>(IRequest<T> request, Urgency urgency, CancellationToken cancel) => calls.Make(request, urgency, cancel);

    /// <summary>Telegram has said elsewhere, to a call that receives, that it wants nothing for this long.</summary>
    public void Close(TimeSpan span) => calls.Close(span);

    /// <summary>Shows "typing" for a few seconds; whether it worked matters to nobody.</summary>
    public Task ShowTyping(TelegramAddress to, CancellationToken cancel) =>
        Quietly(new SendChatActionRequest { ChatId = to.Chat, MessageThreadId = to.Thread, Action = ChatAction.Typing }, Urgency.Reply, cancel);

    /// <summary>Stops the pressed button's clock. Telegram refuses it after some seconds, which harms nobody.</summary>
    public Task AnswerCallback(string callbackId, CancellationToken cancel) =>
        Quietly(new AnswerCallbackQueryRequest { CallbackQueryId = callbackId }, Urgency.Acknowledgement, cancel);

    public void Dispose() => calls.Dispose();

    /// <param name="standing">The ids of what stands there already and stays: the parts go under the first of them.</param>
    private async Task<SendResult> SendParts(
        TelegramAddress to, IReadOnlyList<TelegramPart> whole, IReadOnlyList<int> standing, long? asker, Urgency urgency, CancellationToken cancel)
    {
        var ids = standing.ToList();
        string? link = null;
        foreach (var (i, part) in whole.Index())
        {
            var replyTo = part.IsUnderFirst || standing.Count > 0 ? ids.Cast<int?>().FirstOrDefault() : part.ReplyTo;
            var called = i == 0 && standing.Count == 0
                ? await parts.Send(to, part, replyTo, asker, urgency, cancel)
                : await SendLater(to, part, replyTo, asker, urgency, cancel);
            if (called.Answer is { } messages)
                ids.AddRange(messages.Select(message => message.Id));
            else if (i == 0)
                return called.Failure!;
            else
                // The first parts are there: whoever sends it again would say them twice.
                return new SendResult.Unknown(string.Create(CultureInfo.InvariantCulture, $"{i} of {whole.Count} messages arrived; then {called.Failure}"));
            link ??= TelegramLink.Of(messages[0], to.Thread);
        }

        return new SendResult.Published(Ids(ids), link);
    }

    private async Task<Called<Message[]>> SendLater(TelegramAddress to, TelegramPart part, int? replyTo, long? asker, Urgency urgency, CancellationToken cancel)
    {
        for (var tries = 1; ; tries++)
        {
            var called = await parts.Send(to, part, replyTo, asker, urgency, cancel);
            if (called.Failure is not SendResult.TryAgain again || tries == TriesForLaterParts || !await calls.Outlast(again.After, cancel))
                return called;
        }
    }

    /// <summary>Everything here may be done twice but the sending, which comes last.</summary>
    private async Task<SendResult> InPlace(TelegramAddress to, Correction correction, CancellationToken cancel)
    {
        var (done, of) = (0, correction.Edits.Count + correction.Deletions.Count);
        string? link = null;
        foreach (var edit in correction.Edits)
        {
            var called = await parts.Edit(to.Chat, edit.Id, edit.Before, edit.Part, Urgency.Broadcast, cancel);
            if (called.Failure is { } failure && !TelegramTrouble.IsSame(called.Refusal))
                return Stopped(failure, TelegramTrouble.IsGone(called.Refusal) ? TelegramAnswers.Gone : null, done, of);
            done++;
            link ??= called.Answer is { } message && edit.Id == correction.Staying[0] ? TelegramLink.Of(message, to.Thread) : null;
        }

        foreach (var id in correction.Deletions)
        {
            var called = await parts.Delete(to.Chat, id, cancel);
            if (called.Failure is { } failure && !TelegramTrouble.IsGone(called.Refusal))
                return Stopped(failure, TelegramTrouble.IsFixed(called.Refusal) ? TelegramAnswers.CannotDelete : null, done, of);
            done++;
        }

        return correction.Additions.Count == 0
            ? new SendResult.Published(Ids(correction.Staying), link)
            : await SendParts(to, correction.Additions, correction.Staying, null, Urgency.Broadcast, cancel);
    }

    private static SendResult Stopped(SendResult failure, string? reason, int done, int of) => failure switch
    {
        SendResult.Refused { TargetGone: false } when done > 0 => new SendResult.Refused(TelegramAnswers.Partly(done, of)),
        SendResult.Refused { TargetGone: false } when reason is not null => new SendResult.Refused(reason),
        _ => failure,
    };

    /// <summary>Never both: what cannot be taken away stays alone.</summary>
    private async Task<SendResult> Anew(TelegramAddress to, IReadOnlyList<int> ids, IReadOnlyList<TelegramPart> wanted, CancellationToken cancel)
    {
        var withdrawn = await Withdraw(to, ids, cancel);
        return withdrawn is SendResult.Published ? await SendParts(to, wanted, [], null, Urgency.Broadcast, cancel) : withdrawn;
    }

    private async Task<bool> Quietly<T>(IRequest<T> request, Urgency urgency, CancellationToken cancel)
    {
        try
        {
            await calls.Make(request, urgency, cancel);
            return true;
        }
        catch (Exception failure) when (failure is RequestException or HttpRequestException or OperationCanceledException)
        {
            log.LogDebug("A call that may fail did: {Reason}", failure.Message);
            return false;
        }
    }

    private static string Ids(IEnumerable<int> ids) => string.Join(',', ids.Select(id => id.ToString(CultureInfo.InvariantCulture)));
}
