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
            ColumnMasks = Masks(file),
            RowFilters = [.. file.Items("row_filters").Select(Filter)],
            Roles = file.Texts("roles"),
            MaxRows = file.Whole("max_rows"),
            MaxCost = file.Number("max_cost"),
            MaxDateRangeDays = file.Whole("max_date_range_days"),
            RequiredFilters = file.Texts("required_filters"),
            MinGroupSize = file.Whole("min_group_size"),
            TimeAnchor = file.Word<TimeAnchor>("time_anchor") ?? TimeAnchor.LatestData,
            AnswerTiersAllowed = Tiers(file),
            ShareValuesWithModel = file.Word<ValueSharing>("share_values_with_model") ?? ValueSharing.Profile,
            DefaultLimit = file.Whole("default_limit"),
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

    private static Dictionary<string, string> Masks(MapReader file) =>
        file.Entries("column_masks").ToDictionary(e => e.Name, e => file.TextOf(e.Value, e.Name) ?? "");

    private static List<AnswerTier> Tiers(MapReader file) => file.Node("answer_tiers_allowed") switch
    {
        null => [],
        YamlSequence list => [.. list.Items.Select(i => file.WordOf<AnswerTier>(i, "answer_tiers_allowed")).OfType<AnswerTier>()],
        { } node => file.WordOf<AnswerTier>(node, "answer_tiers_allowed") is { } only ? [only] : [],
    };
}
