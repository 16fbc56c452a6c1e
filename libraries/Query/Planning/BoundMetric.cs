using NlSql.SemanticModel.Definitions;
using NlSql.SemanticModel.Queries;

namespace NlSql.Query.Planning;

/// <summary>A metric of the query, understood: its formula and how it is shown.</summary>
/// <param name="Reference">The metric as the query says it.</param>
/// <param name="Formula">How it is computed.</param>
/// <param name="Output">Its output; the name is the wanted one, not yet made unique.</param>
internal sealed record BoundMetric(MetricReference Reference, MetricFormula Formula, OutputColumn Output)
{
    /// <summary>Whether the query means this metric by the name.</summary>
    public bool IsCalled(string name) => name.Length > 0 && (name == Output.Name || name == Reference.Name || name == Reference.As);

    /// <summary>Type of the number, for comparing literals with it.</summary>
    public ColumnType Type => Output.Type;
}
