using System.CommandLine;
using System.Globalization;
using NlSql.Cli.Output;

namespace NlSql.Cli.Commands;

/// <summary><c>nlsql datasets</c>: what was uploaded.</summary>
internal static class DatasetsCommand
{
    public static Command Create()
    {
        var plugin = new Option<string?>("--plugin") { Description = "Datasets of this plugin only.", HelpName = "id" };
        var gateway = GatewayOption.Create();
        var command = new Command("datasets", "List datasets, newest first.") { plugin, gateway };
        command.SetAction(async (parse, cancellationToken) =>
        {
            using var client = parse.Connect(gateway);
            if (client is null)
                return ExitStatus.Error;
            var (output, error) = (parse.InvocationConfiguration.Output, parse.InvocationConfiguration.Error);
            var reply = await client.DatasetsAsync(parse.GetValue(plugin), cancellationToken);
            if (reply.Body is not { } page)
                return reply.Report(error);
            if (page.Items.Count == 0)
            {
                output.WriteLine("There are no datasets. nlsql upload makes one.");
                return ExitStatus.Done;
            }

            var table = new TextTable([new("id"), new("name"), new("plugin"), new("version", Right: true), new("rows", Right: true), new("published")]);
            foreach (var item in page.Items)
            {
                table.Add(
                    $"{item.DatasetId:D}", item.Name, item.PluginId ?? "", $"{item.Version}", $"{item.Rows}",
                    item.PublishedAt.ToString("yyyy-MM-dd HH:mm 'UTC'", CultureInfo.InvariantCulture));
            }

            table.Write(output);
            if (page.NextCursor is not null)
                output.WriteLine("There are more; these are the newest.");
            return ExitStatus.Done;
        });
        return command;
    }
}
