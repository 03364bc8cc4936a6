namespace LibraryBot.Activities;

/// <summary>Where to reach a conversation later: enough to say something without a message to reply to.</summary>
public sealed record ConversationReference(string ChannelId, string ConversationId, string? UserId = null, bool IsGroup = false)
{
    /// <summary>The reference of an activity that came in.</summary>
    public static ConversationReference Of(Activity activity) => new(
        activity.ChannelId ?? "",
        activity.Conversation?.Id ?? "",
        activity.From?.Id,
        activity.Conversation?.IsGroup ?? false);

    /// <summary>The key that state is kept under. In a group each person has a dialog of their own.</summary>
    public string Key => IsGroup ? $"{ChannelId}|{ConversationId}|{UserId}" : $"{ChannelId}|{ConversationId}";
}
