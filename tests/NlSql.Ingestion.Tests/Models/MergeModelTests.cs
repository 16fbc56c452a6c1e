using CsCheck;
using NlSql.Drafting.Models;
using NlSql.Drafting.Profiling;
using NlSql.Ingestion.Models;
using NlSql.SemanticModel.Definitions;

namespace NlSql.Ingestion.Tests.Models;

/// <summary>Whatever was uploaded, said and uploaded again: the merged model is valid, and what was hidden is hidden.</summary>
public sealed class MergeModelTests
{
    private static readonly Gen<string> Headers = Gen.OneOf(
        Gen.OneOf("id", "order_id", "customer_id", "customer", "region", "amount", "total", "is_active", "day", "price", "zip", "e-mail", "name", "status", "manager_id", "quantity"),
        Gen.String[Gen.Char["aAbB_1 é"], 1, 6]);

    private static readonly Gen<string> Values = Gen.OneOf(
        Gen.Int[0, 9].Select(i => $"{i}"), Gen.OneOf("", "N/A", "yes", "no", "2024-01-30", "1.5", "$3", "a@b.cd", "North", "it's", "日本"));

    private static readonly Gen<Sheet[]> Sheets = Gen.Select(Headers.Array[1, 6], Gen.Int[0, 8])
        .SelectMany((headers, rows) => Values.Array[headers.Length * rows].Select(values => new Sheet(headers, values))).Array[1, 3];

    private sealed record Sheet(string[] Headers, string[] Values);

    [Fact]
    public void Merge_AnyEditOverAnyNewData_IsValidAndKeepsWhatIsHidden() => Gen.Select(Sheets, Sheets, Gen.Int[0, 1000]).Sample(
        (first, other, seed) =>
        {
            // Often the same columns with other values, and so with other types.
            var second = seed % 4 == 3 ? other : [.. first.Select((s, i) => s with { Values = [.. other[i % other.Length].Values.Chunk(s.Headers.Length).Where(r => r.Length == s.Headers.Length).SelectMany(r => r)] })];
            var (before, now) = (Draft(first), Draft(second));
            if (Said(before.Model, before.Basis, seed) is not { } said)
                return;

            var merged = MergeModels.Merge(before.Model, said, now.Model, now.Basis)?.Model ?? MergeModels.Protected(said, now.Model, now.Basis);

            Assert.Empty(ModelReading.Read(merged, now.Basis).Problems);
            Assert.All(
                from table in merged.Tables from column in table.Columns where said.Model.Policy.ForbiddenColumns.Contains($"{table.Name}.{column.Name}") select column,
                column => Assert.Equal(ColumnVisibility.Hidden, column.Visibility));
        },
        iter: 120);

    [Fact]
    public void Merge_TheSameDataAgain_IsWhatWasSaid() => Gen.Select(Sheets, Gen.Int[0, 1000]).Sample(
        (tables, seed) =>
        {
            var before = Draft(tables);
            if (Said(before.Model, before.Basis, seed) is not { } said)
                return;

            var merged = MergeModels.Merge(before.Model, said, before.Model, before.Basis);

            Assert.Equal(said.Model.Version, merged?.Model.Version);
        },
        iter: 120);

    // One of each kind of edit, on things that the seed chooses; null where the owner would have been refused.
    private static StoredModel? Said(ModelDefinition model, ModelBasis basis, int seed)
    {
        var table = model.Tables[seed % model.Tables.Count];
        var column = table.Columns[seed % table.Columns.Count];
        var metric = model.Metrics[seed % model.Metrics.Count];
        var hides = seed % 3 == 0;
        var edited = model with
        {
            Tables = [.. model.Tables.Select(t => t != table ? t : t with { Description = "mine", Columns = [.. t.Columns.Select(c => c != column ? c : c with { Description = "mine", Visibility = hides ? ColumnVisibility.Hidden : c.Visibility })] })],
            QuestionPacks = hides ? [] : model.QuestionPacks,
            Insights = hides ? [] : model.Insights,
            Policy = hides ? model.Policy with { ForbiddenColumns = [.. model.Policy.ForbiddenColumns.Append($"{table.Name}.{column.Name}").Distinct()] } : model.Policy,
            Metrics =
            [
                .. model.Metrics.Where(m => (seed % 2 == 0 || m != metric) && !(hides && m.Table == table.Name && m.Expression?.Trim('"') == column.Name)),
                new MetricDefinition { Name = "mine_of_all", Label = "Mine of all", Type = MetricType.Simple, Table = table.Name, Aggregate = AggregateFunction.Count, Filter = $"\"{column.Name}\" IS NOT NULL" },
            ],
        };
        return ModelReading.Read(edited, basis).Model is { } valid
            ? new StoredModel { Version = 1, Revision = 1, Model = valid, Notes = [], Proposals = [], Basis = basis, Edited = true }
            : null;
    }

    private static (ModelDefinition Model, ModelBasis Basis) Draft(Sheet[] sheets)
    {
        var tables = sheets.Select((s, i) => Profile($"table_{i}", s.Headers, s.Values)).ToList();
        return (ModelVersion.Stamp(ModelDrafter.Draft(new DraftIdentity("x", "X", ""), tables).Model), ModelBasis.Of(tables));
    }

    private static TableProfile Profile(string name, string[] headers, string[] values)
    {
        var profiler = new TableProfiler(name, headers);
        foreach (var row in values.Chunk(headers.Length))
        {
            for (var i = 0; i < headers.Length; i++)
                profiler.Add(i, row[i]);
            profiler.EndRow();
        }

        var profile = profiler.Finish();
        return profile with { Columns = [.. profile.Columns.Zip(StoredNames.OfColumns(headers), (c, n) => c with { Name = n })] };
    }
}
