using NlSql.Query.Issues;
using NlSql.Query.Sql.Guarding.Naming;
using NlSql.Query.Sql.Guarding.Rules;
using NlSql.Query.Sql.Tree;

namespace NlSql.Query.Sql.Guarding;

/// <summary>
/// The only door to the database, whoever wrote the tree: planner, model, plugin or client. Everything is by allow-list; every refusal
/// has a stable code, a sentence and a place.
/// </summary>
public static class SqlGuard
{
    private static readonly GuardRule[] Rules =
    [
        new CountsRule(),
        new ListsRule(),
        new GroupingsRule(),
        new LimitRule(),
        new FunctionsRule(),
        new FunctionArgumentsRule(),
        new TypesRule(),
        new LiteralsRule(),
        new PatternsRule(),
        new RowValuesRule(),
        new WindowsRule(),
        new ClausesRule(),
    ];

    /// <summary>Checks a statement against what it may read and how large it may be.</summary>
    /// <param name="query">The statement.</param>
    /// <param name="scope">The tables and columns that it may read.</param>
    /// <param name="limits">How large it may be; null for <see cref="SqlLimits.Default"/>.</param>
    public static GuardResult Check(SqlQuery query, SqlScope scope, SqlLimits? limits = null)
    {
        limits ??= SqlLimits.Default;
        if (TreeSize.Check(query, limits, GuardIssues.TooManyNodes, GuardIssues.TooDeep) is { } size)
            return new GuardResult(null, [size]);

        var context = new GuardContext(query, scope, limits);
        foreach (GuardRule rule in Rules)
            rule.Check(context);
        IReadOnlyList<BoundColumn> outputs = new NameResolver(context).Resolve(out IReadOnlyCollection<string> tables);
        if (context.Issues.Count > 0)
            return new GuardResult(null, context.Issues.OrderBy(i => i.Span.Start).ToValueList());
        return new GuardResult(
            new GuardedStatement(query, scope, outputs.Select(o => o.Name).ToValueList(), tables.Order(StringComparer.Ordinal).ToValueList())
            {
                Origins = outputs.Select(o => o.Source).ToValueList(),
            },
            []);
    }

    /// <summary>Checks an expression over one table, such as a metric's; empty when it may be used.</summary>
    /// <param name="expression">The expression.</param>
    /// <param name="scope">The tables and columns that it may read.</param>
    /// <param name="table">The table whose columns it names.</param>
    /// <param name="limits">How large it may be; null for <see cref="SqlLimits.Default"/>.</param>
    public static ValueList<Issue> CheckExpression(SqlExpression expression, SqlScope scope, string table, SqlLimits? limits = null) =>
        Check(new SqlQuery(new Select([new ExpressionItem(expression)]) { From = [new NamedTable(table)] }), scope, limits).Issues;
}
