using System.Diagnostics;
using System.Globalization;

namespace NlSql.Testing.Servers;

/// <summary>A server of a test's own, to be killed, frozen, and started again with the data that it has.</summary>
public sealed class OwnServer : IAsyncDisposable
{
    private readonly ServerFolder folder = new();
    private readonly string kind;
    private readonly string program;
    private readonly string[] furtherPorts;
    private ServerProcess? process;

    private OwnServer(string kind, string program, int furtherPorts)
    {
        (this.kind, this.program) = (kind, program);
        this.furtherPorts = [.. Enumerable.Range(0, furtherPorts).Select(_ => FreePorts.Next().ToString(CultureInfo.InvariantCulture))];
    }

    /// <summary>Where it listens on 127.0.0.1.</summary>
    public int Port { get; } = FreePorts.Next();

    /// <summary>Password of its administrator <c>nlsql</c>.</summary>
    public string Password => folder.Password;

    /// <summary>Where the HTTP API of a RabbitMQ listens.</summary>
    public Uri Api => new($"http://127.0.0.1:{furtherPorts[^1]}");

    public static Task<OwnServer> StartPostgresAsync(CancellationToken cancellationToken) => StartAsync(new("postgres", "postgres", 0), cancellationToken);

    public static Task<OwnServer> StartRedisAsync(CancellationToken cancellationToken) => StartAsync(new("redis", "redis-server", 0), cancellationToken);

    /// <summary>RabbitMQ with its HTTP API; the two ports before that are its port mapper's and the one between nodes.</summary>
    public static Task<OwnServer> StartRabbitMqAsync(CancellationToken cancellationToken) => StartAsync(new("rabbitmq", "beam.smp", 3), cancellationToken);

    /// <summary>Starts it with the data that it has.</summary>
    public async Task StartAgainAsync(CancellationToken cancellationToken) =>
        process = await ServerProcess.StartAsync(kind, Port, [folder.For(kind), folder.PasswordFile, .. furtherPorts], cancellationToken, durable: true);

    /// <summary>Kills it without a word.</summary>
    public async Task KillAsync()
    {
        Signal("KILL");
        if (process is not null)
            await process.DisposeAsync();
        process = null;
    }

    /// <summary>Stops the time for it; its connections stay.</summary>
    public void Freeze() => Signal("STOP");

    /// <summary>Lets it go on.</summary>
    public void Thaw() => Signal("CONT");

    /// <summary>Runs rabbitmqctl for this RabbitMQ.</summary>
    public async Task RunRabbitMqCtlAsync(CancellationToken cancellationToken, params string[] arguments)
    {
        var start = new ProcessStartInfo("/usr/lib/rabbitmq/bin/rabbitmqctl", ["-n", "nlsql@localhost", .. arguments]) { RedirectStandardOutput = true, RedirectStandardError = true };
        (start.Environment["HOME"], start.Environment["ERL_EPMD_PORT"]) = (folder.For(kind), furtherPorts[0]);
        using var control = Process.Start(start)!;
        var said = await control.StandardError.ReadToEndAsync(cancellationToken);
        await control.WaitForExitAsync(cancellationToken);
        if (control.ExitCode != 0)
            throw new InvalidOperationException($"rabbitmqctl {string.Join(' ', arguments)}: {said}");
    }

    public async ValueTask DisposeAsync()
    {
        Thaw();
        if (process is not null)
            await process.DisposeAsync();
        folder.Dispose();
    }

    private static async Task<OwnServer> StartAsync(OwnServer server, CancellationToken cancellationToken)
    {
        await server.StartAgainAsync(cancellationToken);
        return server;
    }

    private void Signal(string signal)
    {
        // One command for all of them; some may have ended by themselves meanwhile, which it says on its error stream.
        var ids = (process?.ProcessesNamed(program) ?? []).Select(id => id.ToString(CultureInfo.InvariantCulture));
        using var kill = Process.Start(new ProcessStartInfo("kill", [$"-{signal}", .. ids]) { RedirectStandardError = true })!;
        kill.WaitForExit();
    }
}
