using LibraryBot.Language;

namespace LibraryBot.Checkup;

/// <summary>The settings, and the files in dialogs/.</summary>
internal static class SettingChecks
{
    public static IEnumerable<Finding> Refused(Examined on)
    {
        yield return on.SettingsRefused is { } why
            ? new Finding("settings", OneLine.Of(why), "Correct it in appsettings.json or in the environment; docs/configuration.md lists every key.")
            : new Finding("settings", "every key is known");
    }

    public static IEnumerable<Finding> PublicAddress(Examined on)
    {
        if (on.SettingsRefused is not null || on.Settings.IsDemo)
            yield break;
        if (on.Settings.PublicUrl is not { } url)
            yield return new Finding("public address", "PublicUrl is not set: links and pictures that the bot sends work on this machine only.", "Set PublicUrl to the https address under which people reach the bot.");
        else if (!url.StartsWith("https://", StringComparison.OrdinalIgnoreCase))
            yield return new Finding("public address", $"PublicUrl is {url}: what people write there can be read on the way.", "Put a web server with a certificate in front and set PublicUrl to its https address.");
        else
            yield return new Finding("public address", url);
    }

    public static IEnumerable<Finding> Zone(Examined on)
    {
        if (on.SettingsRefused is not null)
            yield break;
        var now = on.Settings.Local(on.Clock.GetUtcNow());
        yield return new Finding("time zone", $"{on.Settings.Zone.Id}; it is {SayTime.Day(DateOnly.FromDateTime(now.DateTime), Lang.En)}, {SayTime.Hour(TimeOnly.FromDateTime(now.DateTime), Lang.En)} there");
    }

    public static IEnumerable<Finding> Dialogs(Examined on) => on.Dialogs.Problems.Count == 0
        ? [new Finding("dialogs", $"{on.Dialogs.Flows.Count} dialogs, in order")]
        : on.Dialogs.Problems.Select(problem => new Finding("dialogs", OneLine.Of(problem), "Correct that line; until then the bot does not start. dialogs check tells when all is in order."));
}
