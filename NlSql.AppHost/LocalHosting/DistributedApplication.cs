using System.Runtime.InteropServices;
using NlSql.AppHost.LocalHosting.Running;

namespace Aspire.Hosting;

/// <summary>Stands in for Aspire's: runs every resource as a process of this machine. See README.md beside this file.</summary>
public sealed class DistributedApplication
{
    private readonly IReadOnlyList<ProcessResource> resources;
    private readonly string root;

    internal DistributedApplication(IReadOnlyList<ProcessResource> resources, string root) => (this.resources, this.root) = (resources, root);

    public static IDistributedApplicationBuilder CreateBuilder(string[] args) => new DistributedApplicationBuilder(args);

    /// <summary>Runs until Ctrl-C or TERM, or until a resource cannot be started; then the exit code is 1.</summary>
    public void Run() => RunAsync().GetAwaiter().GetResult();

    private async Task RunAsync()
    {
        using var stop = new CancellationTokenSource();
        void Stop(PosixSignalContext context)
        {
            context.Cancel = true;
            stop.Cancel();
        }
        using var interrupt = PosixSignalRegistration.Create(PosixSignal.SIGINT, Stop);
        using var terminate = PosixSignalRegistration.Create(PosixSignal.SIGTERM, Stop);
        using var hangUp = PosixSignalRegistration.Create(PosixSignal.SIGHUP, Stop);

        var folders = RunFolders.Open(root);
        var dashboard = Dashboard.Find(root);
        var orchestrator = new Orchestrator(dashboard is null ? resources : [dashboard.Resource, .. resources], dashboard, folders);
        if (!await orchestrator.RunAsync(stop))
            Environment.ExitCode = 1;
    }
}
