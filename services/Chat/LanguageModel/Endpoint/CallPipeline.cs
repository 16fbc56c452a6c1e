using System.ClientModel;
using System.Globalization;
using Polly;
using Polly.CircuitBreaker;
using Polly.RateLimiting;
using Polly.Retry;
using Polly.Timeout;

namespace NlSql.Chat.LanguageModel.Endpoint;

/// <summary>
/// How calls are made: so many at a time, none while the endpoint keeps failing, none longer than allowed, and those that found it busy
/// or failing once more, when it says so or after a while.
/// </summary>
internal static class CallPipeline
{
    private static readonly ResiliencePropertyKey<CancellationToken> Asker = new("asker");

    private const int WaitingPerRunning = 4;
    private const int RequestTimeout = 408;
    private const int TooMany = 429;
    private const int ServerErrors = 500;
    private static readonly TimeSpan LongestRetryAfter = TimeSpan.FromSeconds(20);

    /// <summary>How calls of one endpoint are made.</summary>
    /// <param name="options">Limits and repetitions.</param>
    /// <param name="timeoutSeconds">Seconds that a call may take, repetitions included.</param>
    /// <param name="clock">The clock.</param>
    public static ResiliencePipeline<T> Build<T>(LanguageModelOptions options, int timeoutSeconds, TimeProvider clock)
    {
        // Waiting for a place counts as waiting.
        var builder = new ResiliencePipelineBuilder<T> { TimeProvider = clock }
            .AddTimeout(TimeSpan.FromSeconds(timeoutSeconds))
            .AddConcurrencyLimiter(options.Concurrency, options.Concurrency * WaitingPerRunning)
            .AddCircuitBreaker(new CircuitBreakerStrategyOptions<T>
            {
                FailureRatio = 0.5,
                MinimumThroughput = 4,
                SamplingDuration = TimeSpan.FromSeconds(30),
                BreakDuration = TimeSpan.FromSeconds(15),
                ShouldHandle = arguments => ValueTask.FromResult(arguments.Outcome.Exception is { } e && IsFailing((e as InterruptedReplyException)?.InnerException ?? e, arguments.Context)),
            });
        if (options.Retries > 0)
        {
            builder.AddRetry(new RetryStrategyOptions<T>
            {
                MaxRetryAttempts = options.Retries,
                Delay = TimeSpan.FromMilliseconds(300),
                BackoffType = DelayBackoffType.Exponential,
                UseJitter = true,
                ShouldHandle = arguments => ValueTask.FromResult(arguments.Outcome.Exception is { } e && IsPassing(e) && RetryAfter(e, clock) is not { Ticks: < 0 }),
                DelayGenerator = arguments => ValueTask.FromResult(RetryAfter(arguments.Outcome.Exception, clock)),
            });
        }

        return builder.Build();
    }

    /// <summary>Makes a call.</summary>
    public static async Task<T> CallAsync<T>(this ResiliencePipeline<T> pipeline, Func<CancellationToken, Task<T>> call, CancellationToken cancellationToken)
    {
        var context = ResilienceContextPool.Shared.Get(cancellationToken);
        try
        {
            context.Properties.Set(Asker, cancellationToken);
            return await pipeline.ExecuteAsync(async c => await call(c.CancellationToken), context);
        }
        finally
        {
            ResilienceContextPool.Shared.Return(context);
        }
    }

    /// <summary>Why a call failed; null for a fault that is not the endpoint's.</summary>
    public static ModelFailure Of(Exception exception) => exception switch
    {
        InterruptedReplyException { InnerException: { } cause } => Of(cause),
        TimeoutRejectedException or OperationCanceledException => ModelFailure.TimedOut,
        RateLimiterRejectedException => ModelFailure.Busy,
        BrokenCircuitException => ModelFailure.Unavailable,
        ClientResultException { Status: TooMany } => ModelFailure.Busy,
        ClientResultException { Status: >= 400 and < ServerErrors } => ModelFailure.Refused,
        HttpRequestException { HttpRequestError: HttpRequestError.ConfigurationLimitExceeded } => ModelFailure.Unreadable,
        ClientResultException or HttpRequestException or IOException => ModelFailure.Unavailable,
        _ => ModelFailure.Unreadable,
    };

    // What is cut off is the endpoint's fault unless the asker has left.
    private static bool IsFailing(Exception exception, ResilienceContext context) =>
        exception is OperationCanceledException ? !context.Properties.GetValue(Asker, default).IsCancellationRequested : IsPassing(exception);

    private static bool IsPassing(Exception exception) => exception switch
    {
        ClientResultException { Status: 0 or RequestTimeout or TooMany or >= ServerErrors } => true,
        HttpRequestException { HttpRequestError: not HttpRequestError.ConfigurationLimitExceeded } or IOException => true,
        _ => false,
    };

    // Nobody waits for a minute in front of a question: what the endpoint wants to be left alone for longer is not repeated.
    private static TimeSpan? RetryAfter(Exception? exception, TimeProvider clock)
    {
        if ((exception as ClientResultException)?.GetRawResponse() is not { } response || !response.Headers.TryGetValue("Retry-After", out var text))
            return null;
        TimeSpan? wait = int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var seconds) ? TimeSpan.FromSeconds(seconds)
            : DateTimeOffset.TryParse(text, CultureInfo.InvariantCulture, out var at) ? at - clock.GetUtcNow()
            : null;
        return wait switch
        {
            null => null,
            { Ticks: < 0 } => TimeSpan.Zero,
            { } longer when longer > LongestRetryAfter => TimeSpan.MinValue,
            _ => wait,
        };
    }
}
