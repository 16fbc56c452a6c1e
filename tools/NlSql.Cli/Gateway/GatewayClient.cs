using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Text.Json;
using System.Text.Json.Serialization;
using NlSql.Cli.Output;

namespace NlSql.Cli.Gateway;

/// <summary>The gateway's routes that the tool uses. A failure, foreseen or not, is one text for the user.</summary>
internal sealed class GatewayClient : IDisposable
{
    private const int LargestAnswer = 64 << 20;

    // Beyond the gateway's own limits, so that its explanation arrives first.
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(3);
    private static readonly TimeSpan UploadPatience = TimeSpan.FromMinutes(31);

    private static readonly JsonSerializerOptions Json = new(JsonSerializerDefaults.Web)
    {
        PropertyNamingPolicy = JsonNamingPolicy.SnakeCaseLower,
        DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
    };

    private readonly Uri address;
    private readonly HttpClient http;

    /// <param name="address">Where the gateway is.</param>
    /// <param name="key">An API key or token; null where none is needed.</param>
    public GatewayClient(Uri address, string? key = null)
    {
        this.address = address;
        http = new HttpClient(new SocketsHttpHandler { UseProxy = !address.IsLoopback })
        {
            BaseAddress = address,
            Timeout = Timeout.InfiniteTimeSpan,
            MaxResponseContentBufferSize = LargestAnswer,
        };
        if (!string.IsNullOrWhiteSpace(key))
            http.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", key.Trim());
    }

    public async Task<Reply<Answer>> AskAsync(AskRequest request, CancellationToken cancellationToken)
    {
        using var message = new HttpRequestMessage(HttpMethod.Post, "chat") { Content = JsonContent.Create(request, options: Json) };
        return await SendAsync<Answer>(message, Patience, cancellationToken);
    }

    public async Task<Reply<Answer>> QueryAsync(QueryRequest request, bool explain, CancellationToken cancellationToken)
    {
        using var message = new HttpRequestMessage(HttpMethod.Post, explain ? "query?explain=true" : "query") { Content = JsonContent.Create(request, options: Json) };
        return await SendAsync<Answer>(message, Patience, cancellationToken);
    }

    public async Task<Reply<Answer>> SqlAsync(SqlRequest request, bool explain, CancellationToken cancellationToken)
    {
        using var message = new HttpRequestMessage(HttpMethod.Post, explain ? "sql?explain=true" : "sql") { Content = JsonContent.Create(request, options: Json) };
        return await SendAsync<Answer>(message, Patience, cancellationToken);
    }

    public async Task<Reply<Replayed>> ReplayAsync(string queue, CancellationToken cancellationToken)
    {
        using var message = new HttpRequestMessage(HttpMethod.Post, $"events/{Uri.EscapeDataString(queue)}/replay");
        return await SendAsync<Replayed>(message, Patience, cancellationToken);
    }

    public async Task<Reply<DatasetPage>> DatasetsAsync(string? plugin, CancellationToken cancellationToken)
    {
        var query = plugin is null ? "" : $"?plugin_id={Uri.EscapeDataString(plugin)}";
        using var message = new HttpRequestMessage(HttpMethod.Get, $"datasets{query}");
        return await SendAsync<DatasetPage>(message, Patience, cancellationToken);
    }

    public async Task<Reply<DatasetModel>> ModelAsync(Guid dataset, CancellationToken cancellationToken)
    {
        using var message = new HttpRequestMessage(HttpMethod.Get, $"datasets/{dataset:D}/model");
        return await SendAsync<DatasetModel>(message, Patience, cancellationToken);
    }

    /// <summary>The model as a plugin's folder, zipped.</summary>
    public async Task<Reply<byte[]>> ExportAsync(Guid dataset, string plugin, CancellationToken cancellationToken)
    {
        using var message = new HttpRequestMessage(HttpMethod.Get, $"datasets/{dataset:D}/model/export?plugin_id={Uri.EscapeDataString(plugin)}");
        return await SendAsync(message, Patience, async (content, stop) => new Reply<byte[]>(await content.ReadAsByteArrayAsync(stop), "", null), cancellationToken);
    }

    public async Task<Reply<PluginPage>> PluginsAsync(CancellationToken cancellationToken)
    {
        using var message = new HttpRequestMessage(HttpMethod.Get, "plugins");
        return await SendAsync<PluginPage>(message, Patience, cancellationToken);
    }

    /// <summary>Sends the file as it is read from disk. Fields come first: the server reads the form in its order.</summary>
    public Task<Reply<Upload>> UploadAsync(
        string table, FileInfo file, string plugin, IEnumerable<KeyValuePair<string, string>> fields, CancellationToken cancellationToken) =>
        SendFileAsync<Upload>(table, file, plugin, fields, cancellationToken);

