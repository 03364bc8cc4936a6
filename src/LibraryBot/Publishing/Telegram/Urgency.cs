namespace LibraryBot.Publishing.Telegram;

/// <summary>
/// What goes first when several things wait to be sent: somebody's finger is on a button, somebody waits for an answer,
/// somebody may be looking at a message that changes, nobody waits for a broadcast.
/// </summary>
public enum Urgency
{
    Acknowledgement,
    Reply,
    Update,
    Broadcast,
}
