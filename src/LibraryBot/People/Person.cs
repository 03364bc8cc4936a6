using LibraryBot.Activities;
using LibraryBot.Language;
using LibraryBot.Storage;

namespace LibraryBot.People;

/// <summary>What a person may do. Each role may do what those before it may; nobody may approve their own post.</summary>
public enum Role
{
    Patron,
    Librarian,
    Approver,
    Owner,
}

/// <summary>Someone on the staff. Patrons are not kept: their conversation is all there is of them.</summary>
public sealed record Person(string Id, string Name, Role Role)
{
    public static readonly Collection<Person> People = new("people", person => person.Id);
    public static readonly StoreIndex<Person> ByRole = People.ByText("role", person => person.Role.ToString());

    /// <summary>Who does what nobody asked for: a reminder, an expiry. Never kept, and of no role.</summary>
    public static readonly Person Bot = new("", "LibraryBot", Role.Patron);

    /// <summary>A patron, known only for this turn.</summary>
    public static Person Patron(string name) => new("", name, Role.Patron);

    /// <summary>The language that they chose; null lets each text decide.</summary>
    public Lang? Language { get; init; }

    public bool IsStaff => Role >= Role.Librarian;

    public bool May(Role role) => Role >= role;
}

/// <summary>A channel's account that a staff member signed in with, and the private conversation where they can be told things.</summary>
public sealed record Account(string Id, string PersonId, ConversationReference Reach)
{
    public static readonly Collection<Account> Accounts = new("accounts", account => account.Id);
    public static readonly StoreIndex<Account> ByPerson = Accounts.ByText("person", account => account.PersonId);

    /// <summary>An account is a user of a channel, never a name.</summary>
    public static string IdOf(ConversationReference reference) => $"{reference.ChannelId}|{reference.UserId}";
}
