using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.Extensions.Diagnostics.HealthChecks;
using NlSql.Contracts;
using NlSql.Gateway.Callers;
using NlSql.ServiceDefaults;

namespace NlSql.Gateway.Health;

/// <summary>The state of the whole system on one page.</summary>
internal static class HealthEndpoints
{
    private static readonly string[] Services =
        [ServiceNames.PluginRegistry, ServiceNames.Ingestion, ServiceNames.Chat, ServiceNames.Insights, ServiceNames.Audit];

    public static void MapSystemHealth(this WebApplication app) => app.MapGet("/health", HealthAsync)
        .Produces<SystemHealth>().Produces<SystemHealth>(StatusCodes.Status503ServiceUnavailable)
        .WithName("GetHealth").WithSummary("The state of the whole system.").WithTags("System").AllowAnonymous();

    private static async Task<JsonHttpResult<SystemHealth>> HealthAsync(ServiceStates states, AccessMode mode, HealthCheckService own, CancellationToken cancellationToken)
    {
        var plugins = states.CountPluginsAsync(cancellationToken);
        var checks = own.CheckHealthAsync(cancellationToken);
        var asked = Services.ToDictionary(service => service, service => states.AskAsync(service, cancellationToken));
        await Task.WhenAll(asked.Values);
        var answers = new SortedDictionary<string, ServiceState>(StringComparer.Ordinal);
        foreach (var (service, state) in asked)
            answers[service] = await state;
        var ours = await checks;
        var health = new SystemHealth(
            Overall(answers.Values, ours.Status == HealthStatus.Healthy), [.. answers.SelectMany(a => Reasons(a.Key, a.Value)), .. Reasons(ours)], mode.Name, await plugins, answers);
        return TypedResults.Json(health, JsonOptions.Snake, statusCode: health.Status == "unhealthy" ? StatusCodes.Status503ServiceUnavailable : StatusCodes.Status200OK);
    }

    /// <summary>Why a service is not healthy: it is silent, or some of its parts are not well.</summary>
    internal static IEnumerable<string> Reasons(string service, ServiceState state)
    {
        if (state.Status == "healthy")
            return [];
        if (state.Checks is not { } checks)
            return [state.Status == ServiceStates.Unreachable ? $"{service} does not answer." : $"{service} is {state.Status}."];
        var parts = checks.EnumerateObject().Where(part => part.Value.GetString() != "healthy").Select(part => $"{service}: {part.Name} is {part.Value.GetString()}.").ToList();
        return parts.Count > 0 ? parts : [$"{service} is {state.Status}."];
    }

    /// <summary>Which parts of the gateway itself are not well.</summary>
    private static IEnumerable<string> Reasons(HealthReport ours) => ours.Entries
        .Where(part => part.Value.Status != HealthStatus.Healthy)
        .Select(part => $"{ServiceNames.Gateway}: {part.Key} is {part.Value.Status.ToString().ToLowerInvariant()}.");

    /// <summary>One service less is a degraded system, and so is a part of the gateway; it is down when no service works.</summary>
    internal static string Overall(IReadOnlyCollection<ServiceState> states, bool gateway)
    {
        if (gateway && states.All(state => state.Status == "healthy"))
            return "healthy";
        return states.All(state => state.Status is not ("healthy" or "degraded")) ? "unhealthy" : "degraded";
    }
}

/// <summary>Answer of <c>GET /health</c>.</summary>
/// <param name="Status">healthy, degraded (something is missing, the rest works) or unhealthy (nothing works).</param>
/// <param name="Reasons">Why it is not healthy: which service is silent, or which of its parts is not well.</param>
/// <param name="Auth">How callers are told apart.</param>
/// <param name="Plugins">Valid plugins; null when the registry does not answer.</param>
/// <param name="Services">Each service's state.</param>
internal sealed record SystemHealth(string Status, IReadOnlyList<string> Reasons, string Auth, int? Plugins, IReadOnlyDictionary<string, ServiceState> Services);