    /// <summary>Sends the file and does not wait until it is loaded.</summary>
    public Task<Reply<Job>> StartUploadAsync(
        string table, FileInfo file, string plugin, IEnumerable<KeyValuePair<string, string>> fields, CancellationToken cancellationToken) =>
        SendFileAsync<Job>(table, file, plugin, fields.Prepend(new("async", "true")), cancellationToken);

    /// <summary>How far an upload is.</summary>
    public async Task<Reply<Job>> JobAsync(Guid job, CancellationToken cancellationToken)
    {
        using var message = new HttpRequestMessage(HttpMethod.Get, $"jobs/{job:D}");
        return await SendAsync<Job>(message, Patience, cancellationToken);
    }

    private async Task<Reply<T>> SendFileAsync<T>(
        string table, FileInfo file, string plugin, IEnumerable<KeyValuePair<string, string>> fields, CancellationToken cancellationToken)
        where T : class
    {
        FileStream content;
        try
        {
            content = file.OpenRead();
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            return new Reply<T>(null, "", $"{file.Name} could not be read: {e.Message}");
        }

        using var form = new MultipartFormDataContent();
        foreach (var (name, value) in fields)
            form.Add(new StringContent(value), name);
        form.Add(new StreamContent(content) { Headers = { ContentType = new MediaTypeHeaderValue("text/csv") } }, "file", file.Name);
        using var message = new HttpRequestMessage(HttpMethod.Post, $"upload/{Uri.EscapeDataString(table)}") { Content = form };
        if (!message.Headers.TryAddWithoutValidation("x-plugin", plugin))
            return new Reply<T>(null, "", "--plugin holds characters that no plugin's id has.");
        return await SendAsync<T>(message, UploadPatience, cancellationToken);
    }

    public void Dispose() => http.Dispose();

    private Task<Reply<T>> SendAsync<T>(HttpRequestMessage message, TimeSpan patience, CancellationToken cancellationToken)
        where T : class => SendAsync(
        message,
        patience,
        async (content, stop) =>
        {
            var text = await content.ReadAsStringAsync(stop);
            return JsonSerializer.Deserialize<T>(text, Json) is { } body ? new Reply<T>(body, text, null) : Fail<T>(Foreign);
        },
        cancellationToken);

    private async Task<Reply<T>> SendAsync<T>(
        HttpRequestMessage message, TimeSpan patience, Func<HttpContent, CancellationToken, Task<Reply<T>>> read, CancellationToken cancellationToken)
        where T : class
    {
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        limit.CancelAfter(patience);
        try
        {
            using var response = await http.SendAsync(message, limit.Token);
            return response.IsSuccessStatusCode
                ? await read(response.Content, limit.Token)
                : Fail<T>(Refusal(await response.Content.ReadAsStringAsync(limit.Token)) ?? $"{Shown} answered with status {(int)response.StatusCode} and no explanation.");
        }
        catch (HttpRequestException e) when (e.HttpRequestError is HttpRequestError.ConnectionError or HttpRequestError.NameResolutionError)
        {
            return Fail<T>($"No gateway answers at {Shown}. Is the system running? ./nlsql up starts it; --gateway names another address.");
        }
        catch (Exception e) when (e is HttpRequestException or IOException)
        {
            return Fail<T>($"The connection to {Shown} broke off: {e.Message}");
        }
        catch (JsonException)
        {
            return Fail<T>(Foreign);
        }
        catch (OperationCanceledException) when (!cancellationToken.IsCancellationRequested)
        {
            return Fail<T>($"{Shown} did not answer within {patience.TotalMinutes} minutes.");
        }
    }

    private string Shown => address.AbsoluteUri.TrimEnd('/');

    private string Foreign => $"What answers at {Shown} does not answer as this system's gateway does.";

    private static Reply<T> Fail<T>(string why)
        where T : class => new(null, "", why);

    // RFC 9457: what was wrong, its code, and the single problems behind it.
    private static string? Refusal(string text)
    {
        try
        {
            if (JsonSerializer.Deserialize<Problem>(text, Json) is not { } problem || (problem.Detail ?? problem.Title) is not { } what)
                return null;
            var issues = problem.Issues?.Select(i => $"\n  {Printable.Line(i.Message)} ({Printable.Line(i.Code)}){Place(i)}") ?? [];
            return $"{Printable.Line(what)}{(problem.Code is null ? "" : $" ({Printable.Line(problem.Code)})")}{string.Concat(issues)}";
        }
        catch (JsonException)
        {
            return null;
        }
    }

    // Where in the text that was sent, counted from 1 as people do, and what to write instead.
    private static string Place(Issue issue) =>
        (issue is { Start: { } start, Length: > 0 } ? $" at character {start + 1}" : "")
        + (issue.Suggestions is { Count: > 0 } suggestions ? $"; instead: {string.Join(", ", suggestions.Select(Printable.Line))}" : "");
}
