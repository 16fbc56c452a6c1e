using System.Diagnostics;
using NlSql.System.Tests.Asking;
using NlSql.Testing;
using NlSql.Testing.Servers;

namespace NlSql.System.Tests;

/// <summary>
/// The whole system, started by the AppHost as <c>./nlsql up</c> does: six services on free ports, on the test servers, with a
/// database and a data folder of its own. One for all flows: put <c>[Collection&lt;SystemCollection&gt;]</c> on a class and take
/// it in the constructor.
/// </summary>
public class RunningSystem(TestServers servers) : IAsyncLifetime
{
    private static readonly TimeSpan StartsWithin = TimeSpan.FromMinutes(2);

    private const int LinesShown = 60;

    private readonly string dataFolder = Directory.CreateTempSubdirectory("nlsql-system-").FullName;
    private readonly Queue<string?> output = [];
    private Lazy<Task<Guid>>? retail;
    private Process? appHost;
    private TestDatabase? database;
    private TestVirtualHost? virtualHost;

    /// <summary>Talks to the gateway, the one public door.</summary>
    public HttpClient Gateway { get; private set; } = null!;

    /// <summary>The state of every resource by name, as <c>./nlsql status</c> shows it.</summary>
    public IReadOnlyDictionary<string, string> States =>
        File.ReadLines(Path.Combine(dataFolder, "run", "services.tsv")).Select(line => line.Split('\t')).ToDictionary(part => part[0], part => part[1]);

    /// <summary>The owner's connection string, for looking behind the scenes.</summary>
    public virtual string DatabaseConnectionString => database!.ConnectionString;

    private string Output
    {
        get
        {
            lock (output)
                return string.Join('\n', output);
        }
    }

    public virtual async ValueTask InitializeAsync()
    {
        var cancellation = TestContext.Current.CancellationToken;
        var addresses = await ConnectAsync(cancellation);
        // After the servers have taken theirs.
        var port = FreePorts.Next();
        Gateway = new HttpClient { BaseAddress = new Uri($"http://127.0.0.1:{port}") };
        appHost = StartAppHost(port, addresses);
        await WaitUntilHealthyAsync(cancellation);
    }

    public virtual async ValueTask DisposeAsync()
    {
        Gateway.Dispose();
        if (appHost is not null)
        {
            appHost.StandardInput.Close(); // eng/supervise.sh then stops the AppHost as Ctrl-C would
            await appHost.WaitForExitAsync();
            appHost.Dispose();
        }
        var left = ProcessesOfThisSystem();
        if (virtualHost is not null)
            await virtualHost.DisposeAsync();
        if (database is not null)
            await database.DisposeAsync();
        Directory.Delete(dataFolder, recursive: true);
        GC.SuppressFinalize(this);
        if (left.Count > 0)
            throw new InvalidOperationException($"Processes were left behind by the AppHost: {string.Join(", ", left.Select(process => process.ProcessName))}");
    }

    /// <summary>The retail sample data in this system, uploaded when a test first asks for it.</summary>
    public Task<Guid> RetailAsync() => (retail ??= new(() => RetailDataset.UploadAsync(Gateway, CancellationToken.None))).Value;

    /// <summary>Kills the AppHost and nothing else, as an impatient user would.</summary>
    public void KillAppHost() => ProcessOf("NlSql.AppHost.dll")!.Kill();

    /// <summary>Kills a service without warning; the AppHost starts it again. Returns when it runs and is healthy.</summary>
    /// <param name="service">One of <see cref="Contracts.ServiceNames"/>.</param>
    public async Task KillServiceAsync(string service, CancellationToken cancellationToken)
    {
        var program = ProgramOf(service);
        var killed = ProcessOf(program)!;
        killed.Kill();
        while (ProcessOf(program) is not { } again || again.Id == killed.Id || States[service] != "running")
            await Task.Delay(100, cancellationToken);
    }

    /// <summary>Sends a signal to a service: <c>STOP</c>, <c>CONT</c>, <c>KILL</c>.</summary>
    public void Signal(string service, string signal)
    {
        using var kill = Process.Start("kill", [$"-{signal}", $"{ProcessOf(ProgramOf(service))!.Id}"]);
        kill.WaitForExit();
    }

    /// <summary>All processes that this system started, however far down: they inherit its data folder.</summary>
    public IReadOnlyList<Process> ProcessesOfThisSystem() =>
        [.. Process.GetProcesses().Where(process => ReadProc(process, "environ").Contains($"NLSQL_DATA={dataFolder}\0"))];

