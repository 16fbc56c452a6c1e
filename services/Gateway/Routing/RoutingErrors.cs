using NlSql.ServiceDefaults.Errors;

namespace NlSql.Gateway.Routing;

/// <summary>Why a request did not reach its service or got no answer from it.</summary>
internal static class RoutingErrors
{
    public static Failure ServiceUnavailable(string service) => new(
        FailureKind.Unavailable, "gateway.service-unavailable", $"The service '{service}' does not answer at the moment. Others go on; see /health.")
    { RetryAfterSeconds = 5 };

    public static Failure ServiceTimedOut(string service) => new(
        FailureKind.TimedOut, "gateway.service-timed-out", $"The service '{service}' did not answer in time.");

    public static Failure BodyTooLarge(long limit) => new(
        FailureKind.TooLarge, "gateway.body-too-large", $"The body is larger than the {Size(limit)} that this route takes.");

    public static Failure TooOften(int seconds) => new(
        FailureKind.TooMany, "gateway.too-many-requests", "This caller asks more often than its limit allows. Wait as long as Retry-After says.")
    { RetryAfterSeconds = seconds };

    private static string Size(long bytes) => bytes >= 1024 * 1024 ? $"{bytes / (1024 * 1024)} MiB" : $"{bytes / 1024} KiB";
}
