using System.Threading.RateLimiting;
using Microsoft.Extensions.Options;
using NlSql.Gateway.Callers;
using NlSql.Gateway.Counts;
using NlSql.ServiceDefaults.Errors;
using NlSql.ServiceDefaults.Identity;

namespace NlSql.Gateway.Routing;

/// <summary>What is limited in how often one caller may ask for it.</summary>
internal enum Rate { Questions, Queries, Uploads }

/// <summary>Holds a caller back who asks too often: by what this gateway has let through, and then by what all of them have.</summary>
internal sealed class CallerRates : IDisposable
{
    private readonly PartitionedRateLimiter<(Rate Rate, string Caller)> limiter;
    private readonly RateOptions rates;
    private readonly SharedCounts shared;
    private readonly bool open;

    public CallerRates(AccessMode mode, IOptions<RateOptions> options, SharedCounts shared)
    {
        (open, rates, this.shared) = (mode == AccessMode.OpenLoopback, options.Value, shared);
        // A partition that has been full for a while is dropped by the limiter itself, so that callers who have gone cost nothing.
        limiter = PartitionedRateLimiter.Create<(Rate Rate, string Caller), (Rate, string)>(call => RateLimitPartition.GetTokenBucketLimiter(call, key => Bucket(key.Item1)));
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
        var wait = await TakeAsync(Enum.Parse<Rate>(name), $"{caller.TenantId}\n{key ?? caller.Subject}");
        if (wait > TimeSpan.Zero)
            await RoutingErrors.TooOften(Math.Max(1, (int)Math.Ceiling(wait.TotalSeconds))).ToProblem().ExecuteAsync(context);
        else
            await next(context);
    }

    public void Dispose() => limiter.Dispose();

    /// <summary>How long the caller has to wait; zero for not at all.</summary>
    private async ValueTask<TimeSpan> TakeAsync(Rate rate, string caller)
    {
        using var lease = limiter.AttemptAcquire((rate, caller));
        if (!lease.IsAcquired)
            return lease.TryGetMetadata(MetadataName.RetryAfter, out var after) ? after : TimeSpan.FromMinutes(1);
        var bucket = Bucket(rate);
        return await shared.TakeAsync(rate.ToString(), caller, bucket.TokenLimit, bucket.ReplenishmentPeriod);
    }

    private TokenBucketRateLimiterOptions Bucket(Rate rate) => rate switch
    {
        Rate.Questions => Bucket(rates.QuestionBurst, TimeSpan.FromMinutes(1) / rates.QuestionsPerMinute),
        Rate.Queries => Bucket(rates.QueriesPerMinute, TimeSpan.FromMinutes(1) / rates.QueriesPerMinute),
        Rate.Uploads => Bucket(rates.UploadsPerHour, TimeSpan.FromHours(1) / rates.UploadsPerHour),
        _ => throw new ArgumentOutOfRangeException(nameof(rate), rate, "A rate without a limit."),
    };

    private static TokenBucketRateLimiterOptions Bucket(int tokens, TimeSpan period) =>
        new() { TokenLimit = tokens, TokensPerPeriod = 1, ReplenishmentPeriod = period, QueueLimit = 0, AutoReplenishment = true };
}
