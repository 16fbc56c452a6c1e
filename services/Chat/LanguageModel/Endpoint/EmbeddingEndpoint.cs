using System.ClientModel;
using System.Diagnostics;
using Microsoft.Extensions.AI;
using Microsoft.Extensions.Options;
using Polly;

namespace NlSql.Chat.LanguageModel.Endpoint;

/// <summary>The endpoint of the embedding model. A call that fails is an outcome: questions are compared by their words.</summary>
internal sealed class EmbeddingEndpoint : IDisposable
{
    private const long MaximumReplyBytes = 8 * 1024 * 1024;
    private readonly ILogger<EmbeddingEndpoint> logger;
    private readonly ModelConnection connection;
    private readonly IEmbeddingGenerator<string, Embedding<float>> client;
    private readonly ResiliencePipeline<GeneratedEmbeddings<Embedding<float>>> pipeline;

    public EmbeddingEndpoint(IOptions<LanguageModelOptions> options, TimeProvider clock, ILogger<EmbeddingEndpoint> logger)
    {
        var settings = options.Value;
        this.logger = logger;
        connection = new ModelConnection(settings, settings.EmbeddingTimeoutSeconds, MaximumReplyBytes);
        pipeline = CallPipeline.Build<GeneratedEmbeddings<Embedding<float>>>(settings, settings.EmbeddingTimeoutSeconds, clock);
        client = new OpenAI.Embeddings.EmbeddingClient(settings.EmbeddingModel ?? "none", connection.Key, connection.Options).AsIEmbeddingGenerator().AsBuilder()
            .UseOpenTelemetry(sourceName: ModelEndpoint.Telemetry)
            .Build();
    }

    /// <summary>The vectors of some texts, in their order.</summary>
    public async Task<EmbeddingReply> EmbedAsync(IReadOnlyList<string> texts, CancellationToken cancellationToken)
    {
        var started = Stopwatch.GetTimestamp();
        try
        {
            var made = await pipeline.CallAsync(token => client.GenerateAsync(texts, cancellationToken: token), cancellationToken);
            var tokens = made.Usage?.InputTokenCount ?? texts.Sum(t => (long)TokenCount.Estimate(t));
            return new([.. made.Select(e => e.Vector.ToArray())], tokens) { Milliseconds = Stopwatch.GetElapsedTime(started).TotalMilliseconds };
        }
        catch (Exception exception) when (!cancellationToken.IsCancellationRequested)
        {
            // Whatever an endpoint sends may break the reading of it, in ways that the client library does not list.
            Log.EmbeddingFailed(logger, exception.GetType().Name, (exception as ClientResultException)?.Status ?? 0);
            return new([], 0) { Milliseconds = Stopwatch.GetElapsedTime(started).TotalMilliseconds };
        }
    }

    public void Dispose()
    {
        client.Dispose();
        connection.Dispose();
    }
}

/// <summary>What came of one call of the embedding model.</summary>
/// <param name="Vectors">A vector for each text; none when the call failed.</param>
/// <param name="Tokens">What the call used, as the endpoint says, else estimated.</param>
internal sealed record EmbeddingReply(IReadOnlyList<float[]> Vectors, long Tokens)
{
    /// <summary>Milliseconds that the caller waited.</summary>
    public double Milliseconds { get; init; }
}
