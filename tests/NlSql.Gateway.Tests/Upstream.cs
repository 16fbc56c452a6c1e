using System.Collections.Concurrent;
using System.Security.Cryptography;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using NlSql.Contracts.Messages;
using NlSql.ServiceDefaults;
using NlSql.ServiceDefaults.Identity;

namespace NlSql.Gateway.Tests;

/// <summary>A service behind the gateway that says what reached it. It checks the signed identity as every service does.</summary>
internal sealed class Upstream(WebApplication app) : IAsyncDisposable
{
    private readonly TaskCompletionSource flooded = new();

    /// <summary>What Audit was told by the gateway.</summary>
    public ConcurrentQueue<ReportedEvent> Reported { get; } = [];

    /// <summary>Done when the reader of an endless answer has gone.</summary>
    public Task FloodEnded => flooded.Task;

    /// <summary>Whether Audit takes nothing at the moment.</summary>
    public bool AuditIsAway { get; set; }

    public string Address => app.Services.GetRequiredService<IServer>().Features.Get<IServerAddressesFeature>()!.Addresses.Single();

    public static async Task<Upstream> StartAsync(string keyFile)
    {
        var builder = WebApplication.CreateBuilder();
        builder.Logging.ClearProviders();
        builder.Configuration.AddInMemoryCollection([new("urls", "http://127.0.0.1:0"), new("NlSql:KeyFile", keyFile)]);
        builder.AddServiceDefaults("upstream");
        builder.WebHost.ConfigureKestrel(kestrel => kestrel.Limits.MaxRequestBodySize = null);
        var app = builder.Build();
        app.MapDefaultEndpoints(pages: false);
        app.MapGet("/health", () => TypedResults.Ok(new { status = "healthy" })).AllowAnonymous();
        var asked = 0;
        app.MapGet("/openapi/v1.json", () => TypedResults.Text(DocumentOf(Interlocked.Increment(ref asked)), "application/json")).RequireAuthorization("service");
        app.MapGet("/plugins", () => TypedResults.Ok(new { plugins = new[] { "a", "b" } })).RequireAuthorization();
        var ended = new TaskCompletionSource();
        app.MapGet("/jobs/slow/events", context => StreamAsync(context.Response, ended.Task)).RequireAuthorization();
        app.MapDelete("/jobs/slow", ended.SetResult).RequireAuthorization();
        app.MapFallback(EchoAsync).RequireAuthorization();
        var upstream = new Upstream(app);
        app.MapGet("/jobs/flood/events", upstream.FloodAsync).RequireAuthorization();
        app.MapPost("/internal/entries", upstream.Report).RequireAuthorization(Roles.Service);
        await app.StartAsync(TestContext.Current.CancellationToken);
        return upstream;
    }

    public async ValueTask DisposeAsync() => await app.DisposeAsync();

    private async Task FloodAsync(HttpContext context)
    {
        var line = new byte[64 * 1024];
        try
        {
            while (true)
                await context.Response.Body.WriteAsync(line, context.RequestAborted);
        }
        catch (Exception e) when (e is OperationCanceledException or IOException)
        {
            flooded.TrySetResult();
        }
    }

    private IResult Report(ReportedEvent[] events)
    {
        if (AuditIsAway)
            return TypedResults.StatusCode(StatusCodes.Status503ServiceUnavailable);
        foreach (var reported in events)
            Reported.Enqueue(reported);
        return TypedResults.NoContent();
    }

    /// <summary>The document of one of the services: all have the same paths, and a schema of the same name that is another thing in each.</summary>
    private static string DocumentOf(int service) => $$"""
        {
          "openapi": "3.1.1",
          "paths": {
            "/chat": {
              "post": {
                "tags": ["Chat"],
                "responses": { "200": { "description": "OK", "content": { "application/json": { "schema": { "$ref": "#/components/schemas/Shape" } } } } }
              }
            },
            "/internal/secret": { "get": { "responses": { "200": { "description": "OK" } } } },
            "/secret": { "get": { "responses": { "200": { "description": "OK" } } } }
          },
          "components": { "schemas": { "Shape": { "type": "object", "description": "Number {{service}}." } } }
        }
        """;

    /// <summary>Sends one event, and another when the job is deleted.</summary>
    private static async Task StreamAsync(HttpResponse response, Task ended)
    {
        response.ContentType = "text/event-stream";
        await response.WriteAsync("event: progress\n\n");
        await response.Body.FlushAsync();
        await ended;
        await response.WriteAsync("event: cancelled\n\n");
    }

    private static async Task<IResult> EchoAsync(HttpContext context, Caller caller)
    {
        var (bytes, buffer) = (0L, new byte[64 * 1024]);
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        while (await context.Request.Body.ReadAsync(buffer, context.RequestAborted) is var read and > 0)
        {
            bytes += read;
            hash.AppendData(buffer, 0, read);
        }

        return TypedResults.Ok(new Echo(
            context.Request.Method,
            context.Request.Path + context.Request.QueryString,
            caller.TenantId,
            caller.Role,
            bytes,
            Convert.ToHexStringLower(hash.GetHashAndReset()),
            caller.Datasets,
            context.Request.Headers.Where(h => h.Key != IdentitySigner.Header).ToDictionary(h => h.Key.ToLowerInvariant(), h => h.Value.ToString())));
    }
}

/// <summary>What reached a service.</summary>
internal sealed record Echo(string Method, string Target, string Tenant, string Role, long Bytes, string Sha256, IReadOnlyList<Guid>? Datasets, Dictionary<string, string> Headers);
