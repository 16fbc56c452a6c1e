using NlSql.SemanticModel.Definitions;
using NlSql.SemanticModel.Reading;

namespace NlSql.Ingestion.Models;

/// <summary>A part that a model can do without.</summary>
/// <param name="What">What it is, for people: "metric 'revenue'".</param>
/// <param name="Table">The table that it is about; empty when that is not one.</param>
/// <param name="File">The file that it is written in.</param>
/// <param name="Path">Where in the file.</param>
/// <param name="Without">The model without it.</param>
internal sealed record ModelPart(string What, string Table, string File, IReadOnlyList<string> Path, Func<ModelDefinition, ModelDefinition> Without);

/// <summary>The parts of a model.</summary>
internal static class ModelParts
{
    public static IReadOnlyList<ModelPart> Of(ModelDefinition model, ModelDefinition draft, IReadOnlySet<string> hidden) =>
    [
        .. model.Tables.SelectMany(t => OfTable(t, draft, hidden)),
        .. model.Relationships.Select((r, i) => new ModelPart(
            $"relationship '{r.Name}'", r.FromTable, PluginFile.Schema, ["relationships", $"{i}"], m => m with { Relationships = Without(m.Relationships, r) })),
        .. model.Metrics.Select(x => new ModelPart(
            $"metric '{x.Name}'", x.Table ?? "", PluginFile.Metrics, ["metrics", x.Name], m => m with { Metrics = Without(m.Metrics, x) })),
        .. model.Segments.Select(x => new ModelPart(
            $"segment '{x.Name}'", x.Table, PluginFile.Metrics, ["segments", x.Name], m => m with { Segments = Without(m.Segments, x) })),
        .. model.Glossary.Select((x, i) => new ModelPart(
            $"term '{x.Term}'", "", PluginFile.Metrics, ["glossary", $"{i}"], m => m with { Glossary = Without(m.Glossary, x) })),
        .. model.QuestionPacks.SelectMany(p => p.Questions.Select((q, i) => new ModelPart(
            $"question '{q.Ask[0]}'", "", PluginFile.Questions, ["packs", p.Name, "questions", $"{i}"], m => WithoutQuestion(m, q)))),
        .. model.Insights.Select(x => new ModelPart(
            $"insight '{x.Name}'", "", PluginFile.Insights, ["insights", x.Name], m => m with { Insights = Without(m.Insights, x) })),
        .. OfPolicy(model.Policy),
    ];

    // A table whose rows can no longer be kept apart is not asked at all, which is safe; one that loses a key is only joined less.
    private static IEnumerable<ModelPart> OfPolicy(PolicyDefinition policy) => policy.RowFilters.Select((f, i) => new ModelPart(
        $"table '{f.Table}', whose row filter cannot be kept,", f.Table, PluginFile.Policy, ["row_filters", $"{i}"],
        m => m with
        {
            Tables = [.. m.Tables.Where(t => t.Name != f.Table)],
            Policy = m.Policy with { RowFilters = [.. m.Policy.RowFilters.Where(x => x.Table != f.Table)] },
        }));

    private static IEnumerable<ModelPart> OfTable(TableDefinition table, ModelDefinition draft, IReadOnlySet<string> hidden)
    {
        IReadOnlyList<string> path = ["tables", table.Name];
        var drafted = draft.FindTable(table.Name);
        yield return Part($"wording of table '{table.Name}'", path, t => drafted is null ? t : t with { Label = drafted.Label, Synonyms = drafted.Synonyms, SynonymRanks = drafted.SynonymRanks });
        yield return Part($"primary key of '{table.Name}'", [.. path, "primary_key"], t => t with { PrimaryKey = [] });
        yield return Part($"unique keys of '{table.Name}'", [.. path, "unique_keys"], t => t with { UniqueKeys = [] });
        yield return Part($"time column of '{table.Name}'", [.. path, "time_column"], t => t with { TimeColumn = drafted?.TimeColumn });
        foreach (var column in table.Columns)
        {
            var before = drafted?.FindColumn(column.Name);
            if (before is not null && hidden.Contains($"{table.Name}.{column.Name}"))
                before = before with { Visibility = ColumnVisibility.Hidden };
            var given = column == before ? null : before;
            yield return Part(
                $"description of column '{table.Name}.{column.Name}'", [.. path, "columns", column.Name],
                t => t with { Columns = [.. t.Columns.Select(c => c.Name == column.Name ? given : c).OfType<ColumnDefinition>()] });
        }

        ModelPart Part(string what, IReadOnlyList<string> at, Func<TableDefinition, TableDefinition> change) => new(
            what, table.Name, PluginFile.Schema, at, m => m with { Tables = [.. m.Tables.Select(t => t.Name == table.Name ? change(t) : t)] });
    }

    private static ModelDefinition WithoutQuestion(ModelDefinition model, VerifiedQuestion question) =>
        model with { QuestionPacks = [.. model.QuestionPacks.Select(p => p with { Questions = Without(p.Questions, question) })] };

    private static IReadOnlyList<T> Without<T>(IReadOnlyList<T> list, T item)
        where T : class => [.. list.Where(x => !ReferenceEquals(x, item))];
}
