using System.CommandLine;
using NlSql.Cli.Gateway;

namespace NlSql.Cli.Commands;

/// <summary><c>nlsql sql</c>: SQL over a dataset, and its answer as text.</summary>
internal static class SqlCommand
{
    public static Command Create()
    {
        var text = new Argument<string>("sql") { Description = "One SELECT, in quotes: docs/asking-in-sql.md." };
        var plugin = new Option<string?>("--plugin") { Description = $"The plugin; without it the dataset's own, or {AnswerOptions.DefaultPlugin}.", HelpName = "id" };
        var dataset = new Option<Guid?>("--dataset") { Description = "The dataset; without it the newest of the plugin.", HelpName = "id" };
        var explain = new Option<bool>("--explain") { Description = "Say what would be run, and run nothing." };
        var asOf = AnswerOptions.AsOf();
        asOf.Description = "The day that current_date is; without it today.";
        var sql = AnswerOptions.Sql();
        var json = AnswerOptions.Json();
        var gateway = GatewayOption.Create();
        var command = new Command("sql", "Run a SELECT over a dataset.") { text, plugin, dataset, explain, asOf, sql, json, gateway };
        command.SetAction(async (parse, cancellationToken) =>
        {
            using var client = parse.Connect(gateway);
            if (client is null)
                return ExitStatus.Error;
            var datasetId = parse.GetValue(dataset);
            var request = new SqlRequest(
                parse.GetValue(text)!,
                parse.GetValue(plugin) ?? (datasetId is null ? AnswerOptions.DefaultPlugin : null),
                datasetId,
                parse.GetValue(asOf));
            var reply = await client.SqlAsync(request, parse.GetValue(explain), cancellationToken);
            return reply.Show(parse, parse.GetValue(json), parse.GetValue(sql) || parse.GetValue(explain));
        });
        return command;
    }
}
