using NlSql.Query.Sql.Tree;

namespace NlSql.Query.Sql.Guarding.Rules;

/// <summary>How long lists may be: IN, arrays, VALUES, AND and OR, CASE, SELECT.</summary>
internal sealed class ListsRule : GuardRule
{
    public override void Check(GuardContext context)
    {
        SqlLimits limits = context.Limits;
        foreach ((SqlNode node, SqlNode? parent) in context.Nodes)
        {
            (int count, int limit, string what) = node switch
            {
                InListExpression i => (i.Values.Count, limits.ListItems, "values in an IN list"),
                ArrayExpression a => (a.Items.Count, limits.ListItems, "items in an array"),
                ValuesBody v => (v.Rows.Count, limits.ListItems, "rows in VALUES"),
                LogicalExpression l when parent is not (LogicalExpression or NotExpression) => (Terms(l), limits.LogicalTerms, "terms joined by AND and OR"),
                CaseExpression c => (c.Arms.Count, limits.CaseArms, "arms in a CASE"),
                Select s => (s.Items.Count, limits.SelectItems, "columns in a SELECT"),
                FunctionCall f => (f.Arguments.Count, limits.SelectItems, "arguments in a call"),
                _ => (0, 0, ""),
            };
            if (count > limit) context.Refuse(GuardIssues.TooManyItems, $"There may be at most {limit} {what}.", node);
        }
    }

    private static int Terms(SqlExpression condition) => condition switch
    {
        LogicalExpression l => l.Terms.Sum(Terms),
        NotExpression n => Terms(n.Operand),
        _ => 1,
    };
}
