using System.Net;
using System.Net.Http.Json;
using System.Text;
using System.Text.Json;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using NlSql.ServiceDefaults.Errors;
using NlSql.Testing.Servers;
using Npgsql;

namespace NlSql.ServiceDefaults.Tests.Errors;

/// <summary>Whatever goes wrong, the answer has one shape, and nothing of the inside shows.</summary>
public sealed class ProblemTests(TestServers servers) : IAsyncLifetime
{
    private TestService? service;

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync() => service = await TestService.StartAsync(
        [new("NlSql:KeyFile", servers.KeyFile)],
        map: app =>
        {
            app.MapGet("/failure", () => new Failure(FailureKind.Unprocessable, "probe.too-odd", "Too odd.")
            {
                Issues = [new FailureIssue("probe.word", "Which one?") { Start = 3, Length = 4, Suggestions = ["this"] }],
                RetryAfterSeconds = 7,
            }.ToProblem()).AllowAnonymous();
            app.MapGet("/bug", string () => throw new InvalidOperationException("secret 42")).AllowAnonymous();
            app.MapGet("/database", string () => throw new PostgresException("value \"GLOB\" leaked", "ERROR", "ERROR", "22007")).AllowAnonymous();
            app.MapGet("/database-down", string () => throw new NpgsqlException("host db-1 refused", new System.Net.Sockets.SocketException())).AllowAnonymous();
            app.MapGet("/read-only", string () => throw new PostgresException("x", "ERROR", "ERROR", "25006")).AllowAnonymous();
            app.MapGet("/full", string () => throw new PostgresException("x", "ERROR", "ERROR", "53100")).AllowAnonymous();
            app.MapPost("/json", (Body body) => body.Count).AllowAnonymous();
        });

    public async ValueTask DisposeAsync() => await service!.DisposeAsync();

    [Theory]
    [InlineData("/failure", 422, "probe.too-odd")]
    [InlineData("/bug", 500, "service.failed")]
    [InlineData("/database", 500, "service.failed")]
    [InlineData("/database-down", 503, "storage.unavailable")]
    [InlineData("/read-only", 503, "storage.read-only")]
    [InlineData("/full", 507, "storage.full")]
    public async Task Answer_Failing_HasTheOneShape(string path, int status, string code)
    {
        foreach (var accept in new[] { "application/json", "text/event-stream", "text/csv" })
        {
            using var request = new HttpRequestMessage(HttpMethod.Get, path);
            request.Headers.TryAddWithoutValidation("Accept", accept);
            using var response = await service!.Client.SendAsync(request, Cancellation);

            var text = await response.Content.ReadAsStringAsync(Cancellation);
            Assert.Equal((status, "application/problem+json"), ((int)response.StatusCode, response.Content.Headers.ContentType?.MediaType));
            var problem = JsonElement.Parse(text);
            Assert.Equal($"urn:nlsql:problem:{code}", problem.GetProperty("type").GetString());
            Assert.Equal(code, problem.GetProperty("code").GetString());
            Assert.Equal(path, problem.GetProperty("instance").GetString());
            Assert.Equal(status, problem.GetProperty("status").GetInt32());
            Assert.NotEmpty(problem.GetProperty("title").GetString()!);
            Assert.Matches("^[0-9a-f]{32}$", problem.GetProperty("trace_id").GetString());
            foreach (var secret in new[] { "secret", "GLOB", "db-1", "Exception" })
                Assert.DoesNotContain(secret, text, StringComparison.Ordinal);
        }
    }

    [Fact]
    public async Task Answer_FailureWithIssuesAndRetry_CarriesThem()
    {
        using var response = await service!.Client.GetAsync(new Uri("/failure", UriKind.Relative), Cancellation);

        var issue = (await response.Content.ReadFromJsonAsync<JsonElement>(Cancellation)).GetProperty("issues")[0];
        Assert.Equal((3, "this"), (issue.GetProperty("start").GetInt32(), issue.GetProperty("suggestions")[0].GetString()));
        Assert.Equal(TimeSpan.FromSeconds(7), response.Headers.RetryAfter?.Delta);
    }

    [Theory]
    [InlineData("{", "application/json", 400, "request.malformed")]
    [InlineData("{\"count\": \"many\"}", "application/json", 400, "request.malformed")]
    [InlineData("", "application/json", 400, "request.malformed")]
    public async Task Post_UnreadableBody_IsExplained(string body, string type, int status, string code)
    {
        using var response = await service!.Client.PostAsync(new Uri("/json", UriKind.Relative), new StringContent(body, Encoding.UTF8, type), Cancellation);

        Assert.Equal(status, (int)response.StatusCode);
        var problem = await response.Content.ReadFromJsonAsync<JsonElement>(Cancellation);
        Assert.Equal(code, problem.GetProperty("code").GetString());
        Assert.NotEmpty(problem.GetProperty("detail").GetString()!);
    }

    [Fact]
    public async Task Post_TooLarge_Is413()
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, "/json") { Content = new ByteArrayContent(new byte[(256 * 1024) + 1]) };
        request.Content.Headers.ContentType = new("application/json");
        request.Headers.ExpectContinue = true;

        using var response = await service!.Client.SendAsync(request, Cancellation);

        Assert.Equal(HttpStatusCode.RequestEntityTooLarge, response.StatusCode);
        Assert.Equal("request.too-large", (await response.Content.ReadFromJsonAsync<JsonElement>(Cancellation)).GetProperty("code").GetString());
    }

    private sealed record Body(int Count);
}
