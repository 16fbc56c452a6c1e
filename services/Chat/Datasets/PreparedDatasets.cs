using Microsoft.Extensions.Caching.Memory;
using Microsoft.Extensions.Options;
using NlSql.Chat.Learning;
using NlSql.Contracts.Datasets;
using NlSql.Query;
using NlSql.Query.Linking;
using NlSql.Query.Model;
using NlSql.Query.Sql.Rewriting;
using NlSql.SemanticModel;
using NlSql.SemanticModel.Definitions;

namespace NlSql.Chat.Datasets;

/// <summary>
/// Dataset versions prepared for asking: lexicon, model look-ups and scope, made at the first question and held in memory, bounded.
/// Versions never change, so nothing needs invalidating; questions that arrive together share one preparation.
/// </summary>
internal sealed class PreparedDatasets(DatasetCatalogs catalogs, IOptions<ChatOptions> options, TimeProvider clock) : IDisposable
{
    private readonly MemoryCache cache = new(new MemoryCacheOptions { SizeLimit = options.Value.PreparedDatasets });

    /// <summary>The dataset version under a model; null when there is no such version.</summary>
    public async Task<PreparedDataset?> GetAsync(string tenantId, Guid datasetId, int version, ModelDefinition model, CancellationToken cancellationToken)
    {
        var key = (tenantId, datasetId, version, model.Version);
        if (!cache.TryGetValue(key, out Lazy<Task<PreparedDataset?>>? preparation) || preparation is null)
        {
            // Not tied to one caller's cancellation: others may be waiting for the same preparation.
            preparation = new(() => PrepareAsync(tenantId, datasetId, version, model));
            preparation = cache.GetOrCreate(key, entry =>
            {
                entry.Size = 1;
                return preparation;
            })!;
        }

        try
        {
            var prepared = await preparation.Value.WaitAsync(cancellationToken);
            if (prepared is null)
                cache.Remove(key);
            return prepared;
        }
        catch when (preparation.Value.IsFaulted)
        {
            cache.Remove(key);
            throw;
        }
    }

    public void Dispose() => cache.Dispose();

    private async Task<PreparedDataset?> PrepareAsync(string tenantId, Guid datasetId, int version, ModelDefinition model)
    {
        using var limit = new CancellationTokenSource(TimeSpan.FromSeconds(15), clock);
        if (await catalogs.ReadAsync(tenantId, datasetId, version, limit.Token) is not { } catalog)
            return null;
        var days = DaysOf(catalog, model).ToValueList();
        var values = ValuesOf(catalog);
        var loaded = catalog.Tables.Where(t => t.Parts.Count > 0).ToList();
        // With the computed columns, which the lexicons need as well.
        var index = new ModelIndex(model);
        var loadedModel = LoadedModel.Of(index.Definition, loaded.Select(t => t.Name).ToHashSet(StringComparer.Ordinal));
        return new PreparedDataset(
            catalog,
            index,
            Lexicon.Build(index.Definition, values, catalog.PluginId is null),
            ReferenceEquals(loadedModel, index.Definition) ? null : Lexicon.Build(loadedModel, values, catalog.PluginId is null),
            // A table without rows is no empty table: nobody uploaded it, and "0 customers" would be a lie.
            new DatasetScope(datasetId, [.. loaded.Select(t => new DatasetTable(t.Name, t.PhysicalName, [.. t.Parts]))]),
            [.. from table in loaded from column in table.Columns where !column.HasValues select $"{table.Name}.{column.Name}"],
            days,
            NewestDay(days, model));
    }

    private static ValueCatalog ValuesOf(DatasetCatalog catalog) => new(
        [.. from table in catalog.Tables
            from column in table.Columns
            select new ColumnValues(table.Name, column.Name, column.DistinctValues, column.ValuesComplete, column.Minimum, column.Maximum, column.HasGaps)]);

    /// <summary>First and last day of each table's time column.</summary>
    private static IEnumerable<TableDays> DaysOf(DatasetCatalog catalog, ModelDefinition model)
    {
        foreach (var table in model.Tables)
        {
            var column = catalog.Tables.FirstOrDefault(t => t.Name == table.Name)?.Columns.FirstOrDefault(c => c.Name == table.TimeColumn);
            if (column is { Minimum.Length: >= 10, Maximum.Length: >= 10 })
                yield return new(table.Name, Day(column.Minimum), Day(column.Maximum));
        }

        static DateOnly Day(string text) => DateOnly.ParseExact(text.AsSpan(0, 10), "yyyy-MM-dd");
    }

    /// <summary>The newest day of the default table; else the newest of any.</summary>
    private static DateOnly? NewestDay(IEnumerable<TableDays> days, ModelDefinition model) =>
        days.OrderByDescending(d => d.Table == model.DefaultTable.Name).ThenByDescending(d => d.Last).Select(d => (DateOnly?)d.Last).FirstOrDefault();
}

/// <summary>One version of a dataset under one version of its model, ready to be asked.</summary>
/// <param name="Catalog">What the version holds.</param>
/// <param name="Model">Look-ups over the model.</param>
/// <param name="Lexicon">Words of the model and of the values.</param>
/// <param name="LoadedLexicon">The same over the loaded tables alone; null when all are loaded.</param>
/// <param name="Scope">The rows that may be read.</param>
/// <param name="EmptyColumns">Columns of loaded tables without a single value, as <c>table.column</c>.</param>
/// <param name="Days">First and last day of each table that has a time.</param>
/// <param name="NewestDay">The newest day in the data; null when it has no time.</param>
internal sealed record PreparedDataset(DatasetCatalog Catalog, ModelIndex Model, Lexicon Lexicon, Lexicon? LoadedLexicon, DatasetScope Scope, HashSet<string> EmptyColumns, ValueList<TableDays> Days, DateOnly? NewestDay)
{
    /// <summary>What the lexicons know beyond the model: words of the tenant that asks.</summary>
    public IReadOnlyList<LearnedSynonym> Synonyms { get; init; } = [];

    /// <summary>Changes with <see cref="Synonyms"/>; empty without any.</summary>
    public string SynonymStamp { get; init; } = "";
}
