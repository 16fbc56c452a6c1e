using System.ComponentModel.DataAnnotations;

namespace NlSql.Chat.Caching;

/// <summary>What is remembered of answers, where and for how long (section <c>NlSql:Cache</c>).</summary>
internal sealed class CacheOptions
{
    public const string Section = "NlSql:Cache";

    /// <summary>Whether anything is. Environment: CACHE_ENABLED. Default true.</summary>
    public bool Enabled { get; init; } = true;

    /// <summary>Seconds for which it is known what a question means, 0 (off) to 30 days. Environment: LLM_SQL_CACHE_TTL_SECONDS. Default 21,600.</summary>
    [Range(0, 2_592_000)]
    public int PlanSeconds { get; init; } = 21_600;

    /// <summary>Seconds for which the rows of a query are known, 0 (off) to a day. Environment: DB_RESULT_CACHE_TTL_SECONDS. Default 120.</summary>
    [Range(0, 86_400)]
    public int ResultSeconds { get; init; } = 120;

    /// <summary>Megabytes of entries in this process, estimated, 1–16,384; those used least go first. Default 64.</summary>
    [Range(1, 16_384)]
    public int MemoryMegabytes { get; init; } = 64;

    /// <summary>Kilobytes of the largest entry that is kept, estimated, 1–65,536. Default 1,024.</summary>
    [Range(1, 65_536)]
    public int LargestEntryKilobytes { get; init; } = 1_024;

    /// <summary>Milliseconds that a question waits for Redis before it goes on without, 1–5,000. Default 50.</summary>
    [Range(1, 5_000)]
    public int RedisMilliseconds { get; init; } = 50;

    /// <summary>Seconds for which Redis is left alone after it did not answer, 0–3,600. Default 5.</summary>
    [Range(0, 3_600)]
    public int RedisBreakSeconds { get; init; } = 5;

    /// <summary>Seconds that a question waits for another that is finding out the same, 1–60. Default 10.</summary>
    [Range(1, 60)]
    public int WaitSeconds { get; init; } = 10;
}
