using System.Collections.Immutable;
using NlSql.PluginRegistry.Contracts;
using NlSql.SemanticModel.Definitions;
using NlSql.SemanticModel.Reading;

namespace NlSql.PluginRegistry.Plugins;

/// <summary>The plugins as they are served. Replaced as a whole: a reader sees the state before or after a change, never between.</summary>
internal sealed class PluginCatalog
{
    private volatile CatalogState state = new(ImmutableSortedDictionary<string, PluginState>.Empty);

    public CatalogState State => state;

    public void Replace(CatalogState next) => state = next;
}

/// <summary>All plugins at one moment, by id.</summary>
internal sealed record CatalogState(ImmutableSortedDictionary<string, PluginState> Plugins)
{
    /// <summary>The models that are served.</summary>
    public IEnumerable<ModelDefinition> Models => Plugins.Values.Select(p => p.Served?.Model).OfType<ModelDefinition>();

    /// <summary>Whether nothing is left to be tried again.</summary>
    public bool Settled => Plugins.Values.All(p => p.Settled);

    public PluginState? Find(string id) => Plugins.GetValueOrDefault(id);
}

/// <summary>One plugin: what is served of it, and what the files say now.</summary>
/// <param name="Id">Name of its folder.</param>
/// <param name="Served">The last good version; null when there never was one.</param>
/// <param name="FilesVersion">Version of the files as they were last read; differs from the served one when they have problems.</param>
/// <param name="SampleData">Stamp of its sample data as they were last looked at.</param>
/// <param name="Problems">What is wrong with the files; empty when they are served.</param>
/// <param name="Contract">What came of its verified questions.</param>
internal sealed record PluginState(
    string Id, ServedPlugin? Served, string FilesVersion, string SampleData, IReadOnlyList<PluginProblem> Problems, ContractReport Contract)
{
    /// <summary>Whether the files as they are have been judged in full.</summary>
    public bool Settled => Contract.Status != ContractStatus.Running && !Contract.TryAgain;
}

/// <summary>A model and its JSON, written once for all readers.</summary>
/// <param name="Model">The model.</param>
/// <param name="Json">Its JSON.</param>
/// <param name="Passed">Whether its contract was run and passed.</param>
internal sealed record ServedPlugin(ModelDefinition Model, byte[] Json, bool Passed);
