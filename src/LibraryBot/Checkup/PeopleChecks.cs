using LibraryBot.People;
using LibraryBot.Storage;

namespace LibraryBot.Checkup;

/// <summary>Whether there are people enough to run the bot and to approve.</summary>
internal static class PeopleChecks
{
    public static IEnumerable<Finding> Owner(IStoreReader store, Examined on)
    {
        var owners = Staff.WithRole(store, Role.Owner);
        if (owners.Count == 0)
            yield return new Finding("owner", "Nobody is the owner, so nobody is told when something goes wrong.", "invite --role owner, and use the code in the chat.");
        else if (owners.All(owner => Staff.Reach(store, owner.Id).Count == 0) && !on.Settings.IsDemo)
            yield return new Finding("owner", "No owner is signed in anywhere, so nobody is told when something goes wrong.", "invite --role owner, and use the code in the chat where you want to be told.");
        else
            yield return new Finding("owner", Amounts.Count(owners.Count, "person", "people"));
    }

    public static IEnumerable<Finding> Approvers(IStoreReader store, Examined on)
    {
        var approvers = Staff.WithRole(store, Role.Approver).Count;
        yield return approvers < 2
            ? new Finding("approvers", $"{Amounts.Count(approvers, "person", "people")} can approve. Nobody may approve their own post, so with fewer than two, posts may wait for ever.", "invite --role approver, for a second person.")
            : new Finding("approvers", Amounts.Count(approvers, "person", "people"));
    }
}
