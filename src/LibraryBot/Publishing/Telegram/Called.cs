using Telegram.Bot.Exceptions;

namespace LibraryBot.Publishing.Telegram;

/// <summary>What came of one call: Telegram's answer, or what its failure means.</summary>
internal readonly record struct Called<T>(T? Answer, SendResult? Failure, Exception? Why = null)
{
    /// <summary>Telegram's own no, which proves that nothing was done; null when it did not say one.</summary>
    public ApiRequestException? Refusal => Why is ApiRequestException { ErrorCode: 400 } refused ? refused : null;
}
