using System.CommandLine;
using NlSql.Cli.Output;
using NlSql.Query.Plugins;
using NlSql.SemanticModel.Reading;

namespace NlSql.Cli.Commands;

/// <summary><c>nlsql plugin validate</c>: reads plugins as the registry does, and needs no running system.</summary>
internal static class PluginValidateCommand
{
    public static Command Create()
    {
        var folder = new Argument<DirectoryInfo?>("folder")
        {
            Description = "The folder of a plugin, or one that holds plugins; plugins/ when left out.",
            Arity = ArgumentArity.ZeroOrOne,
        };
        var command = new Command("validate", "Check the files of plugins, and print every problem with its line.") { folder };
        command.SetAction(parse => Run(parse.GetValue(folder)?.FullName, parse.InvocationConfiguration.Output, parse.InvocationConfiguration.Error));
        return command;
    }

    private static int Run(string? folder, TextWriter output, TextWriter error)
    {
        if ((folder ?? PluginFolders.Root()) is not { } root)
        {
            error.WriteLine("There is no folder plugins/ here or above. Name a plugin's folder.");
            return ExitStatus.Error;
        }

        if (!Directory.Exists(root))
        {
            error.WriteLine($"There is no folder {root}.");
            return ExitStatus.Error;
        }

        var folders = PluginFolders.In(root);
        if (folders.Count == 0)
        {
            error.WriteLine($"There is no plugin in {PluginFolders.Shown(root)}.");
            return ExitStatus.Error;
        }

        // All of them, whatever the first ones hold.
        return folders.Select(f => Check(f, output, error)).ToList().Max();
    }

    private static int Check(string folder, TextWriter output, TextWriter error)
    {
        PluginSource source;
        try
        {
            source = PluginSource.FromFolder(folder);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            error.WriteLine($"{PluginFolders.Shown(folder)} could not be read: {e.Message}");
            return ExitStatus.Error;
        }

        var reading = PluginSqlChecker.Read(source);
        foreach (var problem in reading.Problems)
        {
            var hint = problem.Hint is null ? "" : $" ({problem.Hint})";
            output.WriteLine(Printable.Line(
                $"{PluginFolders.Shown(Path.Combine(folder, problem.File))}:{problem.Line}:{problem.Column}: {problem.Code}: {problem.Message}{hint}"));
        }

        output.WriteLine(reading.Problems.Count == 0 ? $"{source.Id}: no problems" : $"{source.Id}: {reading.Problems.Count} problem(s)");
        return reading.Problems.Count == 0 ? ExitStatus.Done : ExitStatus.Error;
    }
}
