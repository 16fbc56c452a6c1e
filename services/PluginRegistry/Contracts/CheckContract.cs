using NlSql.Query;
using NlSql.SemanticModel.Reading;
using Npgsql;

namespace NlSql.PluginRegistry.Contracts;

/// <summary>
/// Says whether a plugin keeps its contract: every verified question gives its rows on the sample data. A contract that cannot be run, for
/// lack of data or of a database, keeps no plugin out.
/// </summary>
internal sealed class CheckContract(SampleDataFolder samples, ContractStore store, RunContract run, ILogger<CheckContract> logger)
{
    private static readonly TimeSpan Longest = TimeSpan.FromMinutes(3);

    // Another build may compile or compare otherwise, so it runs the contract anew.
    private static readonly string Engine = $"{typeof(QueryCompiler).Module.ModuleVersionId:N}-{typeof(CheckContract).Module.ModuleVersionId:N}";

    /// <summary>Runs the contract of a plugin that compiles, unless its result is known.</summary>
    public async Task<ContractReport> RunAsync(PluginReading reading, CancellationToken cancellationToken)
    {
        var model = reading.Model ?? throw new ArgumentException("The plugin has problems.", nameof(reading));
        if (model.QuestionPacks.All(p => p.Questions.Count == 0))
            return ContractReport.NotRun("The plugin has no verified questions.");
        if (!samples.Configured)
            return ContractReport.NotRun("No folder of sample data is configured (NlSql:SampleDataPath).");
        // A database that hangs must not hold up the other plugins for ever.
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        limit.CancelAfter(Longest);
        try
        {
            var files = samples.Files(model.Plugin.Id);
            if (files.Count == 0)
                return ContractReport.NotRun($"There are no sample data for '{model.Plugin.Id}'.");
            var key = new ContractKey(model.Plugin.Id, model.Version, await SampleDataFolder.HashAsync(files, limit.Token), Engine);
            var stored = await store.GetOrRunAsync(key, () => run.RunAsync(model, reading.Sources, files, limit.Token), limit.Token);
            return ReportOf(stored);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            return Absent(model.Plugin.Id, "The sample data could not be read.", e, tryAgain: true);
        }
        catch (Exception e) when (e is NpgsqlException or TimeoutException)
        {
            return Absent(model.Plugin.Id, "The database did not do its part.", e, tryAgain: e is not PostgresException { IsTransient: false });
        }
        catch (OperationCanceledException e) when (!cancellationToken.IsCancellationRequested)
        {
            return Absent(model.Plugin.Id, $"It took longer than {Longest.TotalMinutes} minutes.", e, tryAgain: false);
        }
        catch (Exception e) when (e is not OperationCanceledException)
        {
            // A fault of ours that one plugin brings to light must not keep the others from being served.
            Log.Faulted(logger, model.Plugin.Id, e);
            return ContractReport.NotRun("A fault of the registry kept it from being run; the log has the details.");
        }
    }

    private static ContractReport ReportOf(StoredContract stored) => new(stored.Result.Problems.Count == 0 ? ContractStatus.Passed : ContractStatus.Failed, null)
    {
        Questions = stored.Result.Questions,
        Compared = stored.Result.Compared,
        Problems = stored.Result.Problems,
        CheckedAt = stored.CheckedAt,
    };

    private ContractReport Absent(string pluginId, string reason, Exception exception, bool tryAgain)
    {
        Log.NotRun(logger, pluginId, exception.GetType().Name);
        return ContractReport.NotRun(reason, tryAgain);
    }
}
