using System.Threading.RateLimiting;
using Microsoft.Extensions.Options;
using NlSql.Gateway.Callers;
using NlSql.ServiceDefaults.Errors;
using NlSql.ServiceDefaults.Identity;

namespace NlSql.Gateway.Routing;

/// <summary>What is limited in how often one caller may ask for it.</summary>
internal enum Rate { Questions, Queries, Uploads }

/// <summary>Holds a caller back who asks too often. Each replica of the gateway counts for itself.</summary>
internal sealed class CallerRates : IDisposable
{
    private readonly PartitionedRateLimiter<(Rate Rate, string Caller)> limiter;
    private readonly bool open;

    public CallerRates(AccessMode mode, IOptions<RateOptions> options)
    {
        open = mode == AccessMode.OpenLoopback;
        // A partition that has been full for a while is dropped by the limiter itself, so that callers who have gone cost nothing.
        limiter = PartitionedRateLimiter.Create<(Rate Rate, string Caller), (Rate, string)>(call => RateLimitPartition.GetTokenBucketLimiter(call, key => Bucket(key.Item1, options.Value)));
    }

    /// <summary>Refuses what comes too often; the rest goes on.</summary>
    public async Task LimitAsync(HttpContext context, RequestDelegate next)
    {
        if (open || context.GetReverseProxyFeature().Route.Config.Metadata?.GetValueOrDefault(nameof(Rate)) is not { } name || Caller.FromPrincipal(context.User) is not { } caller)
        {
            await next(context);
            return;
        }

        var key = BearerCredential.Of(context.Request) is { } credential ? ApiKey.IdOf(credential) : null;
        using var lease = limiter.AttemptAcquire((Enum.Parse<Rate>(name), $"{caller.TenantId}\n{key ?? caller.Subject}"));
        if (lease.IsAcquired)
        {
            await next(context);
            return;
        }

        var wait = lease.TryGetMetadata(MetadataName.RetryAfter, out var after) ? after : TimeSpan.FromMinutes(1);
        await RoutingErrors.TooOften(Math.Max(1, (int)Math.Ceiling(wait.TotalSeconds))).ToProblem().ExecuteAsync(context);
    }

    public void Dispose() => limiter.Dispose();

    private static TokenBucketRateLimiterOptions Bucket(Rate rate, RateOptions options) => rate switch
    {
        Rate.Questions => Bucket(options.QuestionBurst, TimeSpan.FromMinutes(1) / options.QuestionsPerMinute),
        Rate.Queries => Bucket(options.QueriesPerMinute, TimeSpan.FromMinutes(1) / options.QueriesPerMinute),
        Rate.Uploads => Bucket(options.UploadsPerHour, TimeSpan.FromHours(1) / options.UploadsPerHour),
        _ => throw new ArgumentOutOfRangeException(nameof(rate), rate, "A rate without a limit."),
    };

    private static TokenBucketRateLimiterOptions Bucket(int tokens, TimeSpan period) =>
        new() { TokenLimit = tokens, TokensPerPeriod = 1, ReplenishmentPeriod = period, QueueLimit = 0, AutoReplenishment = true };
}
