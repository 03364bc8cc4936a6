using LibraryBot.Activities;
using LibraryBot.Channels.DirectLine;
using LibraryBot.Storage;
using LibraryBot.Turns;

namespace LibraryBot.Tests.Channels.DirectLine;

/// <summary>A bot that greets and then repeats what it hears; or answers as the script says.</summary>
internal sealed class EchoTurns(ILibraryStore store, DirectLineChannel channel) : ITurns
{
    private readonly Lanes lanes = new();

    /// <summary>What it was told, newest last.</summary>
    public List<Activity> Heard { get; } = [];

    public Func<Activity, IEnumerable<Activity>> Answers { get; set; } = Echo;

    /// <summary>Completes when the turn may go on: a slow bot, where a test wants one.</summary>
    public Func<Activity, Task> Before { get; set; } = _ => Task.CompletedTask;

    public Task<bool> Take(Activity heard) => lanes.Run(heard.Conversation!.Id!, () => TakeNext(heard));

    private async Task<bool> TakeNext(Activity heard)
    {
        await Before(heard);
        var isNew = await store.Commit(session =>
        {
            if (!channel.Hear(session, heard))
                return false;
            foreach (var answer in Answers(heard))
                channel.Say(session, ConversationReference.Of(heard), answer);
            return true;
        });
        lock (Heard)
        {
            if (isNew)
                Heard.Add(heard);
        }

        return isNew;
    }

    private static IEnumerable<Activity> Echo(Activity heard) =>
        [new Activity { Text = heard.Type == ActivityTypes.ConversationUpdate ? "Selamat datang" : $"echo: {heard.Text}", ReplyToId = heard.Id }];
}
