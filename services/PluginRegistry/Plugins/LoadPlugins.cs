using System.Collections.Immutable;
using System.Text;
using NlSql.PluginRegistry.Contracts;
using NlSql.PluginRegistry.Persistence;
using NlSql.Query.Plugins;
using NlSql.SemanticModel.Definitions;
using NlSql.SemanticModel.Reading;
using Npgsql;

namespace NlSql.PluginRegistry.Plugins;

/// <summary>
/// Brings the catalog up to date with the files: a valid plugin that keeps its contract is served in its new version, another stays in its
/// last good version (or out of the catalog when there is none), and no plugin's mistake touches another.
/// </summary>
internal sealed class LoadPlugins(
    PluginsFolder folder, SampleDataFolder samples, CheckContract contract, PluginCatalog catalog, PluginVersionStore versions, ILogger<LoadPlugins> logger) : IDisposable
{
    private readonly SemaphoreSlim one = new(1, 1);
    private bool announced;

    /// <summary>Whether the catalog's versions have all been announced; false after a loss of the database.</summary>
    public bool Announced => Volatile.Read(ref announced);

    /// <summary>Reads the files of every plugin and serves what they say, each as soon as its contract is decided.</summary>
    /// <param name="actor">Who asked for it, for the audit trail.</param>
    /// <param name="cancellationToken">Cancels what is left of it; it is then done at the next look.</param>
    /// <exception cref="IOException">The files could not be read; nothing has changed.</exception>
    public async Task<CatalogState> RunAsync(string actor, CancellationToken cancellationToken)
    {
        await one.WaitAsync(cancellationToken);
        try
        {
            // Read within the turn: of two reloads the later one has the later files.
            var sources = folder.Read();
            var before = catalog.State;
            var loaded = sources.Select(s => Load(s, before.Find(s.Id), sources)).ToList();
            catalog.Replace(new CatalogState(loaded.ToImmutableSortedDictionary(l => l.State.Id, l => l.State, StringComparer.Ordinal)));
            foreach (var (state, reading) in loaded)
            {
                if (reading?.Model is not { } model)
                    continue;
                var decided = Decide(state, model, await contract.RunAsync(reading, cancellationToken));
                catalog.Replace(new CatalogState(catalog.State.Plugins.SetItem(state.Id, decided)));
            }

            await AnnounceAsync(catalog.State, actor, cancellationToken);
            return catalog.State;
        }
        finally
        {
            one.Release();
        }
    }

    public void Dispose() => one.Dispose();

    /// <summary>The state of a plugin by its files alone, and what was read when its contract is yet to be decided.</summary>
    private (PluginState State, PluginReading? Reading) Load(PluginSource source, PluginState? before, IReadOnlyList<PluginSource> all)
    {
        var stamp = samples.StampOf(source.Id);
        if (before is { Settled: true } && before.FilesVersion == source.Version && before.SampleData == stamp)
            return (before, null);
        var reading = PluginSqlChecker.Read(source);
        var state = new PluginState(source.Id, before?.Served, source.Version, stamp, [], ContractReport.Running);
        return reading.Model is null ? (Invalid(state, OtherFolderNamed(reading, all), ContractReport.NotRun("The files have problems.")), null) : (state, reading);
    }

    private PluginState Decide(PluginState state, ModelDefinition model, ContractReport report)
    {
        var sameVersion = state.Served?.Model.Version == model.Version;
        // A version that was served unproven is not the last good one.
        if (report.Problems.Count > 0)
            return Invalid(sameVersion && state.Served is { Passed: false } ? state with { Served = null } : state, report.Problems, report);
        // Nor does an unproven version take the place of a good one, when it can be judged soon.
        if (report.TryAgain && !sameVersion && state.Served is not null)
            return state with { Contract = report };
        // Tried again every two seconds while the database is away: said once.
        if (!sameVersion)
            Log.Loaded(logger, state.Id, model.Version);
        return state with
        {
            Served = new ServedPlugin(model, Encoding.UTF8.GetBytes(ModelDefinitionJson.Write(model)), report.Status == ContractStatus.Passed),
            Contract = report,
        };
    }

    private PluginState Invalid(PluginState state, IReadOnlyList<PluginProblem> problems, ContractReport report)
    {
        Log.Invalid(logger, state.Id, problems.Count, problems[0].File, problems[0].Line, problems[0].Code, state.Served is not null);
        return state with { Problems = problems, Contract = report };
    }

    // Only here is it known that the id is not a slip but another plugin's.
    private static IReadOnlyList<PluginProblem> OtherFolderNamed(PluginReading reading, IReadOnlyList<PluginSource> all)
    {
        var id = reading.Draft?.Plugin.Id;
        return all.Any(s => s.Id == id && s.Id != reading.Id)
            ? [.. reading.Problems.Select(p => p.Code == PluginProblemCodes.WrongId
                ? p with
                {
                    Message = $"The id '{id}' belongs to the plugin in the folder '{id}'; this folder is '{reading.Id}'.",
                    Hint = $"Two plugins never share an id. Write id: {reading.Id}, or remove one of the folders.",
                }
                : p)]
            : reading.Problems;
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
