namespace LibraryBot.OutsideWeb;

/// <summary>Nothing was fetched. The message is one line that says what happened, and repeats no password of the link.</summary>
internal sealed class LinkRefused(string message, Exception? inner = null) : Exception(message, inner);
