using NlSql.Ingestion.Datasets;
using NlSql.SemanticModel.Definitions;
using NlSql.SemanticModel.Reading;

namespace NlSql.Ingestion.Models;

/// <summary>Whether a model fits what is stored. A column may be left out; then nobody can ask for it.</summary>
internal static class BasisCheck
{
    public static IEnumerable<PluginProblem> Check(ModelDefinition model, ModelBasis basis, SourceMap sources)
    {
        foreach (var table in model.Tables)
        {
            if (basis.Find(table.Name) is not { } stored)
            {
                yield return sources.Problem(
                    PluginFile.Schema, ["tables", table.Name], PluginProblemCodes.UnknownTable, $"The dataset has no table '{table.Name}'.",
                    $"It has {string.Join(", ", basis.Tables.Select(t => t.Name))}.");
                continue;
            }

            foreach (var problem in table.Columns.Select(c => Column(table, c, stored, sources)).OfType<PluginProblem>())
                yield return problem;
            if (table.PrimaryKey is [var key] && stored.Find(key) is { Complete: false })
                yield return Problem(table, "primary_key", $"Some rows have no value in '{key}', so it is no key.", sources);
            foreach (var (path, column) in Keys(table).Where(k => stored.Find(k.Column) is { Unique: false }))
                yield return Problem(table, path, $"Values of '{column}' come more than once, so it is no key.", sources);
        }
    }

    private static PluginProblem? Column(TableDefinition table, ColumnDefinition column, StoredTable stored, SourceMap sources) => stored.Find(column.Name) switch
    {
        null => sources.Problem(
            PluginFile.Schema, ["tables", table.Name, "columns", column.Name], PluginProblemCodes.UnknownColumn, $"The dataset has no column '{table.Name}.{column.Name}'.",
            "A model describes the columns that were uploaded; leave this one out."),
        { } found when found.Type != column.Type => sources.Problem(
            PluginFile.Schema, ["tables", table.Name, "columns", column.Name, "type"], PluginProblemCodes.WrongValue,
            $"'{table.Name}.{column.Name}' is stored as {DatasetStore.NameOf(found.Type)}.", "Upload the table anew to give a column another type."),
        _ => null,
    };

    private static IEnumerable<(string Path, string Column)> Keys(TableDefinition table)
    {
        if (table.PrimaryKey is [var key])
            yield return ("primary_key", key);
        foreach (var unique in table.UniqueKeys.Where(k => k.Count == 1))
            yield return ("unique_keys", unique[0]);
    }

    private static PluginProblem Problem(TableDefinition table, string key, string message, SourceMap sources) => sources.Problem(
        PluginFile.Schema, ["tables", table.Name, key], PluginProblemCodes.BadKey, message, "Joins along it would count rows twice.");
}
