using System.Globalization;

namespace LibraryBot.Publishing.Telegram;

/// <summary>
/// The id of an activity from Telegram: "u815m42" is update 815, which brought message 42 of its chat. The message rides
/// along so that an answer can be hung under the question without a look into the store.
/// </summary>
public static class HeardId
{
    public static string Of(int update, int? message) => message is { } id
        ? string.Create(CultureInfo.InvariantCulture, $"u{update}m{id}")
        : string.Create(CultureInfo.InvariantCulture, $"u{update}");

    /// <summary>The update of an activity's id, as its digits; null for an id that is not Telegram's.</summary>
    public static string? UpdateOf(string? activityId) => activityId?.Split('m')[0] is ['u', .. var update] ? update : null;

    /// <summary>The message of an activity's id; null when it has none.</summary>
    public static int? MessageOf(string? activityId) =>
        activityId?.Split('m') is [['u', ..], var message] && int.TryParse(message, NumberStyles.None, CultureInfo.InvariantCulture, out var id) ? id : null;
}
