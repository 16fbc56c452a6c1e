using NlSql.SemanticModel.Definitions;
using NlSql.SemanticModel.Reading;

namespace NlSql.SemanticModel.Validation;

/// <summary>Columns: what they are for fits their type, and no CSV header leads to two of them.</summary>
internal sealed class ColumnRule : IModelRule
{
    public void Check(ModelCheck check)
    {
        foreach (var table in check.Model.Tables)
        {
            foreach (var column in table.Columns)
            {
                CheckType(check, table, column);
                CheckValues(check, table, column);
            }

            CheckHeaders(check, table);
        }
    }

    private static void CheckType(ModelCheck check, TableDefinition table, ColumnDefinition column)
    {
        var numeric = column.Type is ColumnType.Integer or ColumnType.Decimal;
        if (column.Kind == ColumnKind.Time && column.Type is not (ColumnType.Date or ColumnType.Timestamp))
            Wrong("kind", "A column of kind time is a date or a timestamp.");
        if (column.Kind == ColumnKind.Fact && !numeric)
            Wrong("kind", "A column of kind fact is an integer or a decimal.");
        if (column.Additive != Additivity.None && !numeric)
            Wrong("additive", "Only numbers can be added up.");
        if (column.DefaultAggregate is AggregateFunction.Sum or AggregateFunction.Avg or AggregateFunction.Median && !numeric)
            Wrong("default_agg", $"A {column.Type.ToString().ToLowerInvariant()} has no sum, average or median.");
        if (column.DefaultAggregate == AggregateFunction.Percentile)
            Wrong("default_agg", "A percentile needs a number; write a metric for it.");

        void Wrong(string key, string message) =>
            check.Add(PluginFile.Schema, ["tables", table.Name, "columns", column.Name, key], PluginProblemCodes.WrongValue, message);
    }

    private static void CheckValues(ModelCheck check, TableDefinition table, ColumnDefinition column)
    {
        IReadOnlyList<string> path = ["tables", table.Name, "columns", column.Name, "values"];
        if (column.Values.Count > 0 && column.Type is not (ColumnType.Text or ColumnType.Integer))
            check.Add(PluginFile.Schema, path, PluginProblemCodes.WrongValue, "Only texts and integers have listed values.");
        var meanings = new Dictionary<string, string>();
        foreach (var value in column.Values)
        {
            foreach (var phrase in value.Synonyms.Prepend(value.Value).Select(Phrases.Normalise).Distinct())
            {
                if (!meanings.TryAdd(phrase, value.Value) && meanings[phrase] != value.Value)
                {
                    check.Add(
                        PluginFile.Schema, [.. path, value.Value], PluginProblemCodes.Clash,
                        $"'{phrase}' means both '{meanings[phrase]}' and '{value.Value}'.");
                }
            }
        }
    }

    private static void CheckHeaders(ModelCheck check, TableDefinition table)
    {
        // A column's own name always wins, so that a file with both "price" and "unit_price" goes where its author meant.
        var headers = new Dictionary<string, string>();
        foreach (var column in table.Columns)
        {
            if (!headers.TryAdd(Phrases.Header(column.Name), column.Name))
                Clash(column, "", column.Name);
        }

        foreach (var column in table.Columns)
        {
            foreach (var header in column.Headers)
            {
                if (!headers.TryAdd(Phrases.Header(header), column.Name) && headers[Phrases.Header(header)] != column.Name)
                    Clash(column, "headers", header);
            }
        }

        void Clash(ColumnDefinition column, string key, string header) => check.Add(
            PluginFile.Schema,
            key.Length == 0 ? ["tables", table.Name, "columns", column.Name] : ["tables", table.Name, "columns", column.Name, key],
            PluginProblemCodes.Clash,
            $"The header '{header}' already leads to the column '{headers[Phrases.Header(header)]}'.");
    }
}
