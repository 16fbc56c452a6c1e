using System.ClientModel;
using System.Diagnostics;
using Microsoft.Extensions.AI;
using Microsoft.Extensions.Options;
using Polly;
using CallOptions = Microsoft.Extensions.AI.ChatOptions;

namespace NlSql.Chat.LanguageModel.Endpoint;

/// <summary>The endpoint of the language model. A call that fails is an outcome: questions are answered without it.</summary>
internal sealed class ModelEndpoint : IDisposable
{
    /// <summary>The source of its traces and metrics.</summary>
    public const string Telemetry = "NlSql.Chat.LanguageModel";

    private const long MaximumReplyBytes = 1024 * 1024;
    private readonly LanguageModelOptions settings;
    private readonly ILogger<ModelEndpoint> logger;
    private readonly ModelConnection connection;
    private readonly IChatClient client;
    private readonly ResiliencePipeline<ChatResponse> pipeline;
    private volatile bool refusesSchema;
    private volatile bool refusesStream;

    public ModelEndpoint(IOptions<LanguageModelOptions> options, TimeProvider clock, ILogger<ModelEndpoint> logger)
    {
        (settings, this.logger) = (options.Value, logger);
        connection = new ModelConnection(settings, settings.TimeoutSeconds, MaximumReplyBytes);
        pipeline = CallPipeline.Build<ChatResponse>(settings, settings.TimeoutSeconds, clock);
        client = new OpenAI.Chat.ChatClient(settings.Model ?? "none", connection.Key, connection.Options).AsIChatClient().AsBuilder()
            .UseOpenTelemetry(sourceName: Telemetry, configure: telemetry => telemetry.EnableSensitiveData = settings.KeepTexts)
            .Build();
    }

    /// <summary>Calls the model once; with a schema where it is given and the endpoint takes it.</summary>
    public Task<ModelReply> AskAsync(IReadOnlyList<ChatMessage> messages, ChatResponseFormatJson? schema, CancellationToken cancellationToken) =>
        AskAsync(messages, () => CompleteAsync(messages, schema, cancellationToken), cancellationToken);

    /// <summary>Calls the model once and hands its reply on as it comes.</summary>
    /// <param name="messages">The prompt.</param>
    /// <param name="take">Takes the next piece of text; false ends the reply there.</param>
    /// <param name="cancellationToken">Ends the call.</param>
    public Task<ModelReply> StreamAsync(IReadOnlyList<ChatMessage> messages, Func<string, bool> take, CancellationToken cancellationToken) =>
        AskAsync(messages, () => StreamedAsync(messages, take, cancellationToken), cancellationToken);

    private async Task<ModelReply> AskAsync(IReadOnlyList<ChatMessage> messages, Func<Task<ChatResponse>> call, CancellationToken cancellationToken)
    {
        var started = Stopwatch.GetTimestamp();
        try
        {
            var response = await call();
            return new ModelReply(response.Text, Used(response, messages))
            {
                IsCut = response.FinishReason == ChatFinishReason.Length,
                Milliseconds = Stopwatch.GetElapsedTime(started).TotalMilliseconds,
            };
        }
        catch (Exception exception) when (!cancellationToken.IsCancellationRequested)
        {
            // Whatever an endpoint sends may break the reading of it, in ways that the client library does not list.
            Log.CallFailed(logger, exception.GetType().Name, (exception as ClientResultException)?.Status ?? 0);
            return ModelReply.Failed(CallPipeline.Of(exception), messages) with { Milliseconds = Stopwatch.GetElapsedTime(started).TotalMilliseconds };
        }
    }

    public void Dispose()
    {
        client.Dispose();
        connection.Dispose();
    }

    private async Task<ChatResponse> CompleteAsync(IReadOnlyList<ChatMessage> messages, ChatResponseFormatJson? schema, CancellationToken cancellationToken)
    {
        var usesSchema = schema is not null && settings.JsonSchema && !refusesSchema;
        try
        {
            return await CallAsync(messages, usesSchema ? schema : null, cancellationToken);
        }
        catch (ClientResultException exception) when (usesSchema && IsRefusal(exception))
        {
            var response = await CallAsync(messages, null, cancellationToken);
            // Only now is it known that the schema was what it refused.
            refusesSchema = true;
            Log.SchemaRefused(logger);
            return response;
        }
    }

    private async Task<ChatResponse> CallAsync(IReadOnlyList<ChatMessage> messages, ChatResponseFormatJson? schema, CancellationToken cancellationToken)
    {
        var options = new CallOptions
        {
            MaxOutputTokens = settings.ReplyTokens,
            ResponseFormat = schema,
        };
        return await pipeline.CallAsync(token => client.GetResponseAsync(messages, options, token), cancellationToken);
    }

    private async Task<ChatResponse> StreamedAsync(IReadOnlyList<ChatMessage> messages, Func<string, bool> take, CancellationToken cancellationToken)
    {
        if (!refusesStream)
        {
            try
            {
                return await StreamAnywayAsync(messages, take, cancellationToken);
            }
            catch (ClientResultException exception) when (IsRefusal(exception))
            {
                refusesStream = true;
            }
        }

        var whole = await CallAsync(messages, null, cancellationToken);
        take(whole.Text);
        return whole;
    }

    private async Task<ChatResponse> StreamAnywayAsync(IReadOnlyList<ChatMessage> messages, Func<string, bool> take, CancellationToken cancellationToken)
    {
        List<ChatResponseUpdate> updates = [];
        return await pipeline.CallAsync(
            async token =>
            {
                updates.Clear();
                try
                {
                    await foreach (var update in client.GetStreamingResponseAsync(messages, new CallOptions { MaxOutputTokens = settings.ReplyTokens }, token))
                    {
                        updates.Add(update);
                        if (update.Text.Length > 0 && !take(update.Text))
                            break;
                    }
                }
                catch (Exception exception) when (updates.Any(u => u.Text.Length > 0))
                {
                    // Half of it was handed on; from the beginning it would be another reply.
                    throw new InterruptedReplyException(exception);
                }

                return updates.ToChatResponse();
            },
            cancellationToken);
    }

    private static bool IsRefusal(ClientResultException exception) => exception.Status is 400 or 404 or 415 or 422 or 501;

    // An endpoint that does not count is counted here: a budget must not depend on it.
    private static TokenCount Used(ChatResponse response, IReadOnlyList<ChatMessage> messages) => new(
        response.Usage?.InputTokenCount ?? messages.Sum(m => TokenCount.Estimate(m.Text)),
        response.Usage?.OutputTokenCount ?? TokenCount.Estimate(response.Text));
}
