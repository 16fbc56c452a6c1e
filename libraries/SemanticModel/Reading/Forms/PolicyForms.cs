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

    public static MapForm File { get; } = new(
        "policy", "What may be asked and shown. Every key is enforced on every question, query and SQL text.",
        new("allowed_question_types", new ValueForm.ListOrOne(new ValueForm.Text()), "Kinds of questions that are answered: metric, breakdown, trend, ranking, list, distinct, exists. All when left out."),
        new("forbidden_topics", new ValueForm.List(new ValueForm.Map(Topic)), "Subjects that are refused."),
        new("forbidden_columns", new ValueForm.ListOrOne(CommonForms.ColumnOfTable), "Columns that no query may touch.") { Examples = ["[\"customers.email\"]"] },
        new("column_masks", new ValueForm.Named(new ValueForm.Text(), Names.QualifiedColumn), "How a column is shown instead of its value."),
        new("row_filters", new ValueForm.List(new ValueForm.Map(RowFilter)), "Conditions on the rows that a role may see."),
        new("roles", new ValueForm.ListOrOne(new ValueForm.Text()), "The roles of the domain."),
        new("max_rows", new ValueForm.Whole(1, 10_000), "Most rows of an answer."),
        new("max_cost", new ValueForm.Number(), "Highest cost, as Postgres' planner estimates it, that may run."),
        new("max_date_range_days", new ValueForm.Whole(1, 36_600), "Longest time range in days."),
        new("required_filters", new ValueForm.ListOrOne(CommonForms.ColumnOfTable), "Columns that every query on their table must filter."),
        new("min_group_size", new ValueForm.Whole(2, 1000), "Groups of fewer rows are left out."),
        new("time_anchor", new ValueForm.Word(typeof(TimeAnchor)), "What \"last 7 days\" ends on: the newest day of the data, or today.") { Default = "\"latest_data\"" },
        new("answer_tiers_allowed", new ValueForm.ListOrOne(new ValueForm.Word(typeof(AnswerTier))), "Where answers may come from. All when left out."),
        new("share_values_with_model", new ValueForm.Word(typeof(ValueSharing)), "What of the data a language model may see.") { Default = "\"profile\"" },
        new("default_limit", new ValueForm.Whole(1, 10_000), "Rows of an answer when the question says no number."),
        new("default_time_range", new ValueForm.Text(), "The time that is meant when a question names none; all time when left out.") { Examples = ["\"last 12 months\""] });
}
