using NlSql.Query.Model;
using NlSql.Query.Policies;
using NlSql.SemanticModel.Definitions;

namespace NlSql.Query.Planning;

/// <summary>What the clauses of one compilation share. Queries inside the query have a context of their own, with facts of their own.</summary>
internal sealed class PlanContext
{
    private readonly PlanContext outermost;
    private readonly List<PlanFacts> facts = [];
    private GroupSizes? minGroupSize;
    private Func<TableDefinition, ResolvedTimeRange?>? timeAllowed;

    /// <summary>The context of a query.</summary>
    public PlanContext(QueryContext query)
        : this(query.Model, query.Anchor, query.DataDays, null)
    {
    }

    private PlanContext(ModelIndex model, TimeAnchorDay anchor, ValueList<TableDays> dataDays, PlanContext? around)
    {
        outermost = around?.outermost ?? this;
        (Model, Anchor, DataDays) = (model, anchor, dataDays);
        Issues = around?.Issues ?? new();
        Assumptions = around?.Assumptions ?? [];
        outermost.facts.Add(Facts);
    }

    public ModelIndex Model { get; }

    /// <summary>The day that relative dates count back from.</summary>
    public TimeAnchorDay Anchor { get; }

    /// <summary>Days that the data spans, where known.</summary>
    public ValueList<TableDays> DataDays { get; }

    public CalendarDefinition Calendar => Model.Definition.Plugin.Calendar;

    public IssueCollector Issues { get; }

    /// <summary>What this select reads.</summary>
    public PlanFacts Facts { get; } = new();

    /// <summary>What each select of the whole statement reads; the policy judges every one.</summary>
    public IReadOnlyList<PlanFacts> AllFacts => outermost.facts;

    public List<string> Assumptions { get; }

    /// <summary>Which groups are too small to be shown; null where any may be.</summary>
    public GroupSizes? MinGroupSize
    {
        get => outermost.minGroupSize;
        set => outermost.minGroupSize = value;
    }

    /// <summary>The days that the policy allows for rows of a table when a query says none; gives null for all of them.</summary>
    public Func<TableDefinition, ResolvedTimeRange?>? TimeAllowed
    {
        get => outermost.timeAllowed;
        set => outermost.timeAllowed = value;
    }

    /// <summary>The context of a select inside this one.</summary>
    public PlanContext Nested() => new(Model, Anchor, DataDays, this);

    public void Assume(string sentence)
    {
        if (!Assumptions.Contains(sentence))
            Assumptions.Add(sentence);
    }
}
