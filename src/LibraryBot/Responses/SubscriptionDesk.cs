using System.Text.Json;
using LibraryBot.Activities;
using LibraryBot.Dialogs;
using LibraryBot.Language;
using LibraryBot.People;
using LibraryBot.Turns;

namespace LibraryBot.Responses;

/// <summary>Where people choose which posts come to them in private, and stop them again. In a group it is nobody's business.</summary>
public sealed class SubscriptionDesk(Words words)
{
    private const string Folder = "subscriptions";
    private const string On = "subscription.on";
    private const string Off = "subscription.off";

    public void Join(Repertoire repertoire)
    {
        repertoire.Add(new Command("/langganan", "/subscribe", Role.Patron, (turn, _) => Show(turn)) { Words = InBoth("words.subscribe"), InDialog = InDialog.Interrupts });
        repertoire.Add(new Command("/berhenti", "/unsubscribe", Role.Patron, (turn, _) => StopAll(turn)) { Words = InBoth("words.unsubscribe"), InDialog = InDialog.Interrupts });
        repertoire.Links[DeepLink.SubscribeVerb] = Follow;
        repertoire.Buttons[On] = (turn, button) => Switch(turn, button, Subscribe);
        repertoire.Buttons[Off] = (turn, button) => Switch(turn, button, Unsubscribe);
        repertoire.Buttons["subscription.stop"] = Stop;
        repertoire.Events["telegram/blocked"] = (turn, value) => Pause(turn, ChatOf(turn, value));
        repertoire.Events["telegram/unblocked"] = (turn, value) => Resume(turn, ChatOf(turn, value));
        repertoire.Starts.Add(turn => Resume(turn, turn.Reference));
        repertoire.Changes.Add(Speak);
    }

    /// <summary>The topics as they stand, with a button on each.</summary>
    private void Show(TurnContext turn)
    {
        Resume(turn, turn.Reference);
        var topics = TopicsOf(turn);
        var lines = Topic.Every.Select(topic => Say(turn, topics.Contains(topic) ? "topic_on" : "topic_off", ("topic", Name(turn, topic))));
        turn.Say(Message.Card(
            string.Join('\n', [Say(turn, "list"), .. lines, "", Say(turn, "kept")]),
            [.. Topic.Every.Select(topic => SwitchButton(turn, topic, topics.Contains(topic)))]));
    }

    private CardAction SwitchButton(TurnContext turn, string topic, bool isOn) =>
        Button.For(turn.Store, Say(turn, isOn ? "button.off" : "button.on", ("topic", Name(turn, topic))), isOn ? Off : On, topic, 1, turn.Now);

    private void Switch(TurnContext turn, Button button, Action<TurnContext, string> change)
    {
        if (turn.Reference.IsGroup || !Topic.Every.Contains(button.Subject))
        {
            turn.SayText("buttons.expired");
            return;
        }

        change(turn, button.Subject);
        Show(turn);
    }

    private static void Subscribe(TurnContext turn, string topic)
    {
        var topics = TopicsOf(turn);
        if (!topics.Contains(topic))
            Keep(turn, topic == Topic.All ? [Topic.All] : [.. topics, topic]);
    }

    /// <summary>Whoever has all and wants one topic no longer keeps the others.</summary>
    private static void Unsubscribe(TurnContext turn, string topic) =>
        Keep(turn, topic == Topic.All ? [] : [.. TopicsOf(turn).Where(kept => kept != topic && kept != Topic.All)]);

    private static void Keep(TurnContext turn, IReadOnlyList<string> topics)
    {
        var known = Subscription.In(turn.Store, turn.Reference);
        foreach (var gone in known.Where(known => !topics.Contains(known.Topic)))
            turn.Store.Delete(Subscription.Subscriptions, gone.Id);
        foreach (var topic in topics.Where(topic => known.All(known => known.Topic != topic)))
            turn.Store.Put(Subscription.Subscriptions, Subscription.To(topic, turn.Reference, turn.Lang, turn.Now));
    }

    /// <summary>A link that subscribes: whoever opens it and presses Start has said yes to its topic.</summary>
    private void Follow(TurnContext turn, string topic)
    {
        if (!Topic.Every.Contains(topic))
        {
            turn.Welcome();
            return;
        }

        Subscribe(turn, topic);
        turn.Say(string.Join('\n', Say(turn, "subscribed", ("topic", Name(turn, topic))), Say(turn, "kept")));
    }

    private void StopAll(TurnContext turn)
    {
        var had = Subscription.In(turn.Store, turn.Reference).Count > 0;
        Keep(turn, []);
        turn.Say(Say(turn, had ? "stopped_all" : "nothing_to_stop"));
    }

    /// <summary>The button under a post. It is good in its own conversation only.</summary>
    private void Stop(TurnContext turn, Button button)
    {
        if (turn.Store.Get(Subscription.Subscriptions, button.Subject) is not { } subscription)
        {
            turn.Say(Say(turn, "stopped_before"));
            return;
        }

        if (subscription.Reference.Key != turn.Reference.Key)
        {
            turn.SayText("buttons.expired");
            return;
        }

        turn.Store.Delete(Subscription.Subscriptions, subscription.Id);
        turn.Say(Say(turn, "stopped", ("topic", Name(turn, subscription.Topic))));
    }

    private static void Pause(TurnContext turn, ConversationReference reference)
    {
        foreach (var subscription in Subscription.In(turn.Store, reference).Where(subscription => subscription.IsActive))
            turn.Store.Put(Subscription.Subscriptions, subscription with { PausedAt = turn.Now });
    }

    private static void Resume(TurnContext turn, ConversationReference reference)
    {
        foreach (var subscription in Subscription.In(turn.Store, reference).Where(subscription => !subscription.IsActive))
            turn.Store.Put(Subscription.Subscriptions, subscription with { PausedAt = null });
    }

    /// <summary>Posts come in the language that the person chose last.</summary>
    private static void Speak(TurnContext turn)
    {
        foreach (var subscription in Subscription.In(turn.Store, turn.Reference).Where(subscription => subscription.Lang != turn.Lang))
            turn.Store.Put(Subscription.Subscriptions, subscription with { Lang = turn.Lang });
    }

    private static HashSet<string> TopicsOf(TurnContext turn)
    {
        var topics = Subscription.In(turn.Store, turn.Reference).Select(subscription => subscription.Topic).ToHashSet();
        return topics.Contains(Topic.All) ? [.. Topic.Every] : topics;
    }

    private static ConversationReference ChatOf(TurnContext turn, JsonElement value) =>
        new(turn.Reference.ChannelId, value.GetProperty("chatId").ToString());

    private string Name(TurnContext turn, string topic) => Say(turn, "topic." + topic);

    private string Say(TurnContext turn, string key, params (string Name, string Value)[] values) => words.Say(turn.Lang, Folder, key, values).Trim();

    /// <summary>One way to say it a line.</summary>
    private IReadOnlyList<string> InBoth(string key) =>
        [.. new[] { Lang.Id, Lang.En }.SelectMany(lang => words.Say(lang, Folder, key).Split('\n', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries))];
}
