using System.Diagnostics;
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
    /// <exception cref="InvalidOperationException">The server did not start; the message holds its output.</exception>
    public static async Task<ServerProcess> StartAsync(string kind, int port, IEnumerable<string> arguments, CancellationToken cancellationToken)
    {
        var servers = Path.Combine(RepositoryFolder.Root, "eng", "servers");
        var start = Bash(Path.Combine(RepositoryFolder.Root, "eng", "supervise.sh"));
        start.RedirectStandardInput = true;
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

    private static ProcessStartInfo Bash(string script) =>
        new("bash") { ArgumentList = { script }, RedirectStandardOutput = true, RedirectStandardError = true };

    private void Collect(object sender, DataReceivedEventArgs line)
    {
        lock (output)
            output.AppendLine(line.Data);
    }
}
