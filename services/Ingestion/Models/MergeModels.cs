using System.Text.Json.Nodes;
using NlSql.Drafting.Models;
using NlSql.SemanticModel.Definitions;

namespace NlSql.Ingestion.Models;

/// <summary>
/// Keeps what an owner said when new data is uploaded: changes of the last model against its draft are carried over to the new draft, as
/// far as what they are about is still there.
/// </summary>
internal static class MergeModels
{
    /// <summary>The model and what was dropped of it; null when nothing valid came of it.</summary>
    /// <param name="before">What was drafted when the owner changed it.</param>
    /// <param name="said">What the owner made of that, with what was hidden before.</param>
    /// <param name="now">What is drafted from the new data.</param>
    /// <param name="basis">What is stored now.</param>
    public static MergedModel? Merge(ModelDefinition before, StoredModel said, ModelDefinition now, ModelBasis basis)
    {
        var still = StillThere(said.Model, now);
        var merged = (ThreeWay.Merge(Json(StillThere(before, now)), Json(still), Json(now)) as JsonObject)!;
        var model = OneDefault(ModelDefinitionJson.Read(merged.ToJsonString()), still);
        var hidden = HiddenIn(said);
        model = ModelProtection.Apply(model, now, said.Model.Policy, hidden);
        if (ModelPruning.Prune(model, now, basis, hidden) is not { } pruned)
            return null;
        var untouched = before.Metrics.Select(m => $"metric '{m.Name}'").Concat(before.Segments.Select(s => $"segment '{s.Name}'")).ToHashSet();
        return new MergedModel(
            pruned.Model,
            [.. pruned.Dropped.Where(d => !untouched.Contains(d.What)).Select(d => new DraftNote(DraftNoteKind.LeftOut, d.Table, null, $"The {d.What} no longer fits the data and is left out: {d.Why}"))]);
    }

    /// <summary>The draft alone, under everything that protected the model before.</summary>
    public static ModelDefinition Protected(StoredModel said, ModelDefinition now, ModelBasis basis)
    {
        var hidden = HiddenIn(said);
        var model = ModelProtection.Apply(now, now, said.Model.Policy, hidden);
        model = model with { Policy = model.Policy with { Roles = said.Model.Policy.Roles, RowFilters = [.. said.Model.Policy.RowFilters.Where(f => now.FindTable(f.Table) is not null)] } };
        return ModelPruning.Prune(model, now, basis, hidden)?.Model ?? ModelVersion.Stamp(ModelProtection.Close(now));
    }

    /// <summary>Hidden columns that are not there at present.</summary>
    public static IReadOnlyList<string> WithheldOf(StoredModel said, ModelDefinition now) =>
        [.. HiddenIn(said).Where(h => !Exists(now, h)).Order(StringComparer.Ordinal)];

    // A column of another type is another column.
    private static ModelDefinition StillThere(ModelDefinition model, ModelDefinition now) => model with
    {
        Tables =
        [
            .. from table in model.Tables
               let found = now.FindTable(table.Name)
               where found is not null
               select table with { Columns = [.. table.Columns.Where(c => found.FindColumn(c.Name)?.Type == c.Type)] },
        ],
    };

    /// <summary>What the owner hides, and hid before it went away.</summary>
    private static HashSet<string> HiddenIn(StoredModel said) =>
    [
        .. said.Basis.Withheld,
        .. said.Model.Policy.ForbiddenColumns,
        .. from table in said.Model.Tables from column in table.Columns where column.Visibility == ColumnVisibility.Hidden select $"{table.Name}.{column.Name}",
    ];

    private static ModelDefinition OneDefault(ModelDefinition model, ModelDefinition said)
    {
        var defaults = model.Tables.Where(t => t.Default).ToList();
        if (defaults.Count <= 1)
            return model;
        var kept = defaults.Find(t => said.FindTable(t.Name)?.Default == true) ?? defaults[0];
        return model with { Tables = [.. model.Tables.Select(t => t with { Default = t == kept })] };
    }

    private static bool Exists(ModelDefinition model, string column) =>
        column.Split('.') is [var table, var name] && model.FindTable(table)?.FindColumn(name) is not null;

    private static JsonNode? Json(ModelDefinition model) => JsonNode.Parse(ModelDefinitionJson.Write(model));
}

/// <summary>A model of what was said and what was drafted.</summary>
/// <param name="Model">The model; valid.</param>
/// <param name="Notes">What was dropped.</param>
internal sealed record MergedModel(ModelDefinition Model, IReadOnlyList<DraftNote> Notes);
