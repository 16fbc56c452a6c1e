using NlSql.Query.Linking;
using NlSql.SemanticModel.Definitions;
using NlSql.SemanticModel.Queries;

namespace NlSql.Query.Reading.Entities.Forms;

/// <summary>One table as the thing that a draft is about: what every form of its query works with.</summary>
internal sealed class TableScope(EntityDraft draft, string table, Dictionary<Feature, double> features)
{
    public EntityDraft Draft => draft;

    public string Table => table;

    /// <summary>Where is counted what speaks for and against the query.</summary>
    public Dictionary<Feature, double> Features => features;

    /// <summary>What a row of the table leads to.</summary>
    public Reach Reach { get; } = draft.From(table);

    public Ways Ways { get; } = new(draft);

    public EntityMetrics Numbers { get; } = new(draft, table, features);

    /// <summary>The metrics of the query, as far as it is made.</summary>
    public List<MetricReference> Metrics { get; } = [];

    /// <summary>What the query assumes beyond the draft, in sentences.</summary>
    public List<string> Assumptions { get; } = [];

    /// <summary>The column's name in the query.</summary>
    public string Name(MentionTarget.Column column, Part? at = null) => Self(at) is { } self && column.TableName == table ? self.Name(column) : Ways.Name(table, column, at);

    /// <summary>Which other row of the table a noun speaks of: "their supervisors", "the name of the supervisor"; null for none.</summary>
    public SelfRole? Self(Part? noun) => (SelfRole.Of(draft, noun) ?? SelfRole.Of(draft, noun?.Owner)) is { } self && self.Column.TableName == table ? self : null;

    public void Count(Feature feature, double times = 1) => features[feature] = features.GetValueOrDefault(feature) + times;

    /// <summary>The metric of that name, added where it is not there yet.</summary>
    public void Add(MetricReference metric)
    {
        if (!Metrics.Exists(m => m.As == metric.As))
            Metrics.Add(metric);
    }

    /// <summary>Whether a part is a column whose values many rows share.</summary>
    public bool IsShared(Part key) => key.Target is MentionTarget.Column && Reach.Best(key) is { } column && Reach.LeadsTo(column.TableName)
        && draft.Column(column) is { } definition && (definition is { Kind: ColumnKind.Dimension or ColumnKind.Id, Type: ColumnType.Text } || definition is { Kind: ColumnKind.Id, Type: ColumnType.Integer }) && !draft.Table(table)!.PrimaryKey.Contains(column.ColumnName) && (column.TableName != table || !Outputs.Identifies(draft, column));
}
