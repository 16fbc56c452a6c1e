using System.CommandLine;
using System.CommandLine.Help;

namespace NlSql.Cli.Commands;

/// <summary>The command line as a whole.</summary>
internal static class NlSqlCommand
{
    private const string Description = """
        Ask questions in plain words over your own data.

          nlsql ask "total revenue last 7 days"
          nlsql ask "revenue by region last month" --sql
          nlsql sql "SELECT region, sum(total_amount) FROM sales GROUP BY region"
          nlsql upload sales sales.csv --name "My shop"
          nlsql plugin new shop --from-csv sales.csv stores.csv
          nlsql plugin validate plugins/retail

        Status on exit: 0 done, 1 error, 2 answered with a question back or with a refusal.
        """;

    public static Command Create() => new("nlsql", Description)
    {
        new HelpOption(),
        AskCommand.Create(),
        QueryCommand.Create(),
        SqlCommand.Create(),
        UploadCommand.Create(),
        DatasetsCommand.Create(),
        new Command("dataset", "Look at the model of a dataset without a plugin, and take it away.") { DatasetModelCommand.Create(), DatasetExportCommand.Create() },
        PluginsCommand.Create(),
        new Command("events", "Look after messages between the services.") { EventsReplayCommand.Create() },
        new Command("plugin", "Work on the files of plugins.") { PluginNewCommand.Create(), PluginValidateCommand.Create(), PluginSchemaCommand.Create() },
    };
}
