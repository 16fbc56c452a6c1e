using NlSql.Query.Model;
using NlSql.Query.Policies;
using NlSql.SemanticModel.Definitions;

namespace NlSql.Query.Planning;

/// <summary>What the clauses of one compilation share.</summary>
internal sealed class PlanContext(ModelIndex model, TimeAnchorDay anchor, ValueList<TableDays> dataDays)
{
    public ModelIndex Model { get; } = model;

    public CalendarDefinition Calendar => Model.Definition.Plugin.Calendar;

    /// <summary>The day that relative dates count back from.</summary>
    public TimeAnchorDay Anchor { get; } = anchor;

    /// <summary>Days that the data spans, where known.</summary>
    public ValueList<TableDays> DataDays { get; } = dataDays;

    public IssueCollector Issues { get; } = new();

    public PlanFacts Facts { get; } = new();

    public List<string> Assumptions { get; } = [];

    /// <summary>Which groups are too small to be shown; null where any may be.</summary>
    public GroupSizes? MinGroupSize { get; set; }

    public void Assume(string sentence)
    {
        if (!Assumptions.Contains(sentence))
            Assumptions.Add(sentence);
    }
}
