using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.DataProtection;
using Microsoft.AspNetCore.Hosting;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Http.Resilience;
using NlSql.ServiceDefaults.Auditing;
using NlSql.ServiceDefaults.Errors;
using NlSql.ServiceDefaults.Health;
using NlSql.ServiceDefaults.Identity;
using NlSql.ServiceDefaults.Messaging;
using NlSql.ServiceDefaults.OpenApi;
using NlSql.ServiceDefaults.Options;
using NlSql.ServiceDefaults.Telemetry;

namespace NlSql.ServiceDefaults;

/// <summary>What every service shares: telemetry, health, resilience, service discovery, problem details, caller identity, JSON.</summary>
public static class ServiceDefaultsExtensions
{
    /// <summary>Registers the shared parts.</summary>
    /// <param name="builder">The host.</param>
    /// <param name="service">The service's name in discovery, traces, queues and the audit trail.</param>
    public static WebApplicationBuilder AddServiceDefaults(this WebApplicationBuilder builder, string service)
    {
        builder.Configuration.AddInMemoryCollection([new("NlSql:Service", service)]);
        StartFailure.ExplainOnExit(service);
        builder.AddTelemetry(service);
        builder.WebHost.ConfigureKestrel(kestrel =>
        {
            kestrel.AddServerHeader = false;
            kestrel.Limits.MaxRequestBodySize = 256 * 1024;
            kestrel.Limits.MaxRequestHeaderCount = 64;
            kestrel.Limits.MaxRequestHeadersTotalSize = 16 * 1024;
            kestrel.Limits.RequestHeadersTimeout = TimeSpan.FromSeconds(10);
        });

        builder.Services.TryAddSingleton(TimeProvider.System);
        builder.Services.AddSingleton(new ServiceInformation(service));
        builder.Services.AddSingleton(services => InstallationKey.Read(services.GetRequiredService<IConfiguration>()));
        builder.Services.AddSingleton<IdentitySigner>();
        builder.Services.AddTransient<ServiceIdentityHandler>();
        builder.Services.AddAuthentication(SignedIdentityHandler.Scheme)
            .AddScheme<AuthenticationSchemeOptions, SignedIdentityHandler>(SignedIdentityHandler.Scheme, null);
        // Deny by default: an endpoint that says nothing still needs a signed caller.
        var authorization = builder.Services.AddAuthorizationBuilder()
            .SetFallbackPolicy(new AuthorizationPolicyBuilder().RequireAuthenticatedUser().Build());
        foreach (var (role, satisfying) in Roles.Satisfying)
            authorization.AddPolicy(role, policy => policy.RequireRole(satisfying));

        // Nothing here is protected by ASP.NET's key ring, so none is written to the machine.
        builder.Services.AddDataProtection().UseEphemeralDataProtectionProvider();
        builder.Services.AddNlSqlProblemDetails();
        builder.Services.ConfigureHttpJsonOptions(options => JsonOptions.Apply(options.SerializerOptions));
        builder.Services.AddHealthChecks();
        builder.Services.AddApiDocument();
        builder.Services.AddServiceDiscovery();
        builder.Services.ConfigureHttpClientDefaults(http =>
        {
            http.AddStandardResilienceHandler(options =>
            {
                options.AttemptTimeout.Timeout = TimeSpan.FromSeconds(5);
                options.TotalRequestTimeout.Timeout = TimeSpan.FromSeconds(15);
                options.Retry.MaxRetryAttempts = 2;
                options.Retry.Delay = TimeSpan.FromMilliseconds(100);
                // A change that got no answer may have happened: only the caller knows whether to repeat it.
                options.Retry.DisableForUnsafeHttpMethods();
            });
            http.AddServiceDiscovery();
        });
        return builder;
    }

    /// <summary>Maps probes and puts error handling and identity before the service's own endpoints.</summary>
    /// <param name="app">The service.</param>
    /// <param name="pages">Whether to map <c>/health</c> and the OpenAPI document; the gateway has its own of both.</param>
    public static WebApplication MapDefaultEndpoints(this WebApplication app, bool pages = true)
    {
        // The gateway has no database, so nothing to record in.
        var messaging = app.Services.GetService<Outbox>() is not null;
        if (messaging)
            app.UseMiddleware<RefusedCalls>();
        app.UseExceptionHandler();
        app.UseStatusCodePages();
        app.UseAuthentication();
        app.UseAuthorization();
        if (messaging)
            app.UseDatasetGrants();
        app.MapProbes();
        if (messaging)
            app.MapEvents();
        if (pages)
        {
            app.MapHealth();
            app.MapApiDocument();
        }

        return app;
    }

    internal static string ServiceNameOf(IHostApplicationBuilder builder) =>
        builder.Configuration["NlSql:Service"] ?? throw new InvalidOperationException("Call AddServiceDefaults first.");
}
