using Microsoft.Extensions.Configuration;

namespace Aspire.Hosting;

public interface IDistributedApplicationBuilder
{
    string AppHostDirectory { get; }

    ConfigurationManager Configuration { get; }

    DistributedApplication Build();
}

internal sealed class DistributedApplicationBuilder : IDistributedApplicationBuilder
{
    public DistributedApplicationBuilder(string[] args)
    {
        Configuration.AddInMemoryCollection();
        Configuration.AddJsonFile(Path.Combine(AppHostDirectory, "appsettings.json"), optional: true);
        Configuration.AddEnvironmentVariables();
        Configuration.AddCommandLine(args);
    }

    public string AppHostDirectory { get; } = FindAppHostDirectory();

    public ConfigurationManager Configuration { get; } = new();

    public List<ProcessResource> Resources { get; } = [];

    public DistributedApplication Build() => new(Resources, Path.GetFullPath(Path.Combine(AppHostDirectory, "..")));

    private static string FindAppHostDirectory()
    {
        for (var folder = new DirectoryInfo(AppContext.BaseDirectory); folder is not null; folder = folder.Parent)
            if (File.Exists(Path.Combine(folder.FullName, "AppHost.cs")))
                return folder.FullName;
        throw new DirectoryNotFoundException("The AppHost runs from its build inside the repository.");
    }
}

/// <summary>The calls of Aspire.Hosting that AppHost.cs makes on the builder, with Aspire's names and parameters.</summary>
public static class DistributedApplicationBuilderExtensions
{
    public static IResourceBuilder<ProjectResource> AddProject(this IDistributedApplicationBuilder builder, string name, string projectPath) =>
        builder.Add(new ProjectResource(name, Path.GetFullPath(Path.Combine(builder.AppHostDirectory, projectPath))));

    public static IResourceBuilder<ExecutableResource> AddExecutable(
        this IDistributedApplicationBuilder builder, string name, string command, string workingDirectory, params string[]? args)
    {
        var resource = new ExecutableResource(name, command, Path.GetFullPath(Path.Combine(builder.AppHostDirectory, workingDirectory)));
        resource.Arguments.AddRange(args ?? []);
        return builder.Add(resource);
    }

    public static IResourceBuilder<ContainerResource> AddContainer(this IDistributedApplicationBuilder builder, string name, string image, string tag) =>
        builder.Add(new ContainerResource(name, $"{image}:{tag}"));

    /// <summary>A connection string from the configuration section ConnectionStrings.</summary>
    public static IResourceBuilder<IResourceWithConnectionString> AddConnectionString(
        this IDistributedApplicationBuilder builder, string name, string? environmentVariableName = null) =>
        new ResourceBuilder<IResourceWithConnectionString>(
            new ConnectionStringResource(name, () => builder.Configuration.GetConnectionString(name)));

    private static ResourceBuilder<T> Add<T>(this IDistributedApplicationBuilder builder, T resource)
        where T : ProcessResource
    {
        ((DistributedApplicationBuilder)builder).Resources.Add(resource);
        return new ResourceBuilder<T>(resource);
    }
}
