namespace NlSql.SemanticModel.Definitions;

/// <summary>What may be asked and shown (policy.yaml). Every key is enforced.</summary>
public sealed record PolicyDefinition
{
    /// <summary>Question types allowed; empty allows all.</summary>
    public IReadOnlyList<string> AllowedQuestionTypes { get; init; } = [];

    /// <summary>Subjects that are refused.</summary>
    public IReadOnlyList<ForbiddenTopic> ForbiddenTopics { get; init; } = [];

    /// <summary><c>table.column</c> names that no query may touch.</summary>
    public IReadOnlyList<string> ForbiddenColumns { get; init; } = [];

    /// <summary>How a column is shown instead of its value, by <c>table.column</c>.</summary>
    public IReadOnlyDictionary<string, string> ColumnMasks { get; init; } = new Dictionary<string, string>();

    /// <summary>SQL conditions that hold for a role.</summary>
    public IReadOnlyList<RowFilter> RowFilters { get; init; } = [];

    /// <summary>Roles of the domain.</summary>
    public IReadOnlyList<string> Roles { get; init; } = [];

    /// <summary>Most rows in an answer.</summary>
    public int? MaxRows { get; init; }

    /// <summary>Highest planner cost that may run.</summary>
    public decimal? MaxCost { get; init; }

    /// <summary>Longest time range in days.</summary>
    public int? MaxDateRangeDays { get; init; }

    /// <summary><c>table.column</c> names that every query on the table must filter.</summary>
    public IReadOnlyList<string> RequiredFilters { get; init; } = [];

    /// <summary>Groups of fewer rows are suppressed; null shows all.</summary>
    public int? MinGroupSize { get; init; }

    /// <summary>What "last 7 days" counts back from.</summary>
    public TimeAnchor TimeAnchor { get; init; } = TimeAnchor.LatestData;

    /// <summary>Tiers that may answer; empty allows all.</summary>
    public IReadOnlyList<AnswerTier> AnswerTiersAllowed { get; init; } = [];

    /// <summary>What of the data a language model may see.</summary>
    public ValueSharing ShareValuesWithModel { get; init; } = ValueSharing.Profile;

    /// <summary>Rows returned when the question says no number.</summary>
    public int? DefaultLimit { get; init; }

    /// <summary>Range applied when the question says none, such as <c>last 12 months</c>; null for all time.</summary>
    public string? DefaultTimeRange { get; init; }
}

/// <summary>A subject that is refused, with the columns and words that it covers.</summary>
public sealed record ForbiddenTopic(string Topic, IReadOnlyList<string> Columns, IReadOnlyList<string> Words, string? Reason);

/// <summary>A condition on the rows of a table that holds for the given roles (for all when empty).</summary>
public sealed record RowFilter(string Table, string Filter, IReadOnlyList<string> Roles);

/// <summary>What relative dates count back from.</summary>
public enum TimeAnchor { LatestData, Now }

/// <summary>Where an answer comes from, strongest first.</summary>
public enum AnswerTier { Verified, Semantic, GeneratedSql }

/// <summary>What of the data a language model may see.</summary>
public enum ValueSharing { None, Profile, Rows }
