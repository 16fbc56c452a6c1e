using NlSql.SemanticModel.Definitions;
using NlSql.SemanticModel.Reading.Forms;
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
            MaxEstimatedRows = file.Number("max_estimated_rows"),
            MaxDateRangeDays = file.Whole("max_date_range_days"),
            RequiredFilters = file.Texts("required_filters"),
            MinGroupSize = GroupSize(file),
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

    // "customers.phone: last_four", or with roles: "customers.phone: {mask: last_four, except: [manager]}".
    private static List<ColumnMask> Masks(MapReader file)
    {
        var masks = new List<ColumnMask>();
        foreach (var (column, node) in file.Entries("column_masks"))
        {
            if (node is not YamlMapping map)
            {
                masks.Add(new(column, file.WordOf<MaskKind>(node, column) ?? MaskKind.Hidden, []));
                continue;
            }

            var fields = new MapReader(map, file.Problems, PolicyForms.Mask);
            masks.Add(new(column, fields.RequiredWord<MaskKind>("mask"), fields.Texts("except")));
            fields.Done();
        }

        return masks;
    }

    private static GroupSize? GroupSize(MapReader file)
    {
        const string Key = "min_group_size";
        if (file.Node(Key) is not YamlMapping map)
            return file.Whole(Key) is { } number ? new(number, []) : null;
        var fields = new MapReader(map, file.Problems, PolicyForms.GroupSize);
        var size = new GroupSize(fields.Whole("size") ?? PolicyForms.LargestGroup, fields.Texts("columns"));
        fields.Done();
        return size;
    }

    private static List<AnswerTier> Tiers(MapReader file) => file.Node("answer_tiers_allowed") switch
    {
        null => [],
        YamlSequence list => [.. list.Items.Select(i => file.WordOf<AnswerTier>(i, "answer_tiers_allowed")).OfType<AnswerTier>()],
        { } node => file.WordOf<AnswerTier>(node, "answer_tiers_allowed") is { } only ? [only] : [],
    };
}
