using NlSql.SemanticModel.Definitions;

namespace NlSql.SemanticModel.Reading.Forms;

/// <summary>policy.yaml: what may be asked and shown.</summary>
internal static class PolicyForms
{
    public static MapForm Topic { get; } = new(
        "forbidden_topic", "A subject that is refused.",
        new("topic", new ValueForm.Text(), "What the subject is called.") { Required = true },
        new("columns", new ValueForm.ListOrOne(CommonForms.ColumnOfTable), "Columns that belong to it."),
        new("words", new ValueForm.ListOrOne(new ValueForm.Text()), "Words that belong to it."),
        new("reason", new ValueForm.Text(), "What people are told."));

    public static MapForm RowFilter { get; } = new(
        "row_filter", "A condition on the rows of a table.",
        new("table", new ValueForm.Text(Names.Pattern(Names.MaxTable)), "The table.") { Required = true },
        new("filter", new ValueForm.Sql(), "Which rows may be seen: an SQL condition over one row.") { Required = true },
        new("roles", new ValueForm.ListOrOne(new ValueForm.Text()), "The roles that it holds for; all when left out."));

    public const int LargestGroup = 1000;

    public static MapForm Mask { get; } = new(
        "column_mask", "What stands instead of the values, and who sees them.",
        new("mask", new ValueForm.Word(typeof(MaskKind)), "What stands instead of a value.") { Required = true },
        new("except", new ValueForm.ListOrOne(new ValueForm.Text()), "Roles that see the values themselves."));

    private static readonly ValueForm.Whole Group = new(2, LargestGroup);

    public static MapForm GroupSize { get; } = new(
        "group_size", "How small a group may be, and where that holds.",
        new("size", Group, "Fewest rows of a group that is shown.") { Required = true },
        new("columns", new ValueForm.ListOrOne(new ValueForm.Text()), "Only queries that read one of these are held to it: table.column or table.*; different rows of their tables are counted.") { Examples = ["[\"employees.*\"]"] });

    public static MapForm File { get; } = new(
        "policy", "What may be asked and shown. Every key is enforced on every question, query and SQL text.",
        new("allowed_question_types", new ValueForm.ListOrOne(new ValueForm.Text()), "Kinds of questions that are answered: metric, breakdown, trend, ranking, list, distinct, exists. All when left out."),
        new("forbidden_topics", new ValueForm.List(new ValueForm.Map(Topic)), "Subjects that are refused."),
        new("forbidden_columns", new ValueForm.ListOrOne(CommonForms.ColumnOfTable), "Columns that no query may touch.") { Examples = ["[\"customers.email\"]"] },
        new(
            "column_masks", new ValueForm.Named(new ValueForm.OneOf(new ValueForm.Word(typeof(MaskKind)), new ValueForm.Map(Mask)), Names.QualifiedColumn),
            "What stands in a column instead of its values, before a query sees them.")
        { Examples = ["{\"customers.phone\": \"last_four\"}"] },
        new("row_filters", new ValueForm.List(new ValueForm.Map(RowFilter)), "Conditions on the rows that a role may see."),
        new("roles", new ValueForm.ListOrOne(new ValueForm.Text()), "The roles of the domain."),
        new("max_rows", new ValueForm.Whole(1, 10_000), "Most rows of an answer."),
        new("max_cost", new ValueForm.Number(), "Highest cost, as Postgres' planner estimates it, that may run."),
        new("max_estimated_rows", new ValueForm.Number(), "Most rows, as Postgres' planner estimates them, that a step of a query may give."),
        new("max_date_range_days", new ValueForm.Whole(1, 36_600), "Longest time range in days."),
        new("required_filters", new ValueForm.ListOrOne(CommonForms.ColumnOfTable), "Columns that every query on their table must filter."),
        new("min_group_size", new ValueForm.OneOf(Group, new ValueForm.Map(GroupSize)), "Smaller groups are left out: so many rows, or a map that says where."),
        new("time_anchor", new ValueForm.Word(typeof(TimeAnchor)), "What \"last 7 days\" ends on: the newest day of the data, or today.") { Default = "\"latest_data\"" },
        new("answer_tiers_allowed", new ValueForm.ListOrOne(new ValueForm.Word(typeof(AnswerTier))), "Where answers may come from. All when left out."),
        new("share_values_with_model", new ValueForm.Word(typeof(ValueSharing)), "What of the data a language model may see.") { Default = "\"profile\"" },
        new("default_limit", new ValueForm.Whole(1, 10_000), "Rows of an answer when the question says no number."),
        new("default_time_range", new ValueForm.Text(), "The time that is meant when a question names none; all time when left out.") { Examples = ["\"last 12 months\""] });
}
