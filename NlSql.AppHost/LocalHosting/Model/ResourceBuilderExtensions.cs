using System.Net;
using System.Net.Sockets;

namespace Aspire.Hosting;

/// <summary>The calls of Aspire.Hosting that AppHost.cs makes on a resource, with Aspire's names and parameters.</summary>
public static class ResourceBuilderExtensions
{
    public static IResourceBuilder<T> WithEnvironment<T>(this IResourceBuilder<T> builder, string name, string? value)
        where T : IResourceWithEnvironment => builder.Change(resource => resource.Environment[name] = () => value);

    public static IResourceBuilder<T> WithArgs<T>(this IResourceBuilder<T> builder, params string[] args)
        where T : IResourceWithArgs => builder.Change(resource => resource.Arguments.AddRange(args));

    public static IResourceBuilder<T> WithVolume<T>(this IResourceBuilder<T> builder, string? name, string target, bool isReadOnly = false)
        where T : ContainerResource
    {
        builder.Resource.Volumes.Add($"{name}:{target}{(isReadOnly ? ":ro" : "")}");
        return builder;
    }

    /// <summary>The process is told its port by <c>ASPNETCORE_URLS</c>; there is no proxy in front of it, so public and own port are the same.</summary>
    public static IResourceBuilder<T> WithHttpEndpoint<T>(
        this IResourceBuilder<T> builder, int? port = null, int? targetPort = null, string? name = null, string? env = null, bool isProxied = true)
        where T : IResourceWithEndpoints => builder.Change(resource =>
    {
        var chosen = port ?? targetPort ?? FreePort();
        resource.Endpoint = new Endpoint(chosen, targetPort ?? chosen);
        resource.Environment[env ?? "ASPNETCORE_URLS"] = () => env is null ? resource.Endpoint.Url : $"{chosen}";
    });

    public static IResourceBuilder<T> WithEndpoint<T>(
        this IResourceBuilder<T> builder, int? port = null, int? targetPort = null, string? scheme = null, string? name = null, string? env = null, bool isProxied = true)
        where T : IResourceWithEndpoints => builder.Change(resource =>
    {
        var chosen = port ?? FreePort();
        resource.Endpoint = new Endpoint(chosen, targetPort ?? chosen);
    });

    /// <summary>Everything listens on loopback here; exposing it is the business of a deployment.</summary>
    public static IResourceBuilder<T> WithExternalHttpEndpoints<T>(this IResourceBuilder<T> builder)
        where T : IResourceWithEndpoints => builder;

    public static IResourceBuilder<T> WithHttpHealthCheck<T>(
        this IResourceBuilder<T> builder, string? path = null, int? statusCode = null, string? endpointName = null)
        where T : IResourceWithEndpoints => builder.Change(resource => resource.HealthPath = path ?? "/");

    public static IResourceBuilder<T> WithReference<T>(this IResourceBuilder<T> builder, IResourceBuilder<IResourceWithServiceDiscovery> source)
        where T : IResourceWithEnvironment => builder.Change(resource =>
    {
        var service = (ProcessResource)source.Resource;
        resource.Environment[$"services__{service.Name}__http__0"] = () => service.Endpoint?.Url;
    });

    public static IResourceBuilder<T> WithReference<T>(
        this IResourceBuilder<T> builder, IResourceBuilder<IResourceWithConnectionString> source, string? connectionName = null, bool optional = false)
        where T : IResourceWithEnvironment => builder.Change(resource =>
        resource.Environment[$"ConnectionStrings__{connectionName ?? source.Resource.Name}"] = () => source.Resource.ConnectionString);

    public static IResourceBuilder<T> WaitFor<T>(this IResourceBuilder<T> builder, IResourceBuilder<IResource> dependency)
        where T : IResourceWithWaitSupport => builder.Change(resource => resource.Waits.Add(new Wait(dependency.Resource, WaitKind.Healthy)));

    public static IResourceBuilder<T> WaitForStart<T>(this IResourceBuilder<T> builder, IResourceBuilder<IResource> dependency)
        where T : IResourceWithWaitSupport => builder.Change(resource => resource.Waits.Add(new Wait(dependency.Resource, WaitKind.Started)));

    public static IResourceBuilder<T> WaitForCompletion<T>(this IResourceBuilder<T> builder, IResourceBuilder<IResource> dependency, int exitCode = 0)
        where T : IResourceWithWaitSupport => builder.Change(resource => resource.Waits.Add(new Wait(dependency.Resource, WaitKind.Completed)));

    private static IResourceBuilder<T> Change<T>(this IResourceBuilder<T> builder, Action<ProcessResource> change)
        where T : IResource
    {
        change((ProcessResource)(object)builder.Resource);
        return builder;
    }

    private static int FreePort()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        return ((IPEndPoint)listener.LocalEndpoint).Port;
    }
}
