using LibraryBot.Activities;
using LibraryBot.Language;
using LibraryBot.Storage;

namespace LibraryBot.Responses;

/// <summary>A patron's question for a librarian. Who asked is kept only as the conversation to answer in, and only until it is answered.</summary>
public sealed record Ticket(long Number, string Question, Lang Lang, DateTimeOffset AskedAt)
{
    public static readonly Collection<Ticket> Tickets = new("tickets", ticket => ticket.Id);
    public static readonly StoreIndex<Ticket> ByState = Tickets.ByText("state", ticket => ticket.AnsweredAt is null ? "open" : "answered");

    public ConversationReference? Asker { get; init; }
    public DateTimeOffset? AnsweredAt { get; init; }
    public string? AnsweredBy { get; init; }
    public string? Reply { get; init; }

    public string Id => Number.ToString(System.Globalization.CultureInfo.InvariantCulture);
}
