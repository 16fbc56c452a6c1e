using System.Globalization;
using NlSql.Cli.Gateway;
using NlSql.Cli.Output;

namespace NlSql.Cli.Commands;

/// <summary>Shows how far an upload is until it has ended.</summary>
internal static class FollowJob
{
    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(500);

    public static async Task<int> ExecuteAsync(GatewayClient client, Reply<Job> reply, TextWriter output, TextWriter error, CancellationToken cancellationToken)
    {
        for (var shown = ""; ; reply = await client.JobAsync(reply.Body!.JobId, cancellationToken))
        {
            if (reply.Body is not { } job)
                return reply.Report(error);
            if (job.Result is { } upload)
            {
                UploadText.Write(upload, output);
                return ExitStatus.Done;
            }

            if (job.Problem is { } problem)
            {
                error.WriteLine($"{Printable.Line(problem.Detail ?? job.State)}{(problem.Code is null ? "" : $" ({Printable.Line(problem.Code)})")}");
                foreach (var issue in problem.Issues ?? [])
                    error.WriteLine($"  {Printable.Line(issue.Message)} ({Printable.Line(issue.Code)})");
                return ExitStatus.Error;
            }

            if (LineOf(job) is var line && line != shown)
                error.WriteLine(shown = line);
            await Task.Delay(Pause, cancellationToken);
        }
    }

    private static string LineOf(Job job)
    {
        var share = job.BytesTotal > 0 ? 100 * job.Bytes / job.BytesTotal : 0;
        var left = job.EtaSeconds is { } seconds ? string.Create(CultureInfo.InvariantCulture, $", about {seconds:0} s left") : "";
        return $"Job {job.JobId:D}: {Printable.Line(job.Phase ?? job.State)}, {share} %, {job.Rows} rows{left}";
    }
}
