namespace NlSql.Contracts;

/// <summary>Names of the services, as used in service discovery, traces, queues and the audit trail.</summary>
public static class ServiceNames
{
    public const string Gateway = "gateway";
    public const string PluginRegistry = "plugin-registry";
    public const string Ingestion = "ingestion";
    public const string Chat = "chat";
    public const string Insights = "insights";
    public const string Audit = "audit";
}
