namespace LibraryBot.CommandLine;

/// <summary>Where log lines go: standard error, one line each, so that standard output stays for answers.</summary>
public static class Logs
{
    public static void Configure(ILoggingBuilder logging) => logging
        .AddFilter("Microsoft", LogLevel.Warning)
        .AddFilter("System", LogLevel.Warning)
        // Why the server could not start is told in one line by the verb.
        .AddFilter("Microsoft.Extensions.Hosting.Internal.Host", LogLevel.None)
        .AddSimpleConsole(console =>
        {
            console.SingleLine = true;
            console.UseUtcTimestamp = true;
            console.TimestampFormat = "yyyy-MM-ddTHH:mm:ssZ ";
        })
        .Services.Configure<Microsoft.Extensions.Logging.Console.ConsoleLoggerOptions>(console => console.LogToStandardErrorThreshold = LogLevel.Trace);

    public static ILoggerFactory Factory() => LoggerFactory.Create(Configure);
}
