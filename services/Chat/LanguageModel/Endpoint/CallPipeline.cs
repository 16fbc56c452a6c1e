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
        var builder = new ResiliencePipelineBuilder<T> { TimeProvider = clock }
            .AddConcurrencyLimiter(options.Concurrency, options.Concurrency * WaitingPerRunning)
            .AddCircuitBreaker(new CircuitBreakerStrategyOptions<T>
            {
                FailureRatio = 0.5,
                MinimumThroughput = 4,
                SamplingDuration = TimeSpan.FromSeconds(30),
                BreakDuration = TimeSpan.FromSeconds(15),
                ShouldHandle = arguments => ValueTask.FromResult(arguments.Outcome.Exception is { } e && (e is TimeoutRejectedException || IsPassing((e as InterruptedReplyException)?.InnerException ?? e))),
            })
            .AddTimeout(TimeSpan.FromSeconds(timeoutSeconds));
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
        ClientResultException or HttpRequestException => ModelFailure.Unavailable,
        _ => ModelFailure.Unreadable,
    };

    private static bool IsPassing(Exception exception) => exception switch
    {
        ClientResultException { Status: 0 or RequestTimeout or TooMany or >= ServerErrors } => true,
        HttpRequestException { HttpRequestError: not HttpRequestError.ConfigurationLimitExceeded } => true,
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
