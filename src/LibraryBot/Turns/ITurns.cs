using LibraryBot.Activities;

namespace LibraryBot.Turns;

/// <summary>Takes what a person said as one turn: in order within its conversation, committed with its replies before the task ends.</summary>
public interface ITurns
{
    /// <summary>False when this activity was taken before (same conversation, same id or clientActivityID) and nothing was done.</summary>
    Task<bool> Take(Activity heard);
}
