using System.ComponentModel.DataAnnotations;

namespace NlSql.ServiceDefaults.Telemetry;

/// <summary>Settings of what a service tells of its work, section <c>NlSql:Telemetry</c>.</summary>
public sealed class TelemetryOptions
{
    /// <summary>The configuration section.</summary>
    public const string Section = "NlSql:Telemetry";

    /// <summary>Traces that the service begins in a second at most; what comes beyond is done untraced.</summary>
    [Range(1, 100_000)]
    public int TracesPerSecond { get; init; } = 20;
}
