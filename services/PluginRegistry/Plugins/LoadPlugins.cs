using System.Collections.Immutable;
using System.Text;
using NlSql.PluginRegistry.Persistence;
using NlSql.Query.Plugins;
using NlSql.SemanticModel.Definitions;
using NlSql.SemanticModel.Reading;
using Npgsql;

namespace NlSql.PluginRegistry.Plugins;

/// <summary>
/// Brings the catalog up to date with the files: a valid plugin is served in its new version, an invalid one stays in its last good
/// version (or out of the catalog when there is none), and no plugin's mistake touches another.
/// </summary>
internal sealed class LoadPlugins(PluginsFolder folder, PluginCatalog catalog, PluginVersionStore versions, ILogger<LoadPlugins> logger) : IDisposable
{
    private readonly SemaphoreSlim one = new(1, 1);
    private bool announced;

    /// <summary>Whether the catalog's versions have all been announced; false after a loss of the database.</summary>
    public bool Announced => Volatile.Read(ref announced);

    /// <summary>Reads the files of every plugin and serves what they say.</summary>
    /// <param name="actor">Who asked for it, for the audit trail.</param>
    /// <param name="cancellationToken">Cancels the announcement; the catalog is then up to date all the same.</param>
    /// <exception cref="IOException">The files could not be read; nothing has changed.</exception>
    public async Task<CatalogState> RunAsync(string actor, CancellationToken cancellationToken)
    {
        await one.WaitAsync(cancellationToken);
        try
        {
            // Read within the turn: of two reloads the later one has the later files.
            var sources = folder.Read();
            var before = catalog.State;
            var next = new CatalogState(sources.ToImmutableSortedDictionary(s => s.Id, s => Load(s, before.Find(s.Id)), StringComparer.Ordinal));
            catalog.Replace(next);
            await AnnounceAsync(next, actor, cancellationToken);
            return next;
        }
        finally
        {
            one.Release();
        }
    }

    public void Dispose() => one.Dispose();

    private PluginState Load(PluginSource source, PluginState? before)
    {
        if (before?.FilesVersion == source.Version)
            return before;
        var reading = PluginSqlChecker.Read(source);
        if (reading.Model is { } model)
        {
            Log.Loaded(logger, source.Id, source.Version);
            return new PluginState(source.Id, new ServedPlugin(model, Encoding.UTF8.GetBytes(ModelDefinitionJson.Write(model))), source.Version, []);
        }

        Log.Invalid(logger, source.Id, reading.Problems.Count, reading.Problems[0].File, reading.Problems[0].Line, reading.Problems[0].Code, before?.Served is not null);
        return new PluginState(source.Id, before?.Served, source.Version, reading.Problems);
    }

    // The database may be away while plugins change on disk: they are served, and announced when it is back.
    private async Task AnnounceAsync(CatalogState state, string actor, CancellationToken cancellationToken)
    {
        Volatile.Write(ref announced, false);
        try
        {
            await versions.AnnounceAsync(state.Models.ToDictionary(m => m.Plugin.Id, m => m.Version), actor, cancellationToken);
            Volatile.Write(ref announced, true);
        }
        catch (Exception e) when (e is NpgsqlException or TimeoutException)
        {
            Log.NotAnnounced(logger, e.GetType().Name);
        }
    }
}
