using System.CommandLine;
using NlSql.Cli.Output;

namespace NlSql.Cli.Commands;

/// <summary><c>nlsql plugins</c>: the domains that can be asked about.</summary>
internal static class PluginsCommand
{
    public static Command Create()
    {
        var gateway = GatewayOption.Create();
        var command = new Command("plugins", "List the plugins that are served.") { gateway };
        command.SetAction(async (parse, cancellationToken) =>
        {
            using var client = parse.Connect(gateway);
            if (client is null)
                return ExitStatus.Error;
            var (output, error) = (parse.InvocationConfiguration.Output, parse.InvocationConfiguration.Error);
            var reply = await client.PluginsAsync(cancellationToken);
            if (reply.Body is not { } list)
                return reply.Report(error);
            var table = new TextTable([new("id"), new("name"), new("version"), new("tables"), new("metrics", Right: true), new("questions", Right: true)]);
            foreach (var plugin in list.Plugins)
                table.Add(plugin.Id, plugin.Name, plugin.VersionLabel, string.Join(", ", plugin.Tables), $"{plugin.MetricCount}", $"{plugin.QuestionCount}");
            table.Write(output);
            return ExitStatus.Done;
        });
        return command;
    }
}
