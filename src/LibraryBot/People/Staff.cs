using LibraryBot.Activities;
using LibraryBot.Storage;

namespace LibraryBot.People;

/// <summary>Who someone is and how to reach them. Authority is looked up here, when a thing is done, and nowhere else.</summary>
public static class Staff
{
    /// <summary>The person behind an account; a patron when it has never signed in.</summary>
    public static Person Of(IStoreReader store, ConversationReference reference, string? name = null)
    {
        var account = reference.UserId is null ? null : store.Get(Account.Accounts, Account.IdOf(reference));
        var person = account is null ? null : store.Get(Person.People, account.PersonId);
        return person ?? Person.Patron(name ?? "");
    }

    /// <summary>Everyone who has at least this role.</summary>
    public static IReadOnlyList<Person> WithRole(IStoreReader store, Role atLeast) =>
        [.. Enum.GetValues<Role>().Where(role => role >= atLeast).SelectMany(role => store.Find(Person.People, Person.ByRole, role.ToString()))];

    /// <summary>The private conversations where a person can be told things.</summary>
    public static IReadOnlyList<ConversationReference> Reach(IStoreReader store, string personId) =>
        [.. store.Find(Account.Accounts, Account.ByPerson, personId).Select(account => account.Reach)];

    /// <summary>Makes a code that signs someone in with a role; it is good for 15 minutes and once.</summary>
    public static string Invite(IStoreSession store, Role role, string name, DateTimeOffset now, string? personId = null, bool reusable = false)
    {
        var code = SignInCode.Fresh();
        var life = reusable ? TimeSpan.FromDays(3650) : SignInCode.Life;
        store.Put(SignInCode.Codes, new SignInCode(SignInCode.Hash(code), personId, name, role, now + life) { Reusable = reusable });
        return code;
    }

    /// <summary>Uses a code for an account. Null when it is unknown, used or too old; which of them is not told.</summary>
    /// <param name="demo">Whether the people of a demo, whose codes are good again and again, may come in.</param>
    public static Person? SignIn(IStoreSession store, string code, ConversationReference account, string accountName, DateTimeOffset now, bool demo = false)
    {
        var found = store.Get(SignInCode.Codes, SignInCode.Hash(code));
        if (found is null || now > found.ExpiresAt || (found.Reusable ? !demo : found.UsedAt is not null))
            return null;

        var person = (found.PersonId is null ? null : store.Get(Person.People, found.PersonId))
            ?? new Person($"p{store.Next("person")}", found.Name.Length > 0 ? found.Name : NameOf(accountName), found.Role);
        store.Put(Person.People, person);
        store.Put(Account.Accounts, new Account(Account.IdOf(account), person.Id, account));
        store.Put(SignInCode.Codes, found with { UsedAt = now, PersonId = person.Id });
        return person;
    }

    /// <summary>Makes a code worthless: it was said where others read it.</summary>
    public static void Burn(IStoreSession store, string code) => store.Delete(SignInCode.Codes, SignInCode.Hash(code));

    /// <summary>Forgets that an account belongs to a staff member; the person and their posts stay.</summary>
    public static void SignOut(IStoreSession store, ConversationReference account) =>
        store.Delete(Account.Accounts, Account.IdOf(account));

    private static string NameOf(string accountName) => accountName.Length > 0 ? accountName : "Staf";
}
