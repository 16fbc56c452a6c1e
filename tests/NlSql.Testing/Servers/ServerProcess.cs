using System.Diagnostics;
using System.Globalization;
using System.Text;

namespace NlSql.Testing.Servers;

/// <summary>
/// One server started from eng/servers/ for this test process alone. It runs under eng/supervise.sh, which stops it when
/// this process ends, however it ends.
/// </summary>
internal sealed class ServerProcess : IAsyncDisposable
{
    private readonly Process process;
    private readonly StringBuilder output = new();

    private ServerProcess(ProcessStartInfo start)
    {
        process = Process.Start(start)!;
        process.OutputDataReceived += Collect;
        process.ErrorDataReceived += Collect;
        process.BeginOutputReadLine();
        process.BeginErrorReadLine();
    }

    /// <param name="kind">postgres, redis or rabbitmq: the name of the script.</param>
    /// <param name="arguments">What the script takes, the port first.</param>
    /// <param name="durable">Whether what was committed survives a kill; without it a server is faster.</param>
    /// <exception cref="InvalidOperationException">The server did not start; the message holds its output.</exception>
    public static async Task<ServerProcess> StartAsync(
        string kind, int port, IEnumerable<string> arguments, CancellationToken cancellationToken, bool durable = false)
    {
        var servers = Path.Combine(RepositoryFolder.Root, "eng", "servers");
        var start = Bash(Path.Combine(RepositoryFolder.Root, "eng", "supervise.sh"));
        start.RedirectStandardInput = true;
        if (!durable)
            start.Environment["NLSQL_DISPOSABLE"] = "1";
        foreach (var argument in (string[])["1", "bash", Path.Combine(servers, kind + ".sh"), $"{port}", .. arguments])
            start.ArgumentList.Add(argument);
        var server = new ServerProcess(start);

        var wait = Bash(Path.Combine(servers, "wait-ready.sh"));
        wait.ArgumentList.Add(kind);
        wait.ArgumentList.Add($"{port}");
        using var waiting = Process.Start(wait)!;
        var ready = waiting.WaitForExitAsync(cancellationToken);
        var ended = server.process.WaitForExitAsync(cancellationToken);
        if (await Task.WhenAny(ready, ended) == ready && waiting.ExitCode == 0)
            return server;

        if (!waiting.HasExited)
            waiting.Kill();
        await server.DisposeAsync();
        throw new InvalidOperationException(
            $"The test server {kind} did not start (./nlsql test installs what is missing). Its output:\n{server.Output}");
    }

    /// <summary>The ids of the processes below this one that run a program.</summary>
    /// <param name="program">Its name as the kernel has it.</param>
    public IReadOnlyList<int> ProcessesNamed(string program)
    {
        var all = Process.GetProcesses().Select(StatusOf).OfType<(int Id, int Parent, string Name)>().ToList();
        var below = new HashSet<int> { process.Id };
        while (all.Where(p => below.Contains(p.Parent) && !below.Contains(p.Id)).Select(p => p.Id).ToList() is { Count: > 0 } children)
            below.UnionWith(children);
        return [.. all.Where(p => below.Contains(p.Id) && p.Name == program).Select(p => p.Id)];
    }

    public async ValueTask DisposeAsync()
    {
        process.StandardInput.Close();
        await process.WaitForExitAsync();
        process.Dispose();
    }

    private string Output
    {
        get
        {
            lock (output)
                return output.ToString();
        }
    }

    // pid (name) state parent …; a name may hold anything, also parentheses.
    private static (int Id, int Parent, string Name)? StatusOf(Process candidate)
    {
        try
        {
            var stat = File.ReadAllText($"/proc/{candidate.Id}/stat");
            var (open, close) = (stat.IndexOf('(', StringComparison.Ordinal), stat.LastIndexOf(')'));
            return (candidate.Id, int.Parse(stat[(close + 2)..].Split(' ')[1], CultureInfo.InvariantCulture), stat[(open + 1)..close]);
        }
        catch (IOException)
        {
            return null; // ended meanwhile
        }
    }

    private static ProcessStartInfo Bash(string script) =>
        new("bash") { ArgumentList = { script }, RedirectStandardOutput = true, RedirectStandardError = true };

    private void Collect(object sender, DataReceivedEventArgs line)
    {
        lock (output)
            output.AppendLine(line.Data);
    }
}
