using Microsoft.AspNetCore.Http.HttpResults;
using NlSql.Contracts;
using NlSql.Gateway.Callers;
using NlSql.ServiceDefaults;

namespace NlSql.Gateway.Health;

/// <summary>The state of the whole system on one page.</summary>
internal static class HealthEndpoints
{
    private static readonly string[] Services =
        [ServiceNames.PluginRegistry, ServiceNames.Ingestion, ServiceNames.Chat, ServiceNames.Insights, ServiceNames.Audit];

    public static void MapSystemHealth(this WebApplication app) => app.MapGet("/health", HealthAsync).WithName("GetHealth").WithSummary("The state of the whole system.").WithTags("System").AllowAnonymous();

    private static async Task<JsonHttpResult<SystemHealth>> HealthAsync(ServiceStates states, AccessMode mode, CancellationToken cancellationToken)
    {
        var plugins = states.CountPluginsAsync(cancellationToken);
        var asked = Services.ToDictionary(service => service, service => states.AskAsync(service, cancellationToken));
        await Task.WhenAll(asked.Values);
        var answers = new SortedDictionary<string, ServiceState>(StringComparer.Ordinal);
        foreach (var (service, state) in asked)
            answers[service] = await state;
        var health = new SystemHealth(Overall(answers.Values), mode.Name, await plugins, answers);
        return TypedResults.Json(health, JsonOptions.Snake, statusCode: health.Status == "unhealthy" ? StatusCodes.Status503ServiceUnavailable : StatusCodes.Status200OK);
    }

    /// <summary>One service less is a degraded system; it is down when none of them works.</summary>
    internal static string Overall(IReadOnlyCollection<ServiceState> states)
    {
        if (states.All(state => state.Status == "healthy"))
            return "healthy";
        return states.All(state => state.Status is not ("healthy" or "degraded")) ? "unhealthy" : "degraded";
    }
}

/// <summary>Answer of <c>GET /health</c>.</summary>
/// <param name="Status">healthy, degraded (something is missing, the rest works) or unhealthy (nothing works).</param>
/// <param name="Auth">How callers are told apart.</param>
/// <param name="Plugins">Valid plugins; null when the registry does not answer.</param>
/// <param name="Services">Each service's state.</param>
internal sealed record SystemHealth(string Status, string Auth, int? Plugins, IReadOnlyDictionary<string, ServiceState> Services);
