using System.CommandLine;
using NlSql.Cli.Output;

namespace NlSql.Cli.Commands;

/// <summary><c>nlsql upload</c>: a CSV file becomes a new version of a dataset.</summary>
internal static class UploadCommand
{
    public static Command Create()
    {
        var table = new Argument<string>("table") { Description = "The plugin's table that the rows belong to." };
        var file = new Argument<FileInfo>("file") { Description = "The CSV file, plain or compressed." };
        file.AcceptExistingOnly();
        var plugin = new Option<string>("--plugin") { Description = "The plugin that describes the table.", HelpName = "id", DefaultValueFactory = _ => "retail" };
        var dataset = new Option<Guid?>("--dataset") { Description = "The dataset to make a new version of; without it a new dataset.", HelpName = "id" };
        var name = new Option<string?>("--name") { Description = "Name of a new dataset; without it the file's." };
        var mode = new Option<string>("--mode") { Description = "Whether the rows replace the table's or are added to them.", DefaultValueFactory = _ => "replace" };
        mode.AcceptOnlyFromAmong("replace", "append");
        var onError = new Option<string>("--on-error") { Description = "Whether a bad row rejects the file or is left out.", DefaultValueFactory = _ => "reject" };
        onError.AcceptOnlyFromAmong("reject", "skip");
        var later = new Option<bool>("--async") { Description = "Load the file after it is sent, and show how far that is. Ctrl-C leaves it running." };
        var gateway = GatewayOption.Create();
        var command = new Command("upload", "Upload a CSV file into a table.") { table, file, plugin, dataset, name, mode, onError, later, gateway };
        command.SetAction(async (parse, cancellationToken) =>
        {
            using var client = parse.Connect(gateway);
            if (client is null)
                return ExitStatus.Error;
            List<KeyValuePair<string, string>> fields = [new("mode", parse.GetValue(mode)!), new("on_error", parse.GetValue(onError)!)];
            if (parse.GetValue(dataset) is { } datasetId)
                fields.Add(new("dataset_id", $"{datasetId:D}"));
            if (parse.GetValue(name) is { } datasetName)
                fields.Add(new("dataset_name", datasetName));
            var (output, error) = (parse.InvocationConfiguration.Output, parse.InvocationConfiguration.Error);
            if (parse.GetValue(later))
                return await FollowJob.ExecuteAsync(client, await client.StartUploadAsync(parse.GetValue(table)!, parse.GetValue(file)!, parse.GetValue(plugin)!, fields, cancellationToken), output, error, cancellationToken);
            var reply = await client.UploadAsync(parse.GetValue(table)!, parse.GetValue(file)!, parse.GetValue(plugin)!, fields, cancellationToken);
            if (reply.Body is not { } upload)
                return reply.Report(error);
            UploadText.Write(upload, output);
            return ExitStatus.Done;
        });
        return command;
    }
}
