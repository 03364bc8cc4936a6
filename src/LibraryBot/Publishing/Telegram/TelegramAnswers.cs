using System.Globalization;

namespace LibraryBot.Publishing.Telegram;

/// <summary>Why a post on Telegram could not be corrected or withdrawn, as keys of texts.</summary>
public static class TelegramAnswers
{
    /// <summary>It is no longer there to be corrected.</summary>
    public const string Gone = "gone";

    /// <summary>Telegram does not let the bot delete it: too old, or no right to.</summary>
    public const string CannotDelete = "cannot_delete";

    /// <summary>"partly 1/3": so many of its messages were changed or deleted, the rest stand as they were.</summary>
    public static string Partly(int done, int of) => string.Create(CultureInfo.InvariantCulture, $"partly {done}/{of}");
}
