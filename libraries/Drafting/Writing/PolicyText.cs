using NlSql.Drafting.Models;
using NlSql.SemanticModel.Definitions;

namespace NlSql.Drafting.Writing;

/// <summary>policy.yaml.</summary>
internal static class PolicyText
{
    public static string Of(DraftedModel draft)
    {
        var lines = new YamlLines();
        var policy = draft.Model.Policy;
        lines.Texts(0, "allowed_question_types", policy.AllowedQuestionTypes);
        lines.Items(0, "forbidden_topics", [.. policy.ForbiddenTopics.Select(Topic)]);
        Forbidden(lines, draft);
        Masks(lines, policy.ColumnMasks);
        lines.Items(0, "row_filters", [.. policy.RowFilters.Select(Filter)]);
        lines.Texts(0, "roles", policy.Roles);
        lines.Add(0, "max_rows", policy.MaxRows is { } rows ? $"{rows}" : null);
        lines.Add(0, "max_cost", policy.MaxCost is { } cost ? YamlText.Of(cost) : null);
        lines.Add(0, "max_estimated_rows", policy.MaxEstimatedRows is { } estimated ? YamlText.Of(estimated) : null);
        lines.Add(0, "max_date_range_days", policy.MaxDateRangeDays is { } days ? $"{days}" : null);
        lines.Texts(0, "required_filters", policy.RequiredFilters);
        if (policy.MinGroupSize is { } group)
            GroupSize(lines, group);
        lines.Add(0, "default_limit", policy.DefaultLimit is { } limit ? $"{limit}" : null);
        lines.Text(0, "default_time_range", policy.DefaultTimeRange);
        lines.Add(0, "time_anchor", YamlEntries.WordOf(policy.TimeAnchor));
        lines.Texts(0, "answer_tiers_allowed", [.. policy.AnswerTiersAllowed.Select(YamlEntries.WordOf)]);
        if (policy.ShareValuesWithModel != ValueSharing.Profile)
            lines.Add(0, "share_values_with_model", YamlEntries.WordOf(policy.ShareValuesWithModel));
        return lines.ToString();
    }

    private static void Forbidden(YamlLines lines, DraftedModel draft)
    {
        var columns = draft.Model.Policy.ForbiddenColumns;
        if (columns.Count == 0)
            return;
        if (draft.Notes.Any(n => n.Kind == DraftNoteKind.PersonalData))
            lines.Comment(0, "check: these identify persons, so nobody may ask for them.");
        lines.Add(0, "forbidden_columns:");
        foreach (var column in columns)
            lines.Add(1, $"- {YamlText.Of(column)}");
    }

    private static void Masks(YamlLines lines, IReadOnlyList<ColumnMask> masks)
    {
        if (masks.Count > 0)
            lines.Add(0, "column_masks:");
        foreach (var mask in masks)
        {
            var word = YamlEntries.WordOf(mask.Mask);
            lines.Add(1, YamlText.Of(mask.Column), mask.Except.Count == 0 ? word : YamlText.Of([("mask", word), ("except", YamlText.Of(mask.Except))]));
        }
    }

    private static void GroupSize(YamlLines lines, GroupSize group)
    {
        if (group.Columns.Count == 0)
            lines.Add(0, "min_group_size", $"{group.Size}");
        else
            lines.Add(0, "min_group_size", [("size", $"{group.Size}"), ("columns", YamlText.Of(group.Columns))]);
    }

    private static IReadOnlyList<(string, string)> Topic(ForbiddenTopic topic) => new YamlEntries()
        .Text("topic", topic.Topic)
        .Texts("columns", topic.Columns)
        .Texts("words", topic.Words)
        .Text("reason", topic.Reason)
        .ToList();

    private static IReadOnlyList<(string, string)> Filter(RowFilter filter) => new YamlEntries()
        .Text("table", filter.Table)
        .Text("filter", filter.Filter)
        .Texts("roles", filter.Roles)
        .ToList();
}
