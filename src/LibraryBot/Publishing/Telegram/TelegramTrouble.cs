using System.Net;
using Telegram.Bot.Exceptions;

namespace LibraryBot.Publishing.Telegram;

/// <summary>What a failed call means (Bot API, "Making requests" and ResponseParameters; specs of the error texts are Telegram's own).</summary>
internal static class TelegramTrouble
{
    private static readonly TimeSpan Soon = TimeSpan.FromSeconds(5);
    private static readonly string[] GoneTexts =
        ["chat not found", "user not found", "PEER_ID_INVALID", "group chat was deactivated", "chat was deleted", "user is deactivated"];

    public static SendResult Read(Exception failure) => failure switch
    {
        ApiRequestException refused => Read(refused),
        _ when NeverLeft(failure) is { } why => new SendResult.TryAgain(Soon, $"Telegram was not reached: {why.Message}"),
        RequestException { HttpStatusCode: HttpStatusCode.Unauthorized } => new SendResult.Reconnect("Telegram does not know the bot's token."),
        FileNotFoundException => new SendResult.Refused("A picture of it is no longer stored."),
        OperationCanceledException => new SendResult.Unknown("The call was given up while it was on its way."),
        _ => new SendResult.Unknown($"Telegram's answer was lost: {failure.Message}"),
    };

    /// <summary>The group has become a supergroup with this id.</summary>
    public static long? MovedTo(Exception? failure) => (failure as ApiRequestException)?.Parameters?.MigrateToChatId;

    /// <summary>How long Telegram wants nothing from this bot.</summary>
    public static TimeSpan? RetryAfter(Exception failure) => failure is ApiRequestException { ErrorCode: 429 } flood
        ? TimeSpan.FromSeconds(Math.Max(1, flood.Parameters?.RetryAfter ?? 5))
        : null;

    public static bool IsOurMarkup(ApiRequestException refused) => Says(refused, "can't parse entities");

    /// <summary>A server from before Bot API 9.5 (Bot API, "Date-time entity formatting").</summary>
    public static bool IsUnknownMoment(ApiRequestException refused) => Says(refused, "tg-time");

    /// <summary>It stands there already as it should.</summary>
    public static bool IsSame(ApiRequestException? refused) => Says(refused, "message is not modified");

    /// <summary>The message is not there, or no longer.</summary>
    public static bool IsGone(ApiRequestException? refused) =>
        Says(refused, "message to edit not found") || Says(refused, "message to delete not found") || Says(refused, "MESSAGE_ID_INVALID");

    /// <summary>The message is there and stays as it is.</summary>
    public static bool IsFixed(ApiRequestException? refused) =>
        Says(refused, "message can't be edited") || Says(refused, "message can't be deleted");

    /// <summary>A file_id that Telegram no longer knows.</summary>
    public static bool IsOldFile(ApiRequestException refused) => Says(refused, "file identifier") || Says(refused, "FILE_REFERENCE");

    private static SendResult Read(ApiRequestException refused) => refused.ErrorCode switch
    {
        429 => new SendResult.TryAgain(RetryAfter(refused)!.Value, "Telegram asks for fewer messages."),
        400 when MovedTo(refused) is not null => new SendResult.TryAgain(TimeSpan.Zero, "The group has become a supergroup."),
        401 or 404 => new SendResult.Reconnect("Telegram does not know the bot's token."),
        403 => new SendResult.Refused(refused.Message, TargetGone: true),
        400 when GoneTexts.Any(text => Says(refused, text)) => new SendResult.Refused(refused.Message, TargetGone: true),
        >= 400 and < 500 => new SendResult.Refused(refused.Message),
        _ => new SendResult.Unknown($"Telegram answered {refused.ErrorCode}: {refused.Message}"),
    };

    private static NothingLeft? NeverLeft(Exception? failure)
    {
        for (var inner = failure; inner is not null; inner = inner.InnerException)
        {
            if (inner is NothingLeft nothing)
                return nothing;
        }

        return null;
    }

    private static bool Says(ApiRequestException? refused, string text) => refused?.Message.Contains(text, StringComparison.OrdinalIgnoreCase) == true;
}
