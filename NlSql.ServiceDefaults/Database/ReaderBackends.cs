using Microsoft.Extensions.Diagnostics.HealthChecks;
using Npgsql;

namespace NlSql.ServiceDefaults.Database;

/// <summary>
/// The server's processes that work for the reader, as the service's own role may ask for them: timeouts and cancellations are
/// requests, which some expressions answer minutes later (M6).
/// </summary>
internal sealed class ReaderBackends(NpgsqlDataSource database)
{
    /// <summary>Whether the process still works on a query.</summary>
    public async Task<bool> IsAtWorkAsync(int processId, CancellationToken cancellationToken)
    {
        await using var command = database.CreateCommand("SELECT EXISTS (SELECT FROM platform.reader_backends() WHERE pid = $1)");
        command.Parameters.Add(new NpgsqlParameter<int> { TypedValue = processId });
        return (bool)(await command.ExecuteScalarAsync(cancellationToken))!;
    }

    /// <summary>How many have worked on one query for longer than this.</summary>
    public async Task<long> CountOlderThanAsync(TimeSpan age, CancellationToken cancellationToken)
    {
        await using var command = database.CreateCommand("SELECT count(*) FROM platform.reader_backends() WHERE seconds > $1");
        command.Parameters.Add(new NpgsqlParameter<double> { TypedValue = age.TotalSeconds });
        return (long)(await command.ExecuteScalarAsync(cancellationToken))!;
    }
}

/// <summary>Degraded while a data query outlives every timeout.</summary>
internal sealed class ReaderBackendsCheck(ReaderBackends backends) : IHealthCheck
{
    private static readonly TimeSpan Longest = TimeSpan.FromSeconds(60);

    public async Task<HealthCheckResult> CheckHealthAsync(HealthCheckContext context, CancellationToken cancellationToken = default)
    {
        try
        {
            return await backends.CountOlderThanAsync(Longest, cancellationToken) is var count and > 0
                ? new HealthCheckResult(context.Registration.FailureStatus, $"{count} data queries have been running for more than 60 seconds.")
                : HealthCheckResult.Healthy();
        }
        catch (NpgsqlException)
        {
            return new HealthCheckResult(context.Registration.FailureStatus, "Postgres does not answer.");
        }
    }
}
