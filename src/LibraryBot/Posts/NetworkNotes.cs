using LibraryBot.Language;
using LibraryBot.Publishing;
using LibraryBot.Turns;

namespace LibraryBot.Posts;

/// <summary>What cannot be undone or changed afterwards in the networks that a post goes to: said before it is handed in and before it is approved.</summary>
internal static class NetworkNotes
{
    /// <param name="destinations">Where it goes.</param>
    /// <param name="public">The post as it stands in public, when this corrects it.</param>
    /// <param name="onFacebook">What it says and shows there now.</param>
    public static IEnumerable<string> Of(TurnContext turn, IReadOnlyList<Destination> destinations, Post? @public, NetworkPost onFacebook, Lang lang)
    {
        var standing = @public is { Status: PostStatus.Published } or { Standing: not null } ? BroadcastPlan.StandingOf(turn.Store, @public) : [];
        if (standing.Count == 0)
        {
            if (destinations.Any(destination => destination is { Kind: Destination.Instagram, State: DestinationState.Confirmed }))
                yield return Say("note.instagram_for_good");
            yield break;
        }

        if (standing.Any(delivery => delivery is { Kind: Destination.Instagram, State: DeliveryState.Published }))
            yield return Say("note.instagram_not_corrected");
        if (standing.Any(delivery => delivery is { Kind: Destination.Facebook, State: DeliveryState.Published } && !delivery.Pictures.SequenceEqual(onFacebook.Pictures)))
            yield return Say("note.facebook_pictures");

        string Say(string key) => turn.Words.Say(lang, "posting", key).Trim();
    }
}
