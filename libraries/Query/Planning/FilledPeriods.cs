using NlSql.Query.Sql.Tree;
using static NlSql.Query.Sql.Tree.SqlFactory;

namespace NlSql.Query.Planning;

/// <summary>Every period of a series, with every combination of the other dimensions that occurs: what appears without rows too.</summary>
/// <param name="periods">Name of the common table of periods.</param>
/// <param name="keys">Name of the common table of combinations.</param>
/// <param name="position">Position of the series among the dimensions.</param>
/// <param name="starts">Start of every period.</param>
internal sealed class FilledPeriods(string periods, string keys, int position, IReadOnlyList<DateOnly> starts)
{
    private const string Start = "start";

    private bool others;

    /// <summary>The common tables, once those of the groups are there.</summary>
    public IEnumerable<CommonTable> CommonTables(IReadOnlyList<string> dimensions, IReadOnlyList<string> groups)
    {
        var rows = starts.Select(s => new RowExpression([Literal(s)])).ToValueList();
        yield return new CommonTable(periods, new SqlQuery(new ValuesBody(rows))) { Columns = [Start] };
        var rest = dimensions.Where((_, i) => i != position).ToList();
        others = rest.Count > 0;
        if (!others)
            yield break;
        QueryBody? body = null;
        foreach (var group in groups)
        {
            var arm = new Select(rest.Select(SelectItem (d) => Item(Column(group, d), d)).ToValueList()) { From = [Table(group)], Distinct = new Distinct([]) };
            body = body is null ? arm : new SetOperation(SetOperator.Union, All: false, body, arm);
        }

        yield return new CommonTable(keys, new SqlQuery(body!));
    }

    public SqlExpression Key(int index, string dimension) => index == position ? Column(periods, Start) : Column(keys, dimension);

    public TableSource Source() => others ? new JoinedTable(JoinKind.Cross, Table(periods), Table(keys), null) : Table(periods);
}
