namespace NlSql.PluginRegistry.Contracts;

/// <summary>Where the sample data are.</summary>
internal sealed class ContractOptions
{
    /// <summary>
    /// The folder that holds a folder of CSV files for each plugin (<c>NlSql:SampleDataPath</c>). Empty, the default: verified questions are
    /// compiled but not run.
    /// </summary>
    public string SampleDataPath { get; set; } = "";
}
