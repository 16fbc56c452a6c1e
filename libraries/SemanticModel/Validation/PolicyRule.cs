using NlSql.SemanticModel.Queries;
using NlSql.SemanticModel.Reading;

namespace NlSql.SemanticModel.Validation;

/// <summary>Policy: what it names exists. A misspelt column in a prohibition would protect nothing.</summary>
internal sealed class PolicyRule : IModelRule
{
    public void Check(ModelCheck check)
    {
        var policy = check.Model.Policy;
        Columns(policy.ForbiddenColumns, "forbidden_columns");
        Columns(policy.RequiredFilters, "required_filters");
        if (policy.MinGroupSize is { } groups)
            Protected(check, groups.Columns);
        for (var i = 0; i < policy.ForbiddenTopics.Count; i++)
        {
            foreach (var column in policy.ForbiddenTopics[i].Columns)
                check.QualifiedColumn(column, PluginFile.Policy, ["forbidden_topics", $"{i}", "columns"]);
        }

        for (var i = 0; i < policy.RowFilters.Count; i++)
        {
            check.Table(policy.RowFilters[i].Table, PluginFile.Policy, ["row_filters", $"{i}", "table"]);
            check.Roles(policy.RowFilters[i].Roles, ["row_filters", $"{i}", "roles"]);
        }

        if (policy.DefaultLimit > policy.MaxRows)
            check.Add(PluginFile.Policy, ["default_limit"], PluginProblemCodes.WrongValue, $"The default limit is above max_rows, {policy.MaxRows}.");
        if (policy.DefaultTimeRange is { } range && !TimeRangeText.TryParse(range, out _))
            check.Add(PluginFile.Policy, ["default_time_range"], PluginProblemCodes.WrongValue, $"'{range}' is no time range; expected {TimeRangeText.Forms}.");

        void Columns(IReadOnlyList<string> columns, string key)
        {
            for (var i = 0; i < columns.Count; i++)
                check.QualifiedColumn(columns[i], PluginFile.Policy, [key, $"{i}"]);
        }
    }
    // "patients.*" is every column of a table, and whatever refers to it.
    private static void Protected(ModelCheck check, IReadOnlyList<string> columns)
    {
        for (var i = 0; i < columns.Count; i++)
        {
            IReadOnlyList<string> path = ["min_group_size", "columns", $"{i}"];
            if (columns[i].EndsWith(".*", StringComparison.Ordinal))
                check.Table(columns[i][..^2], PluginFile.Policy, path);
            else
                check.QualifiedColumn(columns[i], PluginFile.Policy, path);
        }
    }
}
