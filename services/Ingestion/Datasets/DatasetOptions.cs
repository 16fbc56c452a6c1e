using System.ComponentModel.DataAnnotations;

namespace NlSql.Ingestion.Datasets;

/// <summary>How long things are kept that nobody sees any more (section <c>Datasets</c>).</summary>
internal sealed class DatasetOptions
{
    public const string Section = "Datasets";

    /// <summary>Days for which a deleted dataset can be restored; then it is purged.</summary>
    [Range(0, 36_500)]
    public double RetentionDays { get; init; } = 30;

    /// <summary>Seconds between two rounds of removing what is due.</summary>
    [Range(1, 86_400)]
    public int SweepSeconds { get; init; } = 300;

    /// <summary>Minutes after which a part that no version has is removed. There should be none: an upload is one transaction.</summary>
    [Range(0, 100_000)]
    public double OrphanMinutes { get; init; } = 60;

    /// <summary>Days for which an <c>Idempotency-Key</c> is remembered.</summary>
    [Range(1, 365)]
    public int IdempotencyDays { get; init; } = 7;
}
