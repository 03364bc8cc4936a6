namespace LibraryBot.Answers;

/// <summary>Whether an answer is that the records have nothing: a librarian is offered for that reason, and not since one was wanted anyway.</summary>
public static class Unfound
{
    private static readonly string[] AskRecords =
    [
        Intents.NewBooks, Intents.BookLookup, Intents.Events, Intents.Register, Intents.RegisterInfo, Intents.CancelRsvp, Intents.Hours,
        Intents.Pathfinder, Intents.Faq, Intents.Place, Intents.FollowUp, Intents.Compound, Intents.Unknown,
    ];

    /// <summary>The question that found nothing; null when it found something, or asked for something else than records.</summary>
    public static string? Of(Answer answer) =>
        answer is { Handoff: true, Clarify: false, Ids.Count: 0, PassOn: { } question } && AskRecords.Contains(answer.Intent) ? question : null;
}
