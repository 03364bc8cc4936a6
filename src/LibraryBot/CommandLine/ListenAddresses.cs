namespace LibraryBot.CommandLine;

/// <summary>The addresses to listen on, checked before anything is started.</summary>
internal static class ListenAddresses
{
    public const string Default = "http://127.0.0.1:5080";

    /// <summary>Reads "http://127.0.0.1:5080", or several with a semicolon between them.</summary>
    public static string[] Read(string? urls)
    {
        var addresses = (urls ?? Default).Split(';', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries);
        if (addresses.Length == 0)
            throw Refused(urls!);
        foreach (var address in addresses)
            Check(address);
        return addresses;
    }

    private static void Check(string address)
    {
        if (address.StartsWith("https:", StringComparison.OrdinalIgnoreCase))
            throw new SettingsRefused($"This program listens on http only, not on {address}: put a web server that holds the certificate in front of it.");
        try
        {
            var binding = BindingAddress.Parse(address);
            if (binding is { Scheme: "http", Port: >= 0 and <= 65535, PathBase: "" })
                return;
        }
        catch (FormatException)
        {
        }

        throw Refused(address);
    }

    private static SettingsRefused Refused(string address) => new($"The address to listen on must be like {Default}, not '{address}'.");
}
