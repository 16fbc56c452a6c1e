using System.ComponentModel.DataAnnotations;

namespace NlSql.Gateway.Counts;

/// <summary>How the gateways of an installation count together, in Redis (section <c>NlSql:Counts</c>).</summary>
internal sealed class CountOptions
{
    public const string Section = "NlSql:Counts";

    /// <summary>Milliseconds that a request waits for Redis before this gateway counts alone, 1–5,000. Default 30.</summary>
    [Range(1, 5_000)]
    public int RedisMilliseconds { get; init; } = 30;

    /// <summary>Seconds for which Redis is left alone after it did not answer, 1–3,600. Default 5.</summary>
    [Range(1, 3_600)]
    public int RedisBreakSeconds { get; init; } = 5;
}
