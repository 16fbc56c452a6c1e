using System.CommandLine;

namespace NlSql.Cli.Commands;

/// <summary><c>nlsql events replay</c>: gives messages that could not be taken another try.</summary>
internal static class EventsReplayCommand
{
    public static Command Create()
    {
        var gateway = GatewayOption.Create();
        var queue = new Argument<string>("queue") { Description = "The queue as the gateway's /health names it, such as audit-audit-recorded." };
        var command = new Command("replay", "Put messages that could not be taken back into their queue, once the cause is mended. Each still has its effect once.") { queue, gateway };
        command.SetAction(async (parse, cancellationToken) =>
        {
            using var client = parse.Connect(gateway);
            if (client is null)
                return ExitStatus.Error;
            var (output, error) = (parse.InvocationConfiguration.Output, parse.InvocationConfiguration.Error);
            var reply = await client.ReplayAsync(NameOf(parse.GetValue(queue)!), cancellationToken);
            if (reply.Body is not { } replayed)
                return reply.Report(error);
            output.WriteLine(replayed.Messages switch
            {
                0 => $"No message waits beside {replayed.Queue}.",
                1 => $"1 message was put back into {replayed.Queue}.",
                var messages => $"{messages} messages were put back into {replayed.Queue}.",
            });
            return ExitStatus.Done;
        });
        return command;
    }

    // Where messages wait is named in /health; the queue itself is meant.
    private static string NameOf(string queue)
    {
        foreach (var kind in (string[])["_error", "_skipped", "_dead"])
        {
            if (queue.EndsWith(kind, StringComparison.Ordinal))
                return queue[..^kind.Length];
        }

        return queue;
    }
}
