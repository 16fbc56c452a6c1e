namespace NlSql.Contracts.Messages;

/// <summary>A plugin has a new version, or none any more. Consumers read the model from PluginRegistry.</summary>
/// <param name="PluginId">The plugin.</param>
/// <param name="Version">Hash of its files; null when it is gone.</param>
/// <param name="ChangedAt">When the registry noticed.</param>
public sealed record PluginChanged(string PluginId, string? Version, DateTimeOffset ChangedAt);
