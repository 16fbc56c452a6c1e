namespace NlSql.Cli.Commands;

/// <summary>Where plugins lie.</summary>
internal static class PluginFolders
{
    /// <summary>The folder <c>plugins</c>: from where the command is given, then from where the tool lies; both are usually within the repository.</summary>
    public static string? Root() =>
        Above(Directory.GetCurrentDirectory()).Concat(Above(AppContext.BaseDirectory))
            .Select(folder => Path.Combine(folder, "plugins")).FirstOrDefault(Directory.Exists);

    /// <summary>The plugins in a folder: itself when it holds YAML files, otherwise the folders in it.</summary>
    public static IReadOnlyList<string> In(string folder) =>
        Directory.EnumerateFiles(folder).Any(f => Path.GetExtension(f) is ".yaml" or ".yml")
            ? [folder]
            : [.. Directory.EnumerateDirectories(folder).Where(f => !Path.GetFileName(f).StartsWith('.')).Order(StringComparer.Ordinal)];

    /// <summary>A path, as short as an editor or a terminal can still follow.</summary>
    public static string Shown(string path)
    {
        var relative = Path.GetRelativePath(Directory.GetCurrentDirectory(), path);
        return relative.StartsWith("..", StringComparison.Ordinal) ? Path.GetFullPath(path) : relative;
    }

    /// <summary>A folder and all that it lies in.</summary>
    public static IEnumerable<string> Above(string folder)
    {
        for (var at = new DirectoryInfo(folder); at is not null; at = at.Parent)
            yield return at.FullName;
    }
}
