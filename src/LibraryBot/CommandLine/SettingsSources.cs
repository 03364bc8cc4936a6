namespace LibraryBot.CommandLine;

/// <summary>Where settings come from, each overriding the one before: appsettings.json beside the program, then in the folder where we stand, then the environment.</summary>
internal static class SettingsSources
{
    private static readonly Dictionary<string, string?> OfDemo = new()
    {
        ["Publishing:QuietHours"] = "off",
        ["Publishing:CancelSeconds"] = "10",
    };

    /// <param name="dataFolder">Overrides the setting DataFolder.</param>
    public static Settings Read(string? dataFolder) => Read(dataFolder, []);

    /// <summary>A demo publishes soon and at any hour, unless told otherwise.</summary>
    public static Settings ReadForDemo(string dataFolder) => Read(dataFolder, OfDemo);

    private static Settings Read(string? dataFolder, Dictionary<string, string?> defaults)
    {
        if (dataFolder is not null && string.IsNullOrWhiteSpace(dataFolder))
            throw new SettingsRefused("--data must name a folder.");
        var settings = Settings.Read(Load(defaults));
        return settings with { DataFolder = Path.GetFullPath(dataFolder ?? settings.DataFolder) };
    }

    private static IConfigurationRoot Load(Dictionary<string, string?> defaults)
    {
        try
        {
            return new ConfigurationBuilder()
                .AddInMemoryCollection(defaults)
                .AddJsonFile(Path.Combine(AppContext.BaseDirectory, "appsettings.json"), optional: true)
                .AddJsonFile(Path.Combine(Directory.GetCurrentDirectory(), "appsettings.json"), optional: true)
                .AddEnvironmentVariables()
                .Build();
        }
        catch (InvalidDataException broken)
        {
            throw new SettingsRefused($"{broken.Message.TrimEnd('.')}: {broken.InnerException?.Message}");
        }
    }
}
