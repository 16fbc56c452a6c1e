using System.CommandLine;
using NlSql.Cli.Gateway;

namespace NlSql.Cli.Commands;

/// <summary><c>nlsql ask</c>: a question, and its answer as text.</summary>
internal static class AskCommand
{
    public static Command Create()
    {
        var question = new Argument<string>("question") { Description = "The question, in quotes." };
        var plugin = new Option<string?>("--plugin") { Description = $"The plugin; without it the dataset's own, or {AnswerOptions.DefaultPlugin}.", HelpName = "id" };
        var dataset = new Option<Guid?>("--dataset") { Description = "The dataset; without it the newest of the plugin.", HelpName = "id" };
        var asOf = AnswerOptions.AsOf();
        var sql = AnswerOptions.Sql();
        var json = AnswerOptions.Json();
        var gateway = GatewayOption.Create();
        var command = new Command("ask", "Ask a question over a dataset.") { question, plugin, dataset, asOf, sql, json, gateway };
        command.SetAction(async (parse, cancellationToken) =>
        {
            using var client = parse.Connect(gateway);
            if (client is null)
                return ExitStatus.Error;
            var datasetId = parse.GetValue(dataset);
            var request = new AskRequest(
                parse.GetValue(question)!,
                parse.GetValue(plugin) ?? (datasetId is null ? AnswerOptions.DefaultPlugin : null),
                datasetId,
                parse.GetValue(asOf));
            return (await client.AskAsync(request, cancellationToken)).Show(parse, parse.GetValue(json), parse.GetValue(sql));
        });
        return command;
    }
}
