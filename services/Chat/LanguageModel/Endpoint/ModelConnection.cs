using System.ClientModel;
using System.ClientModel.Primitives;
using OpenAI;

namespace NlSql.Chat.LanguageModel.Endpoint;

/// <summary>The way to an endpoint: its address, key and transport.</summary>
internal sealed class ModelConnection : IDisposable
{
    private readonly HttpClient http;

    /// <summary>Opens the way.</summary>
    /// <param name="settings">Where to.</param>
    /// <param name="timeoutSeconds">Seconds that a call may take.</param>
    /// <param name="maximumBytes">Bytes of a reply at most.</param>
    public ModelConnection(LanguageModelOptions settings, int timeoutSeconds, long maximumBytes)
    {
        // A redirect would carry the key to wherever it points.
        http = new HttpClient(new BoundedReplies(maximumBytes)
        {
            InnerHandler = new SocketsHttpHandler { AllowAutoRedirect = false, PooledConnectionLifetime = TimeSpan.FromMinutes(2) },
        })
        { Timeout = Timeout.InfiniteTimeSpan };
        var key = settings.ApiKey is { Length: > 0 } given ? given : "none";
        Key = new ApiKeyCredential(key);
        Options = new OpenAIClientOptions
        {
            Endpoint = settings.Endpoint,
            Transport = new HttpClientPipelineTransport(http),
            RetryPolicy = new ClientRetryPolicy(0),
            NetworkTimeout = TimeSpan.FromSeconds(timeoutSeconds),
        };
        if (settings.Provider == ModelProvider.Azure)
            Options.AddPolicy(new KeyHeader(key), PipelinePosition.PerCall);
    }

    public ApiKeyCredential Key { get; }

    public OpenAIClientOptions Options { get; }

    public void Dispose() => http.Dispose();

    /// <summary>Azure's key, in the header that it reads it from.</summary>
    private sealed class KeyHeader(string key) : PipelinePolicy
    {
        public override void Process(PipelineMessage message, IReadOnlyList<PipelinePolicy> pipeline, int currentIndex)
        {
            message.Request.Headers.Set("api-key", key);
            ProcessNext(message, pipeline, currentIndex);
        }

        public override ValueTask ProcessAsync(PipelineMessage message, IReadOnlyList<PipelinePolicy> pipeline, int currentIndex)
        {
            message.Request.Headers.Set("api-key", key);
            return ProcessNextAsync(message, pipeline, currentIndex);
        }
    }
}
