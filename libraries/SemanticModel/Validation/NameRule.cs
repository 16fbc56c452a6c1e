using NlSql.SemanticModel.Reading;
using NlSql.SemanticModel.Reading.Forms;

namespace NlSql.SemanticModel.Validation;

/// <summary>Identifiers: lower case, short enough for Postgres, not reserved, no two the same.</summary>
internal sealed class NameRule : IModelRule
{
    // What every row carries, and what Postgres adds to every table.
    private static readonly string[] ReservedColumns = ["dataset_id", "part_id", "tenant_id", "tableoid", "xmin", "cmin", "xmax", "cmax", "ctid"];

    // What else stands behind /plugins/.
    private static readonly string[] ReservedPlugins = ["reload", "schemas"];

    public void Check(ModelCheck check)
    {
        var model = check.Model;
        if (model.Plugin.Id.Length > 0)
            Name(check, PluginFile.Schema, ["plugin", "id"], model.Plugin.Id, Names.MaxPluginId);
        if (ReservedPlugins.Contains(model.Plugin.Id))
            check.Add(PluginFile.Schema, ["plugin", "id"], PluginProblemCodes.BadName, $"The name '{model.Plugin.Id}' is reserved.");
        foreach (var table in model.Tables)
        {
            Name(check, PluginFile.Schema, ["tables", table.Name], table.Name, Names.MaxTable);
            foreach (var column in table.Columns)
            {
                IReadOnlyList<string> path = ["tables", table.Name, "columns", column.Name];
                Name(check, PluginFile.Schema, path, column.Name, Names.MaxOther);
                if (ReservedColumns.Contains(column.Name))
                    check.Add(PluginFile.Schema, path, PluginProblemCodes.BadName, $"The name '{column.Name}' is reserved.");
            }
        }

        foreach (var metric in model.Metrics)
        {
            Name(check, PluginFile.Metrics, ["metrics", metric.Name], metric.Name, Names.MaxOther);
            var table = model.Tables.FirstOrDefault(t => t.Name == metric.Table);
            if (table?.Columns.Any(c => c.Name == metric.Name) == true)
            {
                check.Add(
                    PluginFile.Metrics, ["metrics", metric.Name], PluginProblemCodes.Clash,
                    $"The metric has the name of the column '{table.Name}.{metric.Name}'.", "Order and limits would not know which is meant.");
            }
        }

        foreach (var segment in model.Segments)
        {
            Name(check, PluginFile.Metrics, ["segments", segment.Name], segment.Name, Names.MaxOther);
            if (model.Metrics.Any(m => m.Name == segment.Name))
                check.Add(PluginFile.Metrics, ["segments", segment.Name], PluginProblemCodes.Clash, $"'{segment.Name}' is also a metric.");
        }

        foreach (var pack in model.QuestionPacks)
            Name(check, PluginFile.Questions, ["packs", pack.Name], pack.Name, Names.MaxOther);
        foreach (var insight in model.Insights)
            Name(check, PluginFile.Insights, ["insights", insight.Name], insight.Name, Names.MaxOther);
    }

    private static void Name(ModelCheck check, string file, IReadOnlyList<string> path, string name, int max)
    {
        var fits = name.Length > 0 && name.Length <= max && char.IsAsciiLetterLower(name[0])
            && name.All(c => char.IsAsciiLetterLower(c) || char.IsAsciiDigit(c) || c == '_');
        // Two underscores part the plugin from the table in physical names.
        if (!fits || name.Contains("__", StringComparison.Ordinal) || name.StartsWith("pg_", StringComparison.Ordinal))
        {
            check.Add(
                file, path, PluginProblemCodes.BadName, $"'{name}' is no name.",
                $"A name is lower-case letters, digits and single underscores, begins with a letter (not pg_) and has at most {max} characters.");
        }
    }
}
