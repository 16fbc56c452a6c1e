using System.Text;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;

namespace NlSql.Cli.Tests;

/// <summary>A server on a free port of this machine that gives its answers in turn, the last one again and again, and keeps the last request.</summary>
internal sealed class FakeGateway : IAsyncDisposable
{
    private readonly WebApplication app;

    private FakeGateway(int status, byte[][] bodies)
    {
        var builder = WebApplication.CreateEmptyBuilder(new WebApplicationOptions());
        builder.WebHost.UseKestrelCore().UseUrls("http://127.0.0.1:0");
        app = builder.Build();
        var answers = 0;
        app.Run(async context =>
        {
            Path = context.Request.Path + context.Request.QueryString;
            Plugin = context.Request.Headers["x-plugin"].ToString();
            Length = context.Request.ContentLength;
            using var reader = new StreamReader(context.Request.Body);
            Body = await reader.ReadToEndAsync(context.RequestAborted);
            context.Response.StatusCode = status;
            context.Response.ContentType = status == 200 ? "application/json" : "application/problem+json";
            await context.Response.Body.WriteAsync(bodies[Math.Min(answers++, bodies.Length - 1)], context.RequestAborted);
        });
    }

    public string Address => app.Urls.Single();

    public string Path { get; private set; } = "";

    public string Plugin { get; private set; } = "";

    public long? Length { get; private set; }

    public string Body { get; private set; } = "";

    public static Task<FakeGateway> StartAsync(string body, int status = 200) => StartAsync(Encoding.UTF8.GetBytes(body), status);

    public static Task<FakeGateway> StartAsync(byte[] body, int status = 200) => StartAsync([body], status);

    public static Task<FakeGateway> StartInTurnAsync(params string[] bodies) => StartAsync([.. bodies.Select(Encoding.UTF8.GetBytes)], 200);

    private static async Task<FakeGateway> StartAsync(byte[][] bodies, int status)
    {
        var gateway = new FakeGateway(status, bodies);
        await gateway.app.StartAsync(TestContext.Current.CancellationToken);
        return gateway;
    }

    public ValueTask DisposeAsync() => app.DisposeAsync();
}
