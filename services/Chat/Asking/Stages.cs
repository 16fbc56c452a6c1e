using System.Diagnostics;
using System.Diagnostics.Metrics;

namespace NlSql.Chat.Asking;

/// <summary>Measures the stages of one question: milliseconds for the answer, spans and a histogram for operators.</summary>
/// <param name="tell">Takes what happens meanwhile, by name: each stage at its end, and what a stage has to say; null for nobody.</param>
internal sealed class Stages(Action<string, object>? tell = null)
{
    public static readonly ActivitySource Source = new("NlSql.Chat");
    private static readonly Meter Meter = new("NlSql.Chat");
    private static readonly Histogram<double> Duration = Meter.CreateHistogram<double>("nlsql.chat.stage.duration", "ms", "Time per stage of a question");

    private readonly Dictionary<string, double> timings = [];
    private readonly long started = Stopwatch.GetTimestamp();

    /// <summary>Milliseconds by stage, in the order in which they first ended; a stage that ran several times has the sum.</summary>
    public IReadOnlyDictionary<string, double> Timings => timings;

    /// <summary>Milliseconds since the question arrived.</summary>
    public double TotalMs => Round(Stopwatch.GetElapsedTime(started));

    /// <summary>Whether somebody listens.</summary>
    public bool IsHeard => tell is not null;

    /// <summary>Says something to whoever listens.</summary>
    public void Tell(string name, object data) => tell?.Invoke(name, data);

    /// <summary>Runs one stage.</summary>
    public async Task<T> RunAsync<T>(string stage, Func<Task<T>> work)
    {
        using var activity = Source.StartActivity($"ask {stage}");
        var begin = Stopwatch.GetTimestamp();
        try
        {
            return await work();
        }
        finally
        {
            Finish(stage, begin);
        }
    }

    /// <summary>Runs one stage that does no I/O.</summary>
    public T Run<T>(string stage, Func<T> work)
    {
        using var activity = Source.StartActivity($"ask {stage}");
        var begin = Stopwatch.GetTimestamp();
        var result = work();
        Finish(stage, begin);
        return result;
    }

    private void Finish(string stage, long begin)
    {
        var elapsed = Stopwatch.GetElapsedTime(begin);
        lock (timings)
            timings[stage] = Math.Round(timings.GetValueOrDefault(stage) + elapsed.TotalMilliseconds, 2);
        Duration.Record(elapsed.TotalMilliseconds, new KeyValuePair<string, object?>("stage", stage));
        Tell("stage", new { stage, ms = Round(elapsed) });
    }

    private static double Round(TimeSpan elapsed) => Math.Round(elapsed.TotalMilliseconds, 2);
}