    private static string ProgramOf(string service) => $"NlSql.{string.Concat(service.Split('-').Select(word => char.ToUpperInvariant(word[0]) + word[1..]))}.dll";

    // dotnet itself, not the supervisor that has its command line as an argument.
    private Process? ProcessOf(string program) =>
        ProcessesOfThisSystem().SingleOrDefault(process => ReadProc(process, "cmdline") is var line
            && line.StartsWith("dotnet\0", StringComparison.Ordinal) && line.Contains($"/{program}\0", StringComparison.Ordinal));

    private static string ReadProc(Process process, string file)
    {
        try
        {
            return File.ReadAllText($"/proc/{process.Id}/{file}");
        }
        catch (IOException)
        {
            return ""; // ended meanwhile
        }
        catch (UnauthorizedAccessException)
        {
            return ""; // another user's
        }
    }

    /// <summary>Where the services find their servers.</summary>
    protected virtual async Task<ServerAddresses> ConnectAsync(CancellationToken cancellationToken)
    {
        database = await servers.CreateDatabaseAsync(cancellationToken);
        virtualHost = await servers.CreateVirtualHostAsync(cancellationToken);
        return new ServerAddresses(database.ConnectionString, await servers.CreateRedisDatabaseAsync(), virtualHost.Uri.ToString());
    }

    private Process StartAppHost(int port, ServerAddresses addresses)
    {
        var build = new DirectoryInfo(AppContext.BaseDirectory);
        var program = Path.Combine(RepositoryFolder.Root, "NlSql.AppHost", "bin", build.Parent!.Name, build.Name, "NlSql.AppHost.dll");
        var start = new ProcessStartInfo("bash", [Path.Combine(RepositoryFolder.Root, "eng", "supervise.sh"), "60", "dotnet", program])
        {
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        foreach (var (name, value) in new Dictionary<string, string>
        {
            ["NLSQL_DATA"] = dataFolder,
            ["NLSQL_PORT"] = $"{port}",
            ["ConnectionStrings__nlsql"] = addresses.Postgres,
            ["ConnectionStrings__redis"] = addresses.Redis,
            ["ConnectionStrings__rabbitmq"] = addresses.RabbitMq,
            ["NlSql__KeyFile"] = servers.KeyFile,
            ["DOTNET_ENVIRONMENT"] = "Development",
            // Only Aspire itself reads the rest.
            ["ASPNETCORE_URLS"] = $"http://localhost:{FreePorts.Next()}",
            ["ASPIRE_DASHBOARD_OTLP_ENDPOINT_URL"] = $"http://localhost:{FreePorts.Next()}",
            ["ASPIRE_RESOURCE_SERVICE_ENDPOINT_URL"] = $"http://localhost:{FreePorts.Next()}",
            ["ASPIRE_ALLOW_UNSECURED_TRANSPORT"] = "true",
        })
            start.Environment[name] = value;
        var process = Process.Start(start)!;
        process.OutputDataReceived += Collect;
        process.ErrorDataReceived += Collect;
        process.BeginOutputReadLine();
        process.BeginErrorReadLine();
        return process;
    }

    private void Collect(object sender, DataReceivedEventArgs line)
    {
        lock (output)
        {
            output.Enqueue(line.Data);
            if (output.Count > LinesShown)
                output.Dequeue();
        }
    }

    private async Task WaitUntilHealthyAsync(CancellationToken cancellationToken)
    {
        using var deadline = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        deadline.CancelAfter(StartsWithin);
        while (!await IsHealthyAsync(deadline.Token))
        {
            if (appHost!.HasExited || deadline.IsCancellationRequested)
                throw new InvalidOperationException($"The system did not start. What the AppHost printed last:\n{Output}");
            await Task.WhenAny(appHost.WaitForExitAsync(CancellationToken.None), Task.Delay(250, CancellationToken.None));
        }
    }

    private async Task<bool> IsHealthyAsync(CancellationToken cancellationToken)
    {
        try
        {
            using var answer = await Gateway.GetAsync(new Uri("/health", UriKind.Relative), cancellationToken);
            return answer.IsSuccessStatusCode;
        }
        catch (HttpRequestException)
        {
            return false; // the gateway does not listen yet
        }
        catch (OperationCanceledException)
        {
            return false;
        }
    }
}

/// <summary>Connection strings of the servers that a system works on.</summary>
public sealed record ServerAddresses(string Postgres, string Redis, string RabbitMq);

/// <summary>All flows share one running system.</summary>
[CollectionDefinition]
public sealed class SystemCollection : ICollectionFixture<RunningSystem>;
