using LibraryBot.Dialogs;
using LibraryBot.Storage;

namespace LibraryBot.Posts;

/// <summary>
/// A post that somebody has begun to write and left, or taken up in another conversation. It belongs to the person: what was begun on
/// Telegram goes on in the web chat. While a dialog is open where it was begun there is none of these: its conversation holds it.
/// </summary>
/// <param name="State">As it was left; null once it was handed in or thrown away.</param>
/// <param name="HeldIn">The conversation in which it is open now; empty: in none.</param>
public sealed record Draft(string Id, string PersonId, DialogState? State, string HeldIn, DateTimeOffset ChangedAt)
{
    public static readonly Collection<Draft> Drafts = new("drafts", draft => draft.Id);
    public static readonly StoreIndex<Draft> ByPerson = Drafts.ByText("person", draft => draft.PersonId);

    public static readonly TimeSpan Kept = TimeSpan.FromDays(30);

    /// <summary>The answer that names the draft which a dialog fills.</summary>
    public const string Answer = "draft_id";
}
