using NlSql.SemanticModel.Definitions;
using NlSql.SemanticModel.Queries;
using NlSql.SemanticModel.Reading;

namespace NlSql.SemanticModel.Validation;

/// <summary>Masks: the column exists, its type has such a mask, and nothing that joins or tells rows apart is lost by it.</summary>
internal sealed class MaskRule : IModelRule
{
    public void Check(ModelCheck check)
    {
        foreach (var mask in check.Model.Policy.ColumnMasks)
        {
            IReadOnlyList<string> path = ["column_masks", mask.Column];
            check.Roles(mask.Except, [.. path, "except"]);
            if (check.QualifiedColumn(mask.Column, PluginFile.Policy, path) is not ({ } table, { } column))
                continue;
            if (!ColumnMasks.For(column.Type).Contains(mask.Mask))
                Bad(check, path, $"A column of the type {QueryWords.Of(column.Type)} cannot be masked by {QueryWords.Of(mask.Mask)}.", $"Masks for it are {Masks(column.Type)}.");
            else if (Joins(check.Model, table.Name, column.Name))
                Bad(check, path, $"'{mask.Column}' joins tables, so it cannot be masked.", "Forbid the column (forbidden_columns) or hide it (visibility: hidden).");
            else if (table.TimeColumn == column.Name)
                Bad(check, path, $"'{mask.Column}' is the time column of its table, so it cannot be masked.", "Name another time column.");
            else if (mask.Mask != MaskKind.Hash && IsKey(table, column.Name))
                Bad(check, path, $"'{mask.Column}' tells rows apart, so only the mask hash keeps its meaning.", null);
        }
    }

    private static bool Joins(ModelDefinition model, string table, string column) => model.Relationships.Any(r =>
        (r.FromTable == table && r.FromColumns.Contains(column)) || (r.ToTable == table && r.ToColumns.Contains(column)));

    private static bool IsKey(TableDefinition table, string column) =>
        table.PrimaryKey.Contains(column) || table.UniqueKeys.Any(k => k.Contains(column));

    private static void Bad(ModelCheck check, IReadOnlyList<string> path, string message, string? hint) =>
        check.Add(PluginFile.Policy, path, PluginProblemCodes.WrongValue, message, hint);

    private static string Masks(ColumnType type) => string.Join(", ", ColumnMasks.For(type).Select(QueryWords.Of));
}
