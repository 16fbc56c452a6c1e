using NlSql.AppHost;

// The system on one page: what runs, on which port, waiting for what.
var builder = DistributedApplication.CreateBuilder(args);
var installation = Installation.Open(builder.AppHostDirectory);

// Each from configuration, else a container, else a local process.
var servers = new BackingServers(builder, installation);
var postgres = servers.AddPostgres("nlsql");
var redis = servers.AddRedis("redis");
var rabbitMq = servers.AddRabbitMq("rabbitmq");

var audit = AddService("audit", "Audit").WithServer(postgres).WithServer(redis).WithServer(rabbitMq);

var pluginRegistry = AddService("plugin-registry", "PluginRegistry").WithServer(postgres).WithServer(redis).WithServer(rabbitMq)
    .WithEnvironment("NlSql__PluginsPath", installation.PluginsFolder)
    .WithEnvironment("NlSql__SampleDataPath", installation.SampleDataFolder);

var ingestion = AddService("ingestion", "Ingestion").WithServer(postgres).WithServer(redis).WithServer(rabbitMq)
    .WithReference(pluginRegistry).WaitFor(pluginRegistry);

var chat = AddService("chat", "Chat").WithServer(postgres).WithServer(redis).WithServer(rabbitMq)
    .WithReference(pluginRegistry).WaitFor(pluginRegistry)
    .WithReference(ingestion);

var insights = AddService("insights", "Insights").WithServer(postgres).WithServer(redis).WithServer(rabbitMq)
    .WithReference(pluginRegistry).WaitFor(pluginRegistry)
    .WithReference(ingestion);

// The one public door.
AddProject("gateway", "Gateway").WithServer(redis)
    .WithHttpEndpoint(port: installation.GatewayPort)
    .WithExternalHttpEndpoints()
    .WithHttpHealthCheck("/ready")
    .WithReference(pluginRegistry).WaitFor(pluginRegistry)
    .WithReference(ingestion).WaitFor(ingestion)
    .WithReference(chat).WaitFor(chat)
    .WithReference(insights).WaitFor(insights)
    .WithReference(audit).WaitFor(audit);

builder.Build().Run();

IResourceBuilder<ProjectResource> AddService(string name, string folder) =>
    AddProject(name, folder).WithHttpEndpoint().WithHttpHealthCheck("/ready");

IResourceBuilder<ProjectResource> AddProject(string name, string folder) =>
    builder.AddProject(name, "../services/" + folder + "/NlSql." + folder + ".csproj")
        .WithEnvironment("ASPNETCORE_ENVIRONMENT", "Development")
        .WithEnvironment("Logging__LogLevel__Microsoft.AspNetCore", "Warning")
        .WithEnvironment("NlSql__KeyFile", installation.KeyFile);
