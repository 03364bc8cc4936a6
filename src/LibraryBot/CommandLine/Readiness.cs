using LibraryBot.Activities;
using LibraryBot.Channels.Telegram;
using LibraryBot.People;
using Microsoft.AspNetCore.Diagnostics.HealthChecks;
using Microsoft.Extensions.Diagnostics.HealthChecks;

namespace LibraryBot.CommandLine;

/// <summary>/healthz: whether the process lives, and whether the bot can work. A silent network is no reason to start it again.</summary>
internal static class Readiness
{
    public static void AddReadiness(this IServiceCollection services, Bot bot)
    {
        var checks = services.AddHealthChecks().AddCheck("store", new StoreCheck(bot));
        if (bot.Telegram is { } telegram)
            checks.AddCheck("telegram", new TelegramCheck(telegram, bot.Clock));
    }

    public static void MapReadiness(this IEndpointRouteBuilder routes)
    {
        routes.MapHealthChecks("/healthz/live", new() { Predicate = _ => false });
        routes.MapHealthChecks("/healthz/ready", new() { ResponseWriter = Write });
    }

    private static Task Write(HttpContext http, HealthReport report) => http.Response.WriteAsJsonAsync(
        new
        {
            Status = report.Status.ToString(),
            Checks = report.Entries.ToDictionary(check => check.Key, check => Described(check.Value)),
        },
        ActivityJson.Options);

    private static Dictionary<string, object> Described(HealthReportEntry check)
    {
        var told = new Dictionary<string, object> { ["status"] = check.Status.ToString() };
        if (check.Description is { } why)
            told["why"] = why;
        foreach (var (name, value) in check.Data)
            told[name] = value;
        return told;
    }

    private sealed class StoreCheck(Bot bot) : IHealthCheck
    {
        public async Task<HealthCheckResult> CheckHealthAsync(HealthCheckContext context, CancellationToken cancel = default)
        {
            await bot.Store.Read(store => store.Get(Person.People, "-")).WaitAsync(TimeSpan.FromSeconds(5), cancel);
            return HealthCheckResult.Healthy();
        }
    }

    private sealed class TelegramCheck(TelegramService telegram, TimeProvider clock) : IHealthCheck
    {
        private readonly DateTimeOffset since = clock.GetUtcNow();

        public Task<HealthCheckResult> CheckHealthAsync(HealthCheckContext context, CancellationToken cancel = default)
        {
            var silent = clock.GetUtcNow() - (telegram.LastContact ?? since) > TelegramService.SilentFrom;
            return Task.FromResult(silent
                ? HealthCheckResult.Degraded("Telegram has not answered for more than 5 minutes.", data: Told())
                : HealthCheckResult.Healthy(data: Told()));
        }

        private Dictionary<string, object> Told()
        {
            var told = new Dictionary<string, object> { ["mode"] = telegram.Mode.ToString().ToLowerInvariant() };
            if (telegram.BotUsername is { } name)
                told["bot"] = name;
            if (telegram.LastContact is { } last)
                told["lastContact"] = last;
            if (telegram.Trouble is { } trouble)
                told["trouble"] = trouble;
            return told;
        }
    }
}
