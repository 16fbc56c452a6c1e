using System.ComponentModel;
using System.Diagnostics;
using System.Globalization;

namespace NlSql.AppHost.LocalHosting.Running;

/// <summary>
/// A process under eng/supervise.sh. Closing its standard input stops it with all its children; as that also happens when this
/// process dies, nothing is left behind.
/// </summary>
internal sealed class SupervisedProcess : IDisposable
{
    private const int SecondsToStop = 20;

    private readonly Process process;

    public SupervisedProcess(ProcessResource resource, IEnumerable<KeyValuePair<string, string>> environment, string supervisor, ResourceLog log)
    {
        var launch = resource.Launch();
        var start = new ProcessStartInfo("setsid", ["bash", supervisor, SecondsToStop.ToString(CultureInfo.InvariantCulture), launch.Command, .. launch.Arguments])
        {
            WorkingDirectory = launch.Folder,
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        foreach (var (name, value) in environment)
            start.Environment[name] = value;
        foreach (var (name, value) in resource.Environment)
            start.Environment[name] = value();
        process = Process.Start(start) ?? throw new Win32Exception($"{launch.Command} could not be started");
        process.OutputDataReceived += (_, line) => log.Write(line.Data);
        process.ErrorDataReceived += (_, line) => log.Write(line.Data);
        process.BeginOutputReadLine();
        process.BeginErrorReadLine();
    }

    public int Id => process.Id;

    public int ExitCode => process.ExitCode;

    public Task Exited => process.WaitForExitAsync();

    public async Task StopAsync()
    {
        process.StandardInput.Close();
        await process.WaitForExitAsync();
    }

    public void Dispose() => process.Dispose();
}
