using NlSql.SemanticModel.Definitions;
using NlSql.SemanticModel.Reading;

namespace NlSql.SemanticModel.Validation;

/// <summary>Tables: columns, keys, time, one default.</summary>
internal sealed class TableRule : IModelRule
{
    public void Check(ModelCheck check)
    {
        var tables = check.Model.Tables;
        if (tables.Count == 0)
            check.Add(PluginFile.Schema, ["tables"], PluginProblemCodes.MissingKey, "A plugin needs at least one table.");
        foreach (var second in tables.Where(t => t.Default).Skip(1))
        {
            check.Add(
                PluginFile.Schema, ["tables", second.Name, "default"], PluginProblemCodes.Clash,
                $"'{tables.First(t => t.Default).Name}' is already the default table.");
        }

        foreach (var table in tables)
            CheckTable(check, table);
    }

    private static void CheckTable(ModelCheck check, TableDefinition table)
    {
        if (table.Columns.Count == 0)
            check.Add(PluginFile.Schema, ["tables", table.Name, "columns"], PluginProblemCodes.MissingKey, $"The table '{table.Name}' has no columns.");
        foreach (var name in table.PrimaryKey)
        {
            IReadOnlyList<string> path = ["tables", table.Name, "primary_key"];
            if (check.Column(table, name, PluginFile.Schema, path) is { Required: false })
            {
                check.Add(
                    PluginFile.Schema, path, PluginProblemCodes.BadKey, $"The key column '{name}' may be empty.",
                    "Make the column required, or declare the key under unique_keys.");
            }
        }

        for (var i = 0; i < table.UniqueKeys.Count; i++)
        {
            foreach (var name in table.UniqueKeys[i])
                check.Column(table, name, PluginFile.Schema, ["tables", table.Name, "unique_keys", $"{i}"]);
        }

        IReadOnlyList<string> time = ["tables", table.Name, "time_column"];
        if (table.TimeColumn is { } timeColumn && check.Column(table, timeColumn, PluginFile.Schema, time) is { Type: not (ColumnType.Date or ColumnType.Timestamp) } wrong)
            check.Add(PluginFile.Schema, time, PluginProblemCodes.BadKey, $"'{wrong.Name}' is no date and no timestamp.");
    }
}
