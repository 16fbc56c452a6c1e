using Microsoft.AspNetCore.Http.HttpResults;

namespace NlSql.Gateway;

/// <summary>Where to go from the address alone.</summary>
internal static class StartEndpoints
{
    public static void MapStart(this WebApplication app) => app.MapGet("/", Start).WithName("GetStart").WithSummary("Where to go from here.").WithTags("System").AllowAnonymous();

    private static Ok<StartPage> Start() => TypedResults.Ok(new StartPage(
        "NlSql",
        new Dictionary<string, string>
        {
            ["docs"] = "/docs",
            ["health"] = "/health",
            ["plugins"] = "/plugins",
            ["datasets"] = "/datasets",
            ["ask"] = "POST /chat",
            ["audit"] = "/audit",
        }));
}

/// <summary>Answer of <c>GET /</c>.</summary>
internal sealed record StartPage(string Name, IReadOnlyDictionary<string, string> Links);
