using NlSql.SemanticModel.Definitions;

namespace NlSql.Query.Model;

/// <summary>A semantic model prepared for look-ups: made once per model version, shared by all questions.</summary>
public sealed class ModelIndex
{
    private readonly Dictionary<string, TableDefinition> tables;
    private readonly Dictionary<string, MetricDefinition> metrics;
    private readonly Dictionary<string, SegmentDefinition> segments;
    private readonly Dictionary<(string Table, string Column), ColumnDefinition> columns = [];

    /// <summary>Prepares a model.</summary>
    public ModelIndex(ModelDefinition definition)
    {
        Definition = definition = ComputedColumns.AddedTo(definition);
        tables = definition.Tables.ToDictionary(t => t.Name, StringComparer.OrdinalIgnoreCase);
        metrics = definition.Metrics.ToDictionary(m => m.Name, StringComparer.OrdinalIgnoreCase);
        segments = definition.Segments.ToDictionary(s => s.Name, StringComparer.OrdinalIgnoreCase);
        foreach (var table in definition.Tables)
        {
            foreach (var column in table.Columns)
                columns.Add((table.Name, column.Name), column);
        }

        Joins = new JoinGraph(definition);
        Expressions = new MetricExpressions(this);
        Protected = new ProtectedColumns(definition);
        Scopes = new ModelScopes(definition, Protected);
        Access = new AccessRules(definition);
        PolicyFingerprint = Policies.PolicyFingerprint.Of(definition);
    }

    /// <summary>The model itself.</summary>
    public ModelDefinition Definition { get; }

    /// <summary>Paths between tables.</summary>
    public JoinGraph Joins { get; }

    /// <summary>The parsed SQL of metrics and segments.</summary>
    internal MetricExpressions Expressions { get; }

    /// <summary>What the guard lets queries read.</summary>
    internal ModelScopes Scopes { get; }

    /// <summary>Hash of version and policy.</summary>
    internal string PolicyFingerprint { get; }

    /// <summary>Columns that only large groups may show.</summary>
    internal ProtectedColumns Protected { get; }

    /// <summary>Rows and values that callers do not see.</summary>
    internal AccessRules Access { get; }

    /// <summary>SQL expressions of the model that are not right; queries that need one are refused.</summary>
    public IReadOnlyList<ModelExpressionProblem> ExpressionProblems => Expressions.Problems;

    /// <summary>The table of that name, or null.</summary>
    public TableDefinition? Table(string name) => tables.GetValueOrDefault(name);

    /// <summary>The metric of that name, or null.</summary>
    public MetricDefinition? Metric(string name) => metrics.GetValueOrDefault(name);

    /// <summary>The segment of that name, or null.</summary>
    public SegmentDefinition? Segment(string name) => segments.GetValueOrDefault(name);

    /// <summary>The column of a table, or null.</summary>
    public ColumnDefinition? Column(string table, string column) =>
        columns.GetValueOrDefault((table, column)) ?? Table(table)?.FindColumn(column);

    /// <summary>The steps that have a role of that name, anywhere in the model.</summary>
    public IEnumerable<JoinStep> StepsWithRole(string role) =>
        Definition.Tables.SelectMany(t => Joins.StepsFrom(t.Name)).Where(s => string.Equals(s.Role, role, StringComparison.OrdinalIgnoreCase));
}
