using NlSql.ServiceDefaults.Errors;

namespace NlSql.Gateway.Callers;

/// <summary>What a client sends as <c>Authorization: Bearer …</c>, a key or a token.</summary>
internal static class BearerCredential
{
    private const string Bearer = "Bearer ";

    public static string? Of(HttpRequest request) =>
        request.Headers.Authorization.ToString() is var header && header.StartsWith(Bearer, StringComparison.OrdinalIgnoreCase) && header[Bearer.Length..].Trim() is { Length: > 0 } credential
            ? credential
            : null;

    /// <summary>Answers 401, and says whether something was sent that is not valid, or nothing; 429 to who sends too much that is not valid.</summary>
    public static async Task ChallengeAsync(HttpContext context)
    {
        var sent = Of(context.Request) is not null;
        if (sent && await context.RequestServices.GetRequiredService<FailedCredentials>().CountAsync(RemoteNetwork.Of(context.Connection.RemoteIpAddress)) is { } seconds)
        {
            await CallerErrors.TooManyFailures(seconds).ToProblem().ExecuteAsync(context);
            return;
        }

        context.Response.Headers.WWWAuthenticate = sent ? "Bearer error=\"invalid_token\"" : "Bearer";
        await (sent ? CallerErrors.CredentialInvalid : CallerErrors.CredentialMissing).ToProblem().ExecuteAsync(context);
    }
}
