using System.CommandLine;
using NlSql.SemanticModel.Reading;
using NlSql.SemanticModel.Schemas;

namespace NlSql.Cli.Commands;

/// <summary><c>nlsql plugin schema</c>: the JSON Schema by which an editor completes and checks a file of a plugin.</summary>
internal static class PluginSchemaCommand
{
    public static Command Create()
    {
        var file = new Argument<string>("file") { Description = $"The file: {string.Join(", ", PluginSource.FileNames)}, with or without the ending." };
        var command = new Command("schema", "Print the JSON Schema of a plugin's file.") { file };
        command.SetAction(parse =>
        {
            if (PluginSchemas.Of(parse.GetValue(file)!) is not { } schema)
            {
                parse.InvocationConfiguration.Error.WriteLine($"A plugin has no such file. It has {string.Join(", ", PluginSource.FileNames)}.");
                return ExitStatus.Error;
            }

            parse.InvocationConfiguration.Output.Write(schema);
            return ExitStatus.Done;
        });
        return command;
    }
}
