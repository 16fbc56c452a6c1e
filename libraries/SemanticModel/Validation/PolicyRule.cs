using NlSql.SemanticModel.Queries;
using NlSql.SemanticModel.Reading;
using NlSql.SemanticModel.Reading.Yaml;

namespace NlSql.SemanticModel.Validation;

/// <summary>Policy: what it names exists. A misspelt column in a prohibition would protect nothing.</summary>
internal sealed class PolicyRule : IModelRule
{
    public void Check(ModelCheck check)
    {
        var policy = check.Model.Policy;
        Columns(policy.ForbiddenColumns, "forbidden_columns");
        Columns(policy.RequiredFilters, "required_filters");
        foreach (var column in policy.ColumnMasks.Keys)
            check.QualifiedColumn(column, PluginFile.Policy, ["column_masks", column]);
        for (var i = 0; i < policy.ForbiddenTopics.Count; i++)
        {
            foreach (var column in policy.ForbiddenTopics[i].Columns)
                check.QualifiedColumn(column, PluginFile.Policy, ["forbidden_topics", $"{i}", "columns"]);
        }

        for (var i = 0; i < policy.RowFilters.Count; i++)
        {
            check.Table(policy.RowFilters[i].Table, PluginFile.Policy, ["row_filters", $"{i}", "table"]);
            foreach (var role in policy.RowFilters[i].Roles.Where(r => !policy.Roles.Contains(r)))
            {
                check.Add(
                    PluginFile.Policy, ["row_filters", $"{i}", "roles"], PluginProblemCodes.UnknownRole, $"There is no role '{role}'.",
                    Nearest.Hint(role, policy.Roles));
            }
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
}
