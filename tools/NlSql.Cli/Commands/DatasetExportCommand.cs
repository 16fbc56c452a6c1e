using System.CommandLine;
using System.IO.Compression;
using NlSql.SemanticModel.Reading;

namespace NlSql.Cli.Commands;

/// <summary><c>nlsql dataset export</c>: the model of a dataset as the folder of a plugin.</summary>
internal static class DatasetExportCommand
{
    public static Command Create()
    {
        var id = new Argument<Guid>("id") { Description = "The dataset, as nlsql datasets lists it." };
        var folder = new Argument<string>("folder") { Description = "The folder to make; its name is the plugin's id." };
        var gateway = GatewayOption.Create();
        var command = new Command("export", "Write the model of a dataset as a plugin.") { id, folder, gateway };
        command.SetAction(async (parse, cancellationToken) =>
        {
            using var client = parse.Connect(gateway);
            if (client is null)
                return ExitStatus.Error;
            var (output, error) = (parse.InvocationConfiguration.Output, parse.InvocationConfiguration.Error);
            var target = Path.GetFullPath(Path.TrimEndingDirectorySeparator(parse.GetRequiredValue(folder)));
            if (Path.Exists(target))
            {
                error.WriteLine($"{PluginFolders.Shown(target)} is there already, and nothing is overwritten.");
                return ExitStatus.Error;
            }

            var reply = await client.ExportAsync(parse.GetValue(id), Path.GetFileName(target), cancellationToken);
            if (reply.Body is not { } zip)
                return reply.Report(error);
            try
            {
                Write(zip, target);
            }
            catch (Exception e) when (e is IOException or UnauthorizedAccessException or InvalidDataException)
            {
                error.WriteLine($"{PluginFolders.Shown(target)} could not be written: {e.Message}");
                return ExitStatus.Error;
            }

            output.WriteLine($"{PluginFolders.Shown(target)} is written. nlsql plugin validate checks it; what says \"check\" is yours to decide.");
            return ExitStatus.Done;
        });
        return command;
    }

    // The five files alone, whatever else the answer holds.
    private static void Write(byte[] bytes, string folder)
    {
        using var zip = new ZipArchive(new MemoryStream(bytes));
        Directory.CreateDirectory(folder);
        foreach (var entry in zip.Entries.Where(e => PluginSource.FileNames.Contains(e.Name)))
            entry.ExtractToFile(Path.Combine(folder, entry.Name));
    }
}
