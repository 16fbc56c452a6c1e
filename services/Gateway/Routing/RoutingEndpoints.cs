using NlSql.ServiceDefaults.Errors;
using Yarp.ReverseProxy.Forwarder;

namespace NlSql.Gateway.Routing;

/// <summary>Sends public routes to their services, and says so when one does not answer.</summary>
internal static class RoutingEndpoints
{
    public static void MapServiceRoutes(this WebApplication app)
    {
        var rates = app.Services.GetRequiredService<CallerRates>();
        app.UseRequestTimeouts();
        app.MapReverseProxy(proxy =>
        {
            proxy.Use(rates.LimitAsync);
            proxy.Use(RefuseLargeBodyAsync);
            proxy.Use(ExplainFailureAsync);
            proxy.UseSessionAffinity();
            proxy.UseLoadBalancing();
        });
    }

    /// <summary>What is announced as too large is refused before anything is sent on.</summary>
    private static async Task RefuseLargeBodyAsync(HttpContext context, RequestDelegate next)
    {
        var limit = context.GetReverseProxyFeature().Route.Config.MaxRequestBodySize;
        if (context.Request.ContentLength > limit)
        {
            await RoutingErrors.BodyTooLarge(limit.Value).ToProblem().ExecuteAsync(context);
            return;
        }

        await next(context);
    }

    private static async Task ExplainFailureAsync(HttpContext context, RequestDelegate next)
    {
        await next(context);
        if (context.GetForwarderErrorFeature() is not { } error || context.Response.HasStarted)
            return;
        var route = context.GetReverseProxyFeature().Route.Config;
        if (FailureOf(error, context.Response.StatusCode, route.ClusterId!, route.MaxRequestBodySize ?? 0) is { } failure)
        {
            context.Response.Clear();
            await failure.ToProblem().ExecuteAsync(context);
        }
    }

    private static Failure? FailureOf(IForwarderErrorFeature error, int status, string service, long limit) => error switch
    {
        { Error: ForwarderError.RequestBodyClient } when status == StatusCodes.Status413PayloadTooLarge => RoutingErrors.BodyTooLarge(limit),
        {
            Error: ForwarderError.NoAvailableDestinations or ForwarderError.Request or ForwarderError.RequestCreation
            or ForwarderError.RequestBodyDestination or ForwarderError.ResponseHeaders or ForwarderError.ResponseBodyDestination
        } =>
            RoutingErrors.ServiceUnavailable(service),
        { Error: ForwarderError.RequestTimedOut or ForwarderError.RequestCanceled } => RoutingErrors.ServiceTimedOut(service),
        _ => null,
    };
}
