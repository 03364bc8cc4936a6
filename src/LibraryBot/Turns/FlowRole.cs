using LibraryBot.Dialogs;
using LibraryBot.People;

namespace LibraryBot.Turns;

internal static class FlowRole
{
    /// <summary>Who may begin a dialog.</summary>
    public static Role Needs(this Flow flow) => flow.Who == "anyone" ? Role.Patron : Enum.Parse<Role>(flow.Who, ignoreCase: true);
}
