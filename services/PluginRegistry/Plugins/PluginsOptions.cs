using System.ComponentModel.DataAnnotations;

namespace NlSql.PluginRegistry.Plugins;

/// <summary>Where plugins are.</summary>
internal sealed class PluginsOptions
{
    /// <summary>The folder that holds a folder for each plugin (<c>NlSql:PluginsPath</c>). No default: the start stops without it.</summary>
    [Required(ErrorMessage = "NlSql:PluginsPath (environment: NlSql__PluginsPath) is not set. It names the folder that holds the plugins.")]
    public string PluginsPath { get; set; } = "";
}
