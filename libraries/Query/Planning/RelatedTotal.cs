using NlSql.Query.Model;
using NlSql.Query.Sql.Tree;
using NlSql.SemanticModel.Definitions;
using NlSql.SemanticModel.Queries;
using static NlSql.Query.Sql.Tree.SqlFactory;

namespace NlSql.Query.Planning;

/// <summary>
/// One select over related rows, grouped by the key that links them. Behind a bridge a row can be met several times for one key; there
/// it reads each different row once.
/// </summary>
internal sealed class RelatedTotal
{
    private const string OnceAlias = "once";

    private readonly RelatedWay way;
    private readonly ValueList<ColumnReference> keys;
    private readonly NameAllocator names = new();
    private readonly List<string> keyNames;
    private readonly List<(SqlExpression Value, string Name)> read = [];
    private readonly List<(FunctionCall Call, string Name)> values = [];
    private string alias = "";

    public RelatedTotal(PlanContext context, RelatedWay way, QueryFilter? where, TimeFilter? time)
    {
        this.way = way;
        Rows = RelatedSource.Of(context, way, null, time is not null);
        if (time is not null)
            TimeColumn = Rows.Within(time, sharedTime: false)?.QualifiedName;
        if (where is not null)
            Rows.Matching(where);
        keys = Rows.Scope.Columns(way.Link.ToTable, way.Link.ToColumns, way.ToLink);
        keyNames = [.. keys.Select(k => names.Take(k.Column))];
    }

    /// <summary>The rows aggregated.</summary>
    public RowSource Rows { get; }

    /// <summary>The column that the time of the rows is measured on; null when all of them count.</summary>
    public string? TimeColumn { get; }

    /// <summary>Joins it to the select whose rows the others belong to.</summary>
    public void JoinTo(SelectScope outer)
    {
        alias = outer.Aliases.Take($"{way.Related}_totals");
        var starts = outer.Columns(way.Link.FromTable, way.Link.FromColumns, outer.ToEntity);
        outer.Attach(Tree, alias, And([.. starts.Zip(keyNames, SqlExpression (start, key) => Equal(start, Column(alias, key)))]));
    }

    /// <summary>An aggregate, as a value of the rows that it was joined to. Without related rows a count is 0.</summary>
    public FilterOperand Value(MetricFormula.Leaf leaf, SqlExpression? argument, SqlExpression? filter, bool distinct)
    {
        var call = MetricSql.Aggregate(leaf, argument is null ? null : Read(argument), filter is null ? null : Read(filter));
        if (distinct && leaf.Function != AggregateFunction.CountDistinct)
            call = call with { Distinct = true };
        var index = values.FindIndex(v => v.Call == call);
        if (index < 0)
        {
            index = values.Count;
            values.Add((call, names.Take(QueryWords.Of(leaf.Function))));
        }

        SqlExpression value = Column(alias, values[index].Name);
        return new(leaf.Counts ? Call("coalesce", value, Literal(0)) : value, ColumnType.Decimal, []);
    }

    private SqlExpression Read(SqlExpression expression)
    {
        if (!way.Repeats)
            return expression;
        if (read.Find(r => r.Value == expression).Name is not { } name)
        {
            name = $"value_{read.Count + 1}";
            read.Add((expression, name));
        }

        return Column(OnceAlias, name);
    }

    private SqlQuery Tree()
    {
        var from = way.Repeats ? Derived(new SqlQuery(Once()), OnceAlias) : Rows.Scope.Source();
        var items = keys.Zip(keyNames, (key, name) => Item(way.Repeats ? Column(OnceAlias, name) : key, name))
            .Concat(values.Select(v => Item(v.Call, v.Name)));
        return new SqlQuery(new Select(items.Cast<SelectItem>().ToValueList())
        {
            From = [from],
            Where = way.Repeats ? null : Rows.Where,
            GroupBy = keys.Select(GroupingElement (_, i) => new GroupingExpression(new OutputOrdinal(i + 1))).ToValueList(),
        });
    }

    private Select Once()
    {
        var last = way.ToRelated[^1];
        var items = keys.Zip(keyNames, (key, name) => Item(key, name))
            .Concat(Rows.Scope.Columns(last.ToTable, last.ToColumns, way.ToRelated).Select((key, i) => Item(key, $"related_{i + 1}")))
            .Concat(read.Select(r => Item(r.Value, r.Name)));
        return new Select(items.Cast<SelectItem>().ToValueList())
        {
            From = [Rows.Scope.Source()],
            Where = Rows.Where,
            Distinct = new Distinct([]),
        };
    }
}
