using System.Threading.RateLimiting;
using OpenTelemetry.Trace;

namespace NlSql.ServiceDefaults.Telemetry;

/// <summary>
/// Traces so many requests a second and no more: a quiet system is traced whole, and under load tracing takes no more than a fixed part
/// of the processor (a reservoir, as in AWS X-Ray; Jaeger's rate limiting sampler).
/// </summary>
internal sealed class RateSampler(int perSecond) : Sampler, IDisposable
{
    private readonly TokenBucketRateLimiter limiter = new(new TokenBucketRateLimiterOptions
    {
        TokenLimit = perSecond,
        TokensPerPeriod = perSecond,
        ReplenishmentPeriod = TimeSpan.FromSeconds(1),
        QueueLimit = 0,
    });

    public override SamplingResult ShouldSample(in SamplingParameters samplingParameters)
    {
        using var lease = limiter.AttemptAcquire();
        return new SamplingResult(lease.IsAcquired);
    }

    public void Dispose() => limiter.Dispose();
}
