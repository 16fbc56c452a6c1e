using NlSql.SemanticModel.Definitions;

namespace NlSql.Ingestion.Models;

/// <summary>
/// Carries over what protects. Nothing that was hidden is shown because a file changed: a hidden column stays hidden in another type, a mask that no longer
/// fits becomes a prohibition.
/// </summary>
internal static class ModelProtection
{
    public static ModelDefinition Apply(ModelDefinition merged, ModelDefinition now, PolicyDefinition said, IReadOnlySet<string> hidden)
    {
        var masks = said.ColumnMasks.Where(m => Find(merged, m.Column) is not null).ToList();
        var unfit = masks.Where(m => !ColumnMasks.For(Find(merged, m.Column)!.Type).Contains(m.Mask)).ToList();
        return merged with
        {
            Tables = [.. merged.Tables.Select(t => t with { Columns = [.. t.Columns.Select(c => Hide(t, c, hidden))] })],
            Policy = merged.Policy with
            {
                ForbiddenColumns =
                [
                    .. merged.Policy.ForbiddenColumns.Concat(hidden).Concat(unfit.Select(m => m.Column)).Distinct().Where(c => Find(merged, c) is not null),
                ],
                ColumnMasks = [.. masks.Except(unfit).Where(m => !hidden.Contains(m.Column)), .. merged.Policy.ColumnMasks.Where(m => masks.TrueForAll(k => k.Column != m.Column) && Find(now, m.Column) is not null)],
                RequiredFilters = [.. merged.Policy.RequiredFilters.Where(c => Find(merged, c) is not null)],
                ForbiddenTopics = [.. merged.Policy.ForbiddenTopics.Select(t => t with { Columns = [.. t.Columns.Where(c => Find(merged, c) is not null)] })],
            },
        };
    }

    /// <summary>The model with everything hidden, where nothing else is safe: its owner has to look at it.</summary>
    public static ModelDefinition Close(ModelDefinition model) => model with
    {
        Tables = [.. model.Tables.Select(t => t with { Columns = [.. t.Columns.Select(c => c with { Visibility = ColumnVisibility.Hidden })] })],
        Metrics = [],
        Segments = [],
        QuestionPacks = [],
        Insights = [],
        Policy = model.Policy with { ForbiddenColumns = [.. model.Tables.SelectMany(t => t.Columns.Select(c => $"{t.Name}.{c.Name}"))] },
    };

    private static ColumnDefinition Hide(TableDefinition table, ColumnDefinition column, IReadOnlySet<string> hidden) =>
        hidden.Contains($"{table.Name}.{column.Name}") ? column with { Visibility = ColumnVisibility.Hidden } : column;

    private static ColumnDefinition? Find(ModelDefinition model, string column) =>
        column.Split('.') is [var table, var name] ? model.FindTable(table)?.FindColumn(name) : null;
}
