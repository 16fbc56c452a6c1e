namespace NlSql.AppHost.LocalHosting.Running;

/// <summary>The real Aspire dashboard, run by the Aspire command-line tool when ./nlsql could install that (<c>NLSQL_ASPIRE_CLI</c>).</summary>
internal sealed class Dashboard
{
    private readonly string otlpUrl;

    private Dashboard(ExecutableResource resource, string otlpUrl) => (Resource, this.otlpUrl) = (resource, otlpUrl);

    public ExecutableResource Resource { get; }

    public static Dashboard? Find(string root)
    {
        if (Environment.GetEnvironmentVariable("NLSQL_ASPIRE_CLI") is not { Length: > 0 } tool)
            return null;
        var page = PortFrom("NLSQL_DASHBOARD_PORT", 18888);
        var otlp = PortFrom("NLSQL_OTLP_PORT", 4317);
        var resource = new ExecutableResource("dashboard", tool, root) { Endpoint = new Endpoint(page, page), HealthPath = "/" };
        resource.Arguments.AddRange(
            ["dashboard", "run", "--nologo", "--non-interactive", "--allow-anonymous",
            "--frontend-url", $"http://localhost:{page}",
            "--otlp-grpc-url", $"http://localhost:{otlp}",
            "--otlp-http-url", $"http://localhost:{otlp + 1}"]);
        resource.Environment["ASPIRE_CLI_TELEMETRY_OPTOUT"] = () => "true";
        resource.Environment["HOME"] = () => Path.GetDirectoryName(tool);
        return new Dashboard(resource, $"http://localhost:{otlp}");
    }

    /// <summary>What Aspire tells a service: where telemetry goes, how it is called, and to send it every second.</summary>
    public IEnumerable<KeyValuePair<string, string>> TelemetryFor(string service) =>
    [
        new("OTEL_EXPORTER_OTLP_ENDPOINT", otlpUrl),
        new("OTEL_EXPORTER_OTLP_PROTOCOL", "grpc"),
        new("OTEL_SERVICE_NAME", service),
        new("OTEL_BLRP_SCHEDULE_DELAY", "1000"),
        new("OTEL_BSP_SCHEDULE_DELAY", "1000"),
        new("OTEL_METRIC_EXPORT_INTERVAL", "1000"),
    ];

    private static int PortFrom(string variable, int otherwise) =>
        int.TryParse(Environment.GetEnvironmentVariable(variable), out var port) ? port : otherwise;
}
