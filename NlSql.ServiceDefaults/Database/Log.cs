using Microsoft.Extensions.Logging;

namespace NlSql.ServiceDefaults.Database;

internal static partial class Log
{
    [LoggerMessage(100, LogLevel.Information, "Migration {Script} applied to schema {Schema}")]
    public static partial void MigrationApplied(ILogger logger, string schema, string script);

    [LoggerMessage(101, LogLevel.Warning, "The database refused {Count} hardening steps; first: {Step}")]
    public static partial void HardeningRefused(ILogger logger, int count, string step);

    [LoggerMessage(102, LogLevel.Information, "A query on dataset {DatasetId} was not run: its plan is over the cost ceiling")]
    public static partial void CostCeiling(ILogger logger, Guid datasetId);

    [LoggerMessage(103, LogLevel.Warning, "A data query failed: {Reason}")]
    public static partial void QueryFailed(ILogger logger, string reason);
}
