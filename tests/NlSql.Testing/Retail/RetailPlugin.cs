using NlSql.SemanticModel.Definitions;
using NlSql.SemanticModel.Reading;

namespace NlSql.Testing.Retail;

/// <summary>The retail plugin as it is in the repository.</summary>
public static class RetailPlugin
{
    public static ModelDefinition Read() =>
        PluginReader.Read(PluginSource.FromFolder(Path.Combine(RepositoryFolder.Root, "plugins", "retail"))).Model
        ?? throw new InvalidOperationException("The retail plugin cannot be read.");
}
