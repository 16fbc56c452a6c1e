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

    /// <summary>What stands in a column instead of its values.</summary>
    public IReadOnlyList<ColumnMask> ColumnMasks { get; init; } = [];

    /// <summary>SQL conditions on the rows of tables; other rows do not exist for the caller.</summary>
    public IReadOnlyList<RowFilter> RowFilters { get; init; } = [];

    /// <summary>Roles of callers that <see cref="RowFilters"/> and <see cref="ColumnMasks"/> name.</summary>
    public IReadOnlyList<string> Roles { get; init; } = [];

    /// <summary>Most rows in an answer.</summary>
    public int? MaxRows { get; init; }

    /// <summary>Highest planner cost that may run.</summary>
    public decimal? MaxCost { get; init; }

    /// <summary>Most rows that a step of a plan may be estimated to give.</summary>
    public decimal? MaxEstimatedRows { get; init; }

    /// <summary>Longest time range in days.</summary>
    public int? MaxDateRangeDays { get; init; }

    /// <summary><c>table.column</c> names that every query on the table must filter.</summary>
    public IReadOnlyList<string> RequiredFilters { get; init; } = [];

    /// <summary>Smaller groups are suppressed; null shows all.</summary>
    public GroupSize? MinGroupSize { get; init; }

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

/// <summary>A column whose values are replaced before a query sees them.</summary>
/// <param name="Column">The column, as <c>table.column</c>.</param>
/// <param name="Mask">What stands instead of a value.</param>
/// <param name="Except">Roles that see the values themselves.</param>
public sealed record ColumnMask(string Column, MaskKind Mask, IReadOnlyList<string> Except);

/// <summary>What stands instead of a value. A missing value stays missing.</summary>
public enum MaskKind
{
    /// <summary>Nothing, for every type.</summary>
    Hidden,

    /// <summary><c>***</c> for every text.</summary>
    Redacted,

    /// <summary>The first letter of a text and <c>***</c>.</summary>
    FirstLetter,

    /// <summary><c>****</c> and the last four characters of a text that has more than eight.</summary>
    LastFour,

    /// <summary>The same for the same value within a dataset, and nothing else: text or uuid.</summary>
    Hash,

    /// <summary>The first day of the year of a date or timestamp.</summary>
    Year,

    /// <summary>The first day of the month of a date or timestamp.</summary>
    Month,

    /// <summary>A number to two digits: 48,231 is 48,000.</summary>
    Rounded,
}

/// <summary>How small a group may be.</summary>
/// <param name="Size">Fewest rows of a group that is shown.</param>
/// <param name="Columns">
/// <c>table.column</c> or <c>table.*</c>: only queries that read one of them are held to it, and different rows of its table are counted.
/// Empty: all queries, and any rows.
/// </param>
public sealed record GroupSize(int Size, IReadOnlyList<string> Columns);

/// <summary>What relative dates count back from.</summary>
public enum TimeAnchor { LatestData, Now }

/// <summary>Where an answer comes from, strongest first.</summary>
public enum AnswerTier { Verified, Semantic, GeneratedSql }

/// <summary>What of the data a language model may see.</summary>
public enum ValueSharing { None, Profile, Rows }
