using System.CommandLine;
using NlSql.Cli.Output;

namespace NlSql.Cli.Commands;

/// <summary><c>nlsql dataset model</c>: what was drafted from the data of a dataset, and what only its owner knows.</summary>
internal static class DatasetModelCommand
{
    public static Command Create()
    {
        var id = new Argument<Guid>("id") { Description = "The dataset, as nlsql datasets lists it." };
        var gateway = GatewayOption.Create();
        var command = new Command("model", "Show the model of a dataset without a plugin.") { id, gateway };
        command.SetAction(async (parse, cancellationToken) =>
        {
            using var client = parse.Connect(gateway);
            if (client is null)
                return ExitStatus.Error;
            var reply = await client.ModelAsync(parse.GetValue(id), cancellationToken);
            if (reply.Body is not { } model)
                return reply.Report(parse.InvocationConfiguration.Error);
            ModelText.Write(model, parse.InvocationConfiguration.Output);
            return ExitStatus.Done;
        });
        return command;
    }
}
