namespace NlSql.Contracts.Messages;

/// <summary>Something happened that the trail must keep. The producer stamps time and actor; Audit adds position and hash.</summary>
[RequiresConsumer]
public sealed record AuditRecorded
{
    /// <summary>The tenant whose trail it belongs to.</summary>
    public required string TenantId { get; init; }

    /// <summary>Who did it: the caller's subject, or <c>system</c>.</summary>
    public required string Actor { get; init; }

    /// <summary>When it happened.</summary>
    public required DateTimeOffset At { get; init; }

    /// <summary>The service that saw it.</summary>
    public required string Service { get; init; }

    /// <summary>What was done, as <c>noun.verb</c>: <c>question.asked</c>, <c>dataset.uploaded</c>, <c>insights.run</c>.</summary>
    public required string Action { get; init; }

    /// <summary>How it ended: <c>answered</c>, <c>clarified</c>, <c>blocked</c>, <c>unsupported</c>, <c>succeeded</c>, <c>rejected</c>, <c>failed</c>.</summary>
    public required string Outcome { get; init; }

    /// <summary>Id of the thing acted on, if it has one: a message, a version, a run.</summary>
    public string? SubjectId { get; init; }

    /// <summary>The plugin concerned.</summary>
    public string? PluginId { get; init; }

    /// <summary>The dataset concerned.</summary>
    public Guid? DatasetId { get; init; }

    /// <summary>Its version.</summary>
    public int? DatasetVersion { get; init; }

    /// <summary>The question as asked.</summary>
    public string? Question { get; init; }

    /// <summary>The SQL that ran, parameterised.</summary>
    public string? Sql { get; init; }

    /// <summary>Everything else worth keeping, as a JSON object: semantic query, tier, rows, confidence, policy, codes…</summary>
    public string? DetailsJson { get; init; }

    /// <summary>Milliseconds that it took.</summary>
    public double? DurationMs { get; init; }

    /// <summary>W3C trace id.</summary>
    public string? TraceId { get; init; }
}
