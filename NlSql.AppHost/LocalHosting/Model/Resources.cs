// The resource types of Aspire.Hosting that AppHost.cs names, each with what the stand-in needs to run it.
namespace Aspire.Hosting.ApplicationModel;

public interface IResource
{
    string Name { get; }
}

public interface IResourceWithEnvironment : IResource;

public interface IResourceWithArgs : IResource;

public interface IResourceWithEndpoints : IResource;

public interface IResourceWithServiceDiscovery : IResourceWithEndpoints;

public interface IResourceWithWaitSupport : IResource;

public interface IResourceWithConnectionString : IResource
{
    string? ConnectionString { get; }
}

public interface IResourceBuilder<out T>
    where T : IResource
{
    T Resource { get; }
}

internal sealed record ResourceBuilder<T>(T Resource) : IResourceBuilder<T>
    where T : IResource;

internal sealed class ConnectionStringResource(string name, Func<string?> read) : IResourceWithConnectionString
{
    public string Name => name;

    public string? ConnectionString => read();
}

/// <summary>Anything that runs as a process.</summary>
public abstract class ProcessResource(string name) : IResourceWithEnvironment, IResourceWithArgs, IResourceWithEndpoints, IResourceWithWaitSupport
{
    public string Name { get; } = name;

    internal Dictionary<string, Func<string?>> Environment { get; } = [];

    internal List<string> Arguments { get; } = [];

    internal List<Wait> Waits { get; } = [];

    internal Endpoint? Endpoint { get; set; }

    /// <summary>Path that answers 200 when the resource is healthy; without one it is healthy when it runs.</summary>
    internal string? HealthPath { get; set; }

    /// <summary>The command line and the folder to run it in.</summary>
    internal abstract Launch Launch();
}

public sealed class ProjectResource(string name, string projectFile) : ProcessResource(name), IResourceWithServiceDiscovery
{
    // The build output beside our own: the same configuration and framework.
    internal override Launch Launch()
    {
        var folder = Path.GetDirectoryName(projectFile)!;
        var ours = new DirectoryInfo(AppContext.BaseDirectory);
        var program = Path.Combine(folder, "bin", ours.Parent!.Name, ours.Name, Path.GetFileNameWithoutExtension(projectFile) + ".dll");
        return new Launch("dotnet", [program, .. Arguments], folder);
    }
}

public sealed class ExecutableResource(string name, string command, string workingDirectory) : ProcessResource(name)
{
    internal override Launch Launch() => new(command, [.. Arguments], workingDirectory);
}

/// <summary>A container, run in the foreground by the docker command.</summary>
public class ContainerResource(string name, string image) : ProcessResource(name)
{
    internal List<string> Volumes { get; } = [];

    internal override Launch Launch()
    {
        List<string> arguments = ["run", "--rm", "--name", "nlsql-" + Name];
        if (Endpoint is { } endpoint)
            arguments.AddRange(["--publish", $"127.0.0.1:{endpoint.Port}:{endpoint.TargetPort}"]);
        foreach (var volume in Volumes)
            arguments.AddRange(["--volume", volume]);
        // Names only: docker takes the values from its own environment, so that no secret stands in a command line.
        foreach (var variable in Environment.Keys)
            arguments.AddRange(["--env", variable]);
        return new Launch("docker", [.. arguments, image, .. Arguments], AppContext.BaseDirectory);
    }
}

internal sealed record Launch(string Command, IReadOnlyList<string> Arguments, string Folder);

internal sealed record Endpoint(int Port, int TargetPort)
{
    public string Url => $"http://127.0.0.1:{Port}";
}

internal sealed record Wait(IResource On, WaitKind Kind);

internal enum WaitKind
{
    Started,
    Healthy,
    Completed,
}
