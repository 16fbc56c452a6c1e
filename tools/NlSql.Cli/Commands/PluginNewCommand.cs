using System.CommandLine;
using System.Text;
using NlSql.Cli.Csv;
using NlSql.Cli.Output;
using NlSql.Drafting.Models;
using NlSql.Drafting.Writing;
using NlSql.Query.Plugins;
using NlSql.SemanticModel.Reading;

namespace NlSql.Cli.Commands;

/// <summary><c>nlsql plugin new</c>: drafts a plugin from CSV files.</summary>
internal static class PluginNewCommand
{
    private const int MostTables = 50;

    public static Command Create()
    {
        var id = new Argument<string>("id") { Description = "The plugin's id: lower-case letters, digits and underscores." };
        var files = new Option<string[]>("--from-csv")
        {
            Description = "The CSV files, one for each table, plain or compressed.",
            HelpName = "files",
            Required = true,
            AllowMultipleArgumentsPerToken = true,
        };
        var folder = new Option<string?>("--out") { Description = "The folder to make; plugins/<id> when left out.", HelpName = "folder" };
        var name = new Option<string?>("--name") { Description = "Name for people; made from the id when left out." };
        var command = new Command("new", "Draft a plugin from CSV files.") { id, files, folder, name };
        command.SetAction(parse =>
        {
            var (output, error) = (parse.InvocationConfiguration.Output, parse.InvocationConfiguration.Error);
            var given = parse.GetValue(id)!;
            var target = parse.GetValue(folder) ?? Path.Combine(PluginFolders.Root() ?? "plugins", given);
            return Run(new Wish(given, parse.GetValue(name), Path.TrimEndingDirectorySeparator(Path.GetFullPath(target)), parse.GetValue(files)!), output, error);
        });
        return command;
    }

    private sealed record Wish(string Id, string? Name, string Folder, IReadOnlyList<string> Files);

    private static int Run(Wish wish, TextWriter output, TextWriter error)
    {
        if (Objection(wish) is { } objection)
        {
            error.WriteLine(objection);
            return ExitStatus.Error;
        }

        try
        {
            var profiles = wish.Files.Select(CsvTable.Profile).ToList();
            var names = wish.Files.Select(f => Path.GetFileName(f)).ToList();
            var origin = names.Count <= 5 ? string.Join(", ", names) : $"{string.Join(", ", names.Take(4))} and {names.Count - 4} more";
            var identity = new DraftIdentity(wish.Id, wish.Name ?? Title(wish.Id), $"Drafted from {origin}.");
            var draft = ModelDrafter.Draft(identity, profiles);
            var texts = PluginWriter.Write(draft, origin, Schemas(wish.Folder));
            var reading = PluginSqlChecker.Read(new PluginSource(wish.Id, texts.ToDictionary(t => t.Key, t => Encoding.UTF8.GetBytes(t.Value))));
            if (reading.Model is not { } model)
                return Refuse(reading, error);
            if (StarterQuestions.Problems(model) is { Count: > 0 } problems)
                return Refuse(problems, error);
            Write(wish.Folder, texts);
            DraftText.Write(draft, profiles, PluginFolders.Shown(wish.Folder), output);
            return ExitStatus.Done;
        }
        catch (CsvProblem problem)
        {
            error.WriteLine(Printable.Line(problem.Message));
            return ExitStatus.Error;
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            error.WriteLine($"{wish.Folder} could not be written: {e.Message}");
            return ExitStatus.Error;
        }
    }

    private static string? Objection(Wish wish)
    {
        if (Path.GetFileName(wish.Folder) != wish.Id)
            return $"The folder of a plugin has its id as its name; {PluginFolders.Shown(wish.Folder)} does not end with '{wish.Id}'.";
        if (Directory.Exists(wish.Folder) || File.Exists(wish.Folder))
            return $"{PluginFolders.Shown(wish.Folder)} is there already, and nothing is overwritten. Choose another id, or take it away.";
        if (wish.Files.Count > MostTables)
            return $"These are {wish.Files.Count} files; a plugin may have {MostTables} tables.";
        return wish.Files.GroupBy(f => CsvTable.NameOf(f).ToLowerInvariant()).FirstOrDefault(g => g.Count() > 1) is { } twice
            ? $"'{twice.Key}' is there twice: each file is one table."
            : null;
    }

    private static int Refuse(PluginReading reading, TextWriter error) =>
        Refuse([.. reading.Problems.Select(p => p.ToString())], error);

    private static int Refuse(IReadOnlyList<string> problems, TextWriter error)
    {
        error.WriteLine("The draft has problems, so nothing was written:");
        foreach (var problem in problems)
            error.WriteLine(Printable.Line(problem));
        return ExitStatus.Error;
    }

    // Under another name first: a plugin that is half there must never be seen.
    private static void Write(string folder, IReadOnlyDictionary<string, string> texts)
    {
        var parent = Path.GetDirectoryName(folder)!;
        Directory.CreateDirectory(parent);
        var draft = Path.Combine(parent, $".{Path.GetFileName(folder)}.draft");
        if (Directory.Exists(draft))
            Directory.Delete(draft, recursive: true);
        Directory.CreateDirectory(draft);
        foreach (var (name, text) in texts)
            File.WriteAllText(Path.Combine(draft, name), text);
        Directory.Move(draft, folder);
    }

    private static string? Schemas(string folder) =>
        PluginFolders.Above(folder).Select(f => Path.Combine(f, "docs", "schemas")).FirstOrDefault(Directory.Exists) is { } schemas
            ? Path.GetRelativePath(folder, schemas).Replace('\\', '/')
            : null;

    private static string Title(string id) => id.Length == 0 ? id : char.ToUpperInvariant(id[0]) + id[1..].Replace('_', ' ');
}
