using System.ComponentModel.DataAnnotations;

namespace NlSql.ServiceDefaults.Database;

/// <summary>How many data queries run at a time (section <c>NlSql:Reader</c>), per process.</summary>
public sealed class ReaderOptions
{
    /// <summary>Name of the configuration section.</summary>
    public const string Section = "NlSql:Reader";

    /// <summary>
    /// Connections as <c>nlsql_reader</c>, 1–20. All processes together must stay below the role's limit of 20. Default 8.
    /// </summary>
    [Range(1, 20)]
    public int Connections { get; set; } = 8;

    /// <summary>How many of them one tenant can have at a time, so that others are never kept out, 1–20. Default 4.</summary>
    [Range(1, 20)]
    public int ConnectionsPerTenant { get; set; } = 4;

    /// <summary>How long a query waits for a connection before it is refused, in milliseconds, 0–30,000. Default 2,000.</summary>
    [Range(0, 30_000)]
    public int WaitMilliseconds { get; set; } = 2_000;
}
