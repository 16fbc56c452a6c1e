using System.Collections.Immutable;
using NlSql.SemanticModel.Definitions;
using NlSql.SemanticModel.Reading;

namespace NlSql.PluginRegistry.Plugins;

/// <summary>The plugins as they are served. Replaced as a whole: a reader sees the state before or after a reload, never between.</summary>
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

    public PluginState? Find(string id) => Plugins.GetValueOrDefault(id);
}

/// <summary>One plugin: what is served of it, and what the files say now.</summary>
/// <param name="Id">Name of its folder.</param>
/// <param name="Served">The last good version; null when there never was one.</param>
/// <param name="FilesVersion">Version of the files as they were last read; differs from the served one when they have problems.</param>
/// <param name="Problems">What is wrong with the files; empty when they are served.</param>
internal sealed record PluginState(string Id, ServedPlugin? Served, string FilesVersion, IReadOnlyList<PluginProblem> Problems);

/// <summary>A model and its JSON, written once for all readers.</summary>
internal sealed record ServedPlugin(ModelDefinition Model, byte[] Json);
