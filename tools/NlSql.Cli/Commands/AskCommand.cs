using System.CommandLine;
using System.Globalization;
using NlSql.Cli.Gateway;
using NlSql.Cli.Output;

namespace NlSql.Cli.Commands;

/// <summary><c>nlsql ask</c>: a question, and its answer as text.</summary>
internal static class AskCommand
{
    private const string DefaultPlugin = "retail";

    public static Command Create()
    {
        var question = new Argument<string>("question") { Description = "The question, in quotes." };
        var plugin = new Option<string?>("--plugin") { Description = $"The plugin; without it the dataset's own, or {DefaultPlugin}.", HelpName = "id" };
        var dataset = new Option<Guid?>("--dataset") { Description = "The dataset; without it the newest of the plugin.", HelpName = "id" };
        var asOf = new Option<DateOnly?>("--as-of")
        {
            Description = "The day that \"last week\" and the like are counted back from.",
            HelpName = "yyyy-mm-dd",
            CustomParser = result =>
            {
                if (DateOnly.TryParseExact(result.Tokens[0].Value, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var day))
                    return day;
                result.AddError("--as-of must be a day such as 2025-12-31.");
                return null;
            },
        };
        var sql = new Option<bool>("--sql") { Description = "Print the SQL that was run, too." };
        var json = new Option<bool>("--json") { Description = "Print the whole answer as JSON and nothing else." };
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
                parse.GetValue(plugin) ?? (datasetId is null ? DefaultPlugin : null),
                datasetId,
                parse.GetValue(asOf));
            var reply = await client.AskAsync(request, cancellationToken);
            var (output, error) = (parse.InvocationConfiguration.Output, parse.InvocationConfiguration.Error);
            if (reply.Body is not { } answer)
                return reply.Report(error);
            if (parse.GetValue(json))
                output.WriteLine(reply.Json);
            else
                AnswerText.Write(answer, parse.GetValue(sql), output);
            return answer.AnswerType is "number" or "table" or "text" ? ExitStatus.Done : ExitStatus.NotAnswered;
        });
        return command;
    }
}
