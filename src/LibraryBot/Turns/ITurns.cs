using LibraryBot.Activities;

namespace LibraryBot.Turns;

/// <summary>Takes what a person said as one turn: in order within its conversation, committed with its replies before the task ends.</summary>
public interface ITurns
{
    /// <summary>
    /// False when its channel heard this activity before, and nothing was done. Fails with an IOException when the store cannot save:
    /// nothing of the turn is kept then, and it can be taken again. A bug of the turn is dealt with inside.
    /// </summary>
    Task<bool> Take(Activity heard);
}
