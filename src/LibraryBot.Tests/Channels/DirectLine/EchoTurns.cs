using LibraryBot.Activities;
using LibraryBot.Channels.DirectLine;
using LibraryBot.Storage;
using LibraryBot.Turns;

namespace LibraryBot.Tests.Channels.DirectLine;

/// <summary>A bot that greets and then repeats what it hears; or answers as the script says.</summary>
internal sealed class EchoTurns(ILibraryStore store, DirectLineChannel channel) : ITurns
{
    private readonly HashSet<string> seen = [];

    /// <summary>What it was told, newest last.</summary>
    public List<Activity> Heard { get; } = [];

    public Func<Activity, IEnumerable<Activity>> Answers { get; set; } = Echo;

    /// <summary>Completes when the turn may go on: a slow bot, where a test wants one.</summary>
    public Func<Activity, Task> Before { get; set; } = _ => Task.CompletedTask;

    public async Task<bool> Take(Activity heard)
    {
        lock (seen)
        {
            if (!seen.Add(heard.Id!))
                return false;
            Heard.Add(heard);
        }

        await Before(heard);
        await store.Commit(session =>
        {
            channel.Hear(session, heard);
            foreach (var answer in Answers(heard))
                channel.Say(session, ConversationReference.Of(heard), answer);
        });
        return true;
    }

    private static IEnumerable<Activity> Echo(Activity heard) =>
        [new Activity { Text = heard.Type == ActivityTypes.ConversationUpdate ? "Selamat datang" : $"echo: {heard.Text}", ReplyToId = heard.Id }];
}
