using System.ComponentModel;
using System.Diagnostics;
using System.Globalization;
using Microsoft.Extensions.Configuration;

namespace NlSql.AppHost;

/// <summary>A server that services use: the connection string they get, and what they wait for before they start.</summary>
internal sealed record BackingServer(IResourceBuilder<IResourceWithConnectionString> ConnectionString, IResourceBuilder<IResource>? Ready);

/// <summary>
/// Postgres, Redis and RabbitMQ. Each is taken from, in this order: a configured connection string; a container, when a
/// container engine answers; a local process (eng/servers/), whose data are kept below .data/.
/// </summary>
internal sealed class BackingServers(IDistributedApplicationBuilder builder, Installation installation)
{
    private readonly Lazy<bool> containers = new(ContainerEngineAnswers);

    private string Password => installation.ServerPassword;

    public BackingServer AddPostgres(string name)
    {
        var connections = builder.Configuration.GetSection("ConnectionStrings");
        connections[name] ??= builder.Configuration["DATABASE_URL"];
        if (connections[name] is { Length: > 0 })
            return Configured(name);

        var port = installation.PortFor("postgres", 17432);
        var server = containers.Value
            ? builder.AddContainer("postgres-server", "docker.io/library/postgres", "17")
                .WithEnvironment("POSTGRES_USER", "nlsql").WithEnvironment("POSTGRES_PASSWORD", Password).WithEnvironment("POSTGRES_DB", "nlsql")
                .WithVolume("nlsql-postgres", "/var/lib/postgresql/data")
                .WithEndpoint(port: port, targetPort: 5432, scheme: "tcp", name: "tcp", isProxied: false)
            : (IResourceBuilder<IResource>)AddLocalServer("postgres", port);
        return Started(name, "postgres", port, "Host=127.0.0.1;Port=" + Text(port) + ";Username=nlsql;Password=" + Password + ";Database=nlsql", server);
    }

    public BackingServer AddRedis(string name)
    {
        if (builder.Configuration.GetConnectionString(name) is { Length: > 0 })
            return Configured(name);

        var port = installation.PortFor("redis", 17379);
        var server = containers.Value
            ? builder.AddContainer("redis-server", "docker.io/library/redis", "7")
                .WithArgs("--requirepass", Password)
                .WithVolume("nlsql-redis", "/data")
                .WithEndpoint(port: port, targetPort: 6379, scheme: "tcp", name: "tcp", isProxied: false)
            : (IResourceBuilder<IResource>)AddLocalServer("redis", port);
        return Started(name, "redis", port, "127.0.0.1:" + Text(port) + ",password=" + Password, server);
    }

    public BackingServer AddRabbitMq(string name)
    {
        if (builder.Configuration.GetConnectionString(name) is { Length: > 0 })
            return Configured(name);

        var port = installation.PortFor("rabbitmq", 17672);
        var server = containers.Value
            ? builder.AddContainer("rabbitmq-server", "docker.io/library/rabbitmq", "4")
                .WithEnvironment("RABBITMQ_DEFAULT_USER", "nlsql").WithEnvironment("RABBITMQ_DEFAULT_PASS", Password)
                .WithEnvironment("RABBITMQ_NODENAME", "nlsql@localhost")
                .WithVolume("nlsql-rabbitmq", "/var/lib/rabbitmq")
                .WithEndpoint(port: port, targetPort: 5672, scheme: "tcp", name: "tcp", isProxied: false)
            : (IResourceBuilder<IResource>)AddLocalServer(
                "rabbitmq", port, Text(installation.PortFor("rabbitmq-epmd", 17700)), Text(installation.PortFor("rabbitmq-node", 17710)));
        return Started(name, "rabbitmq", port, "amqp://nlsql:" + Password + "@127.0.0.1:" + Text(port), server);
    }

    private BackingServer Configured(string name) => new(builder.AddConnectionString(name), null);

    private IResourceBuilder<ExecutableResource> AddLocalServer(string kind, int port, params string[] further) =>
        builder.AddExecutable(
            kind + "-server", "bash", installation.Root,
            ["eng/servers/" + kind + ".sh", Text(port), Path.Combine(installation.DataFolder, kind), installation.ServerPasswordFile, .. further]);

    // That a process runs does not mean that the server answers: a second, short process waits for that.
    private BackingServer Started(string name, string kind, int port, string connectionString, IResourceBuilder<IResource> server)
    {
        builder.Configuration["ConnectionStrings:" + name] = connectionString;
        var ready = builder.AddExecutable(kind + "-ready", "bash", installation.Root, "eng/servers/wait-ready.sh", kind, Text(port), "120")
            .WaitForStart(server);
        return new BackingServer(builder.AddConnectionString(name), ready);
    }

    private static string Text(int port) => port.ToString(CultureInfo.InvariantCulture);

    /// <summary><c>NLSQL_CONTAINERS</c> (true or false) overrules the question.</summary>
    private static bool ContainerEngineAnswers()
    {
        if (bool.TryParse(Environment.GetEnvironmentVariable("NLSQL_CONTAINERS"), out var chosen))
            return chosen;
        try
        {
            using var engine = Process.Start(new ProcessStartInfo("docker", "info") { RedirectStandardOutput = true, RedirectStandardError = true })!;
            if (engine.WaitForExit(TimeSpan.FromSeconds(3)))
                return engine.ExitCode == 0;
            engine.Kill();
            return false;
        }
        catch (Win32Exception)
        {
            return false; // no docker command
        }
    }
}

internal static class BackingServerExtensions
{
    /// <summary>The service gets the server's connection string and starts when the server answers.</summary>
    public static IResourceBuilder<ProjectResource> WithServer(this IResourceBuilder<ProjectResource> service, BackingServer server)
    {
        service.WithReference(server.ConnectionString);
        return server.Ready is null ? service : service.WaitForCompletion(server.Ready);
    }
}
