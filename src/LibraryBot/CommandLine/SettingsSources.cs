namespace LibraryBot.CommandLine;

/// <summary>Where settings come from, each overriding the one before: appsettings.json beside the program, then where the verb was typed, then the environment.</summary>
internal static class SettingsSources
{
    private static readonly Dictionary<string, string?> OfDemo = new()
    {
        ["Publishing:QuietHours"] = "off",
        ["Publishing:CancelSeconds"] = "10",
    };

    /// <param name="here">The folder where the words were typed.</param>
    /// <param name="dataFolder">Overrides the setting DataFolder.</param>
    public static Settings Read(string here, string? dataFolder) => Read(here, dataFolder, []);

    /// <summary>A demo publishes soon and at any hour, unless told otherwise.</summary>
    public static Settings ReadForDemo(string here, string dataFolder) => Read(here, dataFolder, OfDemo) with { IsDemo = true };

    private static Settings Read(string here, string? dataFolder, Dictionary<string, string?> defaults)
    {
        if (dataFolder is not null && string.IsNullOrWhiteSpace(dataFolder))
            throw new SettingsRefused("--data must name a folder.");
        var settings = Settings.Read(Load(here, defaults));
        return settings with { DataFolder = Path.GetFullPath(dataFolder ?? settings.DataFolder, here) };
    }

    private static IConfigurationRoot Load(string here, Dictionary<string, string?> defaults)
    {
        try
        {
            return new ConfigurationBuilder()
                .AddInMemoryCollection(defaults)
                .AddJsonFile(Path.Combine(AppContext.BaseDirectory, "appsettings.json"), optional: true)
                .AddJsonFile(Path.Combine(here, "appsettings.json"), optional: true)
                .AddEnvironmentVariables()
                .Build();
        }
        catch (InvalidDataException broken)
        {
            throw new SettingsRefused($"{broken.Message.TrimEnd('.')}: {broken.InnerException?.Message}");
        }
    }
}
