using NlSql.Query.Model;
using NlSql.Query.Sql.Rewriting;
using NlSql.SemanticModel.Definitions;

namespace NlSql.Query;

/// <summary>What a compilation depends on besides the query. Same query and context, same bytes out.</summary>
public sealed record QueryContext
{
    /// <summary>The semantic model, prepared for look-ups.</summary>
    public required ModelIndex Model { get; init; }

    /// <summary>
    /// The rows that may be read: one version of one dataset, tables by their names in the model. A table of the model that is missing
    /// cannot be asked about.
    /// </summary>
    public required DatasetScope Scope { get; init; }

    /// <summary>Days that the data spans, where known: a limit on time ranges then needs no condition when all of the data fits.</summary>
    public ValueList<TableDays> DataDays { get; init; } = [];

    /// <summary>The day that relative ranges count back from.</summary>
    public required TimeAnchorDay Anchor { get; init; }

    /// <summary>Where the query comes from; the policy may not allow every tier.</summary>
    public AnswerTier Tier { get; init; } = AnswerTier.Semantic;

    /// <summary>Roles of the caller.</summary>
    public ValueList<string> Roles { get; init; } = [];

    /// <summary>Hash of plugin version, policy and those roles that the policy tells apart: the part of a cache key that the caller is.</summary>
    public string PolicyFingerprint => Policies.PolicyFingerprint.Of(this);

    /// <summary>
    /// Whether callers of any role will read the answer, as they do findings: then every row filter holds and no mask is lifted.
    /// </summary>
    public bool ForAnyRole { get; init; }

    /// <summary>What keeps expressions of the query from being evaluated on rows outside of the scope.</summary>
    public EvaluationBarrier Barrier { get; init; } = EvaluationBarrier.RowLevelSecurity;

    /// <summary>Rows given when neither query nor policy says a number.</summary>
    public int FallbackLimit { get; init; } = 1000;

    /// <summary>Most rows ever given, whatever query and policy say.</summary>
    public int HardLimit { get; init; } = 10_000;
}

/// <summary>The day that "last 7 days" ends on, and where it comes from.</summary>
/// <param name="Day">The day.</param>
/// <param name="Origin">Why this day.</param>
public readonly record struct TimeAnchorDay(DateOnly Day, TimeAnchorOrigin Origin = TimeAnchorOrigin.LatestData)
{
    /// <summary>The day that the policy counts back from: the newest in the data, when it says so and that day is past; else today.</summary>
    public static TimeAnchorDay Of(PolicyDefinition policy, DateOnly? newest, DateOnly today) =>
        policy.TimeAnchor == TimeAnchor.LatestData && newest is { } day && day < today
            ? new(day, TimeAnchorOrigin.LatestData)
            : new(today, TimeAnchorOrigin.Today);
}

/// <summary>Why relative dates count back from a day.</summary>
public enum TimeAnchorOrigin
{
    /// <summary>It is the newest day in the data.</summary>
    LatestData,

    /// <summary>It is today.</summary>
    Today,

    /// <summary>The caller asked for it (<c>as_of</c>).</summary>
    Requested,
}

/// <summary>The days that a table's time column spans.</summary>
/// <param name="Table">The table's name in the model.</param>
/// <param name="First">The oldest day.</param>
/// <param name="Last">The newest day.</param>
public sealed record TableDays(string Table, DateOnly First, DateOnly Last);
