using NlSql.SemanticModel.Definitions;
using NlSql.SemanticModel.Reading.Yaml;

namespace NlSql.SemanticModel.Reading.Files;

/// <summary>policy.yaml → what may be asked and shown.</summary>
internal static class PolicyFile
{
    public static PolicyDefinition Read(MapReader file)
    {
        var policy = new PolicyDefinition
        {
            AllowedQuestionTypes = file.Texts("allowed_question_types"),
            ForbiddenTopics = [.. file.Items("forbidden_topics").Select(Topic)],
            ForbiddenColumns = file.Texts("forbidden_columns"),
            ColumnMasks = Masks(file.Child("column_masks")),
            RowFilters = [.. file.Items("row_filters").Select(Filter)],
            Roles = file.Texts("roles"),
            MaxRows = file.Whole("max_rows", 1, 10_000),
            MaxCost = file.Number("max_cost"),
            MaxDateRangeDays = file.Whole("max_date_range_days", 1, 36_600),
            RequiredFilters = file.Texts("required_filters"),
            MinGroupSize = file.Whole("min_group_size", 2, 1000),
            TimeAnchor = file.Word<TimeAnchor>("time_anchor") ?? TimeAnchor.LatestData,
            AnswerTiersAllowed = Tiers(file),
            ShareValuesWithModel = file.Word<ValueSharing>("share_values_with_model") ?? ValueSharing.Profile,
            DefaultLimit = file.Whole("default_limit", 1, 10_000),
            DefaultTimeRange = file.Text("default_time_range"),
        };
        file.Done();
        return policy;
    }

    private static ForbiddenTopic Topic(MapReader fields)
    {
        var topic = new ForbiddenTopic(fields.RequiredText("topic"), fields.Texts("columns"), fields.Texts("words"), fields.Text("reason"));
        fields.Done();
        return topic;
    }

    private static RowFilter Filter(MapReader fields)
    {
        var filter = new RowFilter(fields.RequiredText("table"), fields.RequiredText("filter"), fields.Texts("roles"));
        fields.Done();
        return filter;
    }

    private static Dictionary<string, string> Masks(MapReader? fields) =>
        fields?.Map.Entries.ToDictionary(e => e.Key.Text, e => fields.Text(e.Key.Text) ?? "") ?? [];

    private static List<AnswerTier> Tiers(MapReader file) => file.Node("answer_tiers_allowed") switch
    {
        null => [],
        YamlSequence list => [.. list.Items.Select(i => file.WordOf<AnswerTier>(i, "answer_tiers_allowed")).OfType<AnswerTier>()],
        { } node => file.WordOf<AnswerTier>(node, "answer_tiers_allowed") is { } only ? [only] : [],
    };
}
