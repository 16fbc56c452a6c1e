using NlSql.Query.Sql.Tree;
using static NlSql.Query.Sql.Tree.SqlFactory;

namespace NlSql.Query.Planning;

/// <summary>The first rows of an order with all that are equal to the last of them: rows ranked, and the rank compared.</summary>
internal static class TiedRows
{
    private const string Listed = "listed";
    private const string Ranked = "ranked";

    /// <summary>The rows, in the order.</summary>
    /// <param name="body">What gives the rows.</param>
    /// <param name="outputs">Names of its outputs.</param>
    /// <param name="order">The order; terms that are no outputs are added to a SELECT under names of their own.</param>
    /// <param name="asked">How many of its terms make rows equal; the others only fix the order of equal rows.</param>
    /// <param name="after">How many rows are left out at the beginning.</param>
    /// <param name="count">How many rows are wanted without their equals.</param>
    public static SqlQuery Of(QueryBody body, IReadOnlyList<string> outputs, ValueList<OrderItem> order, int asked, int after, int count)
    {
        var names = new NameAllocator();
        foreach (var output in outputs)
            names.Take(output);
        var hidden = new List<string>();
        var keys = new List<string>();
        foreach (var term in order)
        {
            if (term.Expression is ColumnReference { Table: null } named && outputs.Contains(named.Column))
            {
                keys.Add(named.Column);
                continue;
            }

            keys.Add(names.Take("order"));
            hidden.Add(keys[^1]);
            var select = (Select)body;
            body = select with { Items = select.Items.Append(Item(term.Expression, keys[^1])).ToValueList() };
        }

        IEnumerable<OrderItem> By(string source) => order.Zip(keys, (term, key) => term with { Expression = Column(source, key) });
        var place = names.Take("place");
        var rank = Call("rank") with { Over = new WindowSpecification { OrderBy = By(Listed).Take(asked).ToValueList() } };
        var ranking = new Select(outputs.Concat(hidden).Select(SelectItem (n) => Item(Column(Listed, n), n)).Append(Item(rank, place)).ToValueList())
        {
            From = [Derived(new SqlQuery(body), Listed)],
        };
        var within = Binary(Column(Ranked, place), BinaryOperator.LessOrEqual, Literal(after + count));
        var first = new Select(outputs.Select(SelectItem (n) => Item(Column(Ranked, n), n)).ToValueList())
        {
            From = [Derived(new SqlQuery(ranking), Ranked)],
            Where = after > 0 ? And(Binary(Column(Ranked, place), BinaryOperator.Greater, Literal(after)), within) : within,
        };
        return new SqlQuery(first) { OrderBy = By(Ranked).ToValueList() };
    }
}
