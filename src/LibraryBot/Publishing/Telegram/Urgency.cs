namespace LibraryBot.Publishing.Telegram;

/// <summary>What goes first when several things wait to be sent: somebody's finger is on a button, somebody waits for an answer, nobody waits for a broadcast.</summary>
public enum Urgency
{
    Acknowledgement,
    Reply,
    Broadcast,
}
