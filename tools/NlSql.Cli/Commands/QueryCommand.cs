using System.CommandLine;
using System.Text.Json;
using NlSql.Cli.Gateway;

namespace NlSql.Cli.Commands;

/// <summary><c>nlsql query</c>: a semantic query, and its answer as text.</summary>
internal static class QueryCommand
{
    public static Command Create()
    {
        var query = new Argument<JsonElement>("query")
        {
            Description = "The semantic query as JSON, in quotes: docs/semantic-query.md.",
            CustomParser = result =>
            {
                try
                {
                    return JsonElement.Parse(result.Tokens[0].Value);
                }
                catch (JsonException e)
                {
                    result.AddError($"The query is no JSON: {e.Message}");
                    return default;
                }
            },
        };
        var plugin = new Option<string?>("--plugin") { Description = $"The plugin; without it the dataset's own, or {AnswerOptions.DefaultPlugin}.", HelpName = "id" };
        var dataset = new Option<Guid?>("--dataset") { Description = "The dataset; without it the newest of the plugin.", HelpName = "id" };
        var explain = new Option<bool>("--explain") { Description = "Say what would be run, and run nothing." };
        var asOf = AnswerOptions.AsOf();
        var sql = AnswerOptions.Sql();
        var json = AnswerOptions.Json();
        var gateway = GatewayOption.Create();
        var command = new Command("query", "Run a semantic query over a dataset.") { query, plugin, dataset, explain, asOf, sql, json, gateway };
        command.SetAction(async (parse, cancellationToken) =>
        {
            using var client = parse.Connect(gateway);
            if (client is null)
                return ExitStatus.Error;
            var datasetId = parse.GetValue(dataset);
            var request = new QueryRequest(
                parse.GetValue(query),
                parse.GetValue(plugin) ?? (datasetId is null ? AnswerOptions.DefaultPlugin : null),
                datasetId,
                parse.GetValue(asOf));
            var reply = await client.QueryAsync(request, parse.GetValue(explain), cancellationToken);
            return reply.Show(parse, parse.GetValue(json), parse.GetValue(sql) || parse.GetValue(explain));
        });
        return command;
    }
}
