using Microsoft.Extensions.Options;
using NlSql.SemanticModel.Reading;

namespace NlSql.PluginRegistry.Plugins;

/// <summary>Reads the plugins' files from disk, without looking at what they hold.</summary>
internal sealed class PluginsFolder(IOptions<PluginsOptions> options)
{
    private const int MaxPlugins = 100;

    /// <summary>
    /// The files of every plugin, by name. Hidden folders are skipped: Kubernetes keeps the old and new content of a mounted
    /// configuration in such.
    /// </summary>
    /// <exception cref="IOException">A folder or file could not be read, perhaps because it is being replaced.</exception>
    public IReadOnlyList<PluginSource> Read() =>
    [
        .. Directory.EnumerateDirectories(options.Value.PluginsPath)
            .Where(folder => !Path.GetFileName(folder).StartsWith('.'))
            .Order(StringComparer.Ordinal)
            .Take(MaxPlugins)
            .Select(PluginSource.FromFolder),
    ];
}
