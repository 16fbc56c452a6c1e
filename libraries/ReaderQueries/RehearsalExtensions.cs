using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using NlSql.Query.Questions;

namespace NlSql.ReaderQueries;

/// <summary>Has a service that understands questions rehearse once it runs, beside the calls that it already answers.</summary>
public static class RehearsalExtensions
{
    /// <summary>Registers the rehearsal.</summary>
    public static IHostApplicationBuilder AddRehearsal(this IHostApplicationBuilder builder)
    {
        builder.Services.AddHostedService<RehearseAtStart>();
        return builder;
    }

    private sealed class RehearseAtStart(IHostApplicationLifetime lifetime, ILogger<RehearseAtStart> logger) : BackgroundService
    {
        // Who asks meanwhile comes first.
        private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(100);

        protected override async Task ExecuteAsync(CancellationToken stoppingToken)
        {
            var started = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
            await using var starts = lifetime.ApplicationStarted.Register(started.SetResult);
            await started.Task.WaitAsync(stoppingToken);
            try
            {
                await Task.Factory.StartNew(() => Rehearsal.Run(stoppingToken, Pause), stoppingToken, TaskCreationOptions.LongRunning, TaskScheduler.Default);
            }
            catch (Exception e) when (!stoppingToken.IsCancellationRequested)
            {
                // A question that is not understood is for those to hear who ask it; it is no reason for the service to end.
                Log.NotRehearsed(logger, e);
            }
        }
    }
}
