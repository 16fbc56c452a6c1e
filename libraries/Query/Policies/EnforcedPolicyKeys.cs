using NlSql.SemanticModel.Definitions;

namespace NlSql.Query.Policies;

/// <summary>The keys of policy.yaml that the engine enforces. A key that nobody enforces must be refused when a plugin loads.</summary>
public static class EnforcedPolicyKeys
{
    /// <summary>Keys enforced by the compiler on every query, whoever wrote it.</summary>
    public static IReadOnlyList<string> ByCompiler { get; } =
    [
        "allowed_question_types", "answer_tiers_allowed", "column_masks", "default_limit", "default_time_range", "forbidden_columns",
        "forbidden_topics", "max_date_range_days", "max_rows", "min_group_size", "required_filters", "roles", "row_filters",
    ];

    /// <summary>Keys that the caller of the compiler enforces: the clock's anchor, and the ceilings of the explain gate.</summary>
    public static IReadOnlyList<string> ByCaller { get; } = ["max_cost", "max_estimated_rows", "share_values_with_model", "time_anchor"];

    /// <summary>Keys that a policy sets and nobody enforces. Queries under such a policy are refused: a rule ignored is worse than none.</summary>
    public static IReadOnlyList<string> NotEnforced(PolicyDefinition policy) =>
        policy.AllowedQuestionTypes.Any(t => !QuestionTypes.Contains(t)) ? ["allowed_question_types"] : [];

    /// <summary>Values of <c>allowed_question_types</c>.</summary>
    public static IReadOnlyList<string> QuestionTypes { get; } = ["metric", "breakdown", "trend", "ranking", "list", "distinct", "exists"];
}
