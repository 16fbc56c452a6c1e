using NlSql.Query.Model;
using NlSql.Query.Sql.Rewriting;
using NlSql.SemanticModel;
using NlSql.SemanticModel.Definitions;
using NlSql.SemanticModel.Queries;
using NlSql.SemanticModel.Reading;
using NlSql.Testing;

namespace NlSql.Query.Tests;

/// <summary>The retail plugin as it is in the repository, and a dataset version over it.</summary>
internal static class Retail
{
    public static readonly Guid DatasetId = Goldens.SampleDatabase.DatasetId;
    public static readonly Guid PartId = Goldens.SampleDatabase.PartId;
    public static readonly DateOnly LastDay = new(2025, 12, 31);

    public static ModelDefinition Definition { get; } = Read();

    public static ModelIndex Model { get; } = new(Definition);

    public static QueryContext Context { get; } = ContextFor(Model);

    /// <summary>A context for the plugin under another policy.</summary>
    public static QueryContext With(PolicyDefinition policy) => ContextFor(new ModelIndex(Definition with { Policy = policy }));

    public static QueryContext ContextFor(ModelIndex model) => new()
    {
        Model = model,
        Scope = new DatasetScope(DatasetId, model.Definition.Tables.Select(t => new DatasetTable(t.Name, $"retail__{t.Name}", [PartId])).ToValueList()),
        Anchor = new TimeAnchorDay(LastDay),
        DataDays = [new TableDays("sales", new(2024, 1, 1), LastDay)],
    };

    public static SemanticQuery Query(string json)
    {
        var reading = SemanticQueryJson.Read(json);
        Assert.Empty(reading.Errors);
        return reading.Query!;
    }

    public static CompiledQuery Compile(string json, QueryContext? context = null)
    {
        var result = QueryCompiler.Compile(Query(json), context ?? Context);
        Assert.True(result.Query is not null, string.Join("\n", result.Issues));
        return result.Query;
    }

    public static IReadOnlyList<string> IssueCodes(string json, QueryContext? context = null)
    {
        var result = QueryCompiler.Compile(Query(json), context ?? Context);
        Assert.Null(result.Query);
        return [.. result.Issues.Select(i => i.Code)];
    }

    private static ModelDefinition Read()
    {
        var reading = PluginReader.Read(PluginSource.FromFolder(Path.Combine(RepositoryFolder.Root, "plugins", "retail")));
        Assert.Empty(reading.Problems);
        return reading.Model!;
    }
}
