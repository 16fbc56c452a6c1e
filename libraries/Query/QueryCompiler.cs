using NlSql.Query.Issues;
using NlSql.Query.Sql;
using NlSql.Query.Planning;
using NlSql.Query.Policies;
using NlSql.Query.Sql.Guarding;
using NlSql.Query.Sql.Parsing;
using NlSql.Query.Sql.Printing;
using NlSql.Query.Sql.Rewriting;
using NlSql.Query.Sql.Tree;
using NlSql.SemanticModel.Queries;

namespace NlSql.Query;

/// <summary>Semantic query or SQL text → what runs. Pure: the same query and context give the same bytes.</summary>
public static class QueryCompiler
{
    /// <summary>Compiles a semantic query: policy → plan → guard → scope → print.</summary>
    public static CompileResult Compile(SemanticQuery query, QueryContext context)
    {
        var plan = new PlanContext(context);
        var policy = new PolicyGate(plan, context);
        policy.Admit(query);
        var times = new AbsoluteTimes(policy, plan, context);
        var (absolute, time) = times.Of(query);
        plan.MinGroupSize = policy.MinGroupSize(query);
        plan.TimeAllowed = policy.LimitRelated;
        if (plan.Issues.Any)
            return Failed(plan);

        var planned = QueryPlanner.Plan(plan, absolute);
        policy.Judge(plan.AllFacts);
        if (planned is null || plan.Issues.Any)
            return Failed(plan);

        // With ties there may be more rows than the query says; then only the policy's number cuts.
        var limit = planned.IsOneRow ? (Rows: 1, Asked: false) : policy.RowLimit(query.WithTies ? null : query.Limit);
        var tree = planned.IsOneRow ? planned.Tree : planned.Tree with { Limit = PlannedQuery.Limit(limit.Rows, query.WithTies ? 0 : query.Offset) };
        if (Finish(tree, limit.Rows, context.Model.Scopes.Planned, SqlLimits.Planned, plan, context) is not { } finished)
            return Failed(plan);
        policy.TellAccess(finished.Statement, plan.AllFacts.SelectMany(f => f.Columns).ToHashSet(StringComparer.Ordinal));
        absolute = absolute with { Time = planned.Time };
        foreach (var assumption in times.Assumptions)
            plan.Assume(assumption);
        return new(new CompiledQuery
        {
            Query = absolute,
            CanonicalText = SemanticQueryJson.Write(absolute),
            Tree = tree,
            Guarded = finished.Statement,
            Executable = finished.Executable,
            DisplaySql = SqlPrinter.PrintReadable(tree),
            Columns = planned.Columns,
            RowLimit = limit.Rows,
            LimitAsked = limit.Asked,
            Time = time is null ? null : time with { Column = planned.Time?.Column },
            ComparedWith = absolute.Compare is PeriodComparison.Range { Other: TimeRange.Between before } ? new(before.From, before.To) : null,
            ColumnsRead = plan.AllFacts.SelectMany(f => f.Columns).Distinct().Order(StringComparer.Ordinal).ToValueList(),
            Assumptions = plan.Assumptions.ToValueList(),
            PolicyApplied = policy.Applied,
            PolicyFingerprint = PolicyFingerprint.Of(context),
        }, []);
    }

    /// <summary>
    /// Compiles SQL text, whoever wrote it: parse → policy → guard → scope → print. Its current date is the anchor's day when the caller
    /// asked for one, else the database's.
    /// </summary>
    /// <param name="sqlText">The text.</param>
    /// <param name="context">Whose question it is, over which dataset.</param>
    /// <param name="joins">Along what it may join tables: <see cref="JoinMode.DeclaredOnly"/> for what a language model wrote.</param>
    public static CompileResult CompileSql(string sqlText, QueryContext context, JoinMode joins = JoinMode.AnyEquality)
    {
        var plan = new PlanContext(context);
        var policy = new PolicyGate(plan, context);
        policy.AdmitSql();
        var parsed = SqlParser.ParseQuery(sqlText);
        foreach (var issue in parsed.Issues)
            plan.Issues.Add(issue);
        if (parsed.Tree is not { } written || plan.Issues.Any)
            return Failed(plan);

        if (context.Anchor.Origin == TimeAnchorOrigin.Requested && FixedDay.In(written, context.Anchor.Day) is var fixedDay && fixedDay != written)
        {
            written = fixedDay;
            plan.Assume($"The current date is taken to be {DayWords.Of(context.Anchor.Day)}.");
        }

        var (tree, limit) = Limited(written, policy);
        var readable = joins == JoinMode.DeclaredOnly ? context.Model.Scopes.Generated : context.Model.Scopes.Text;
        if (Finish(tree, limit.Rows, readable, SqlLimits.Default, plan, context) is not { } finished)
            return Failed(plan);
        policy.TellAccess(finished.Statement, TextColumns.Of(finished.Statement));
        var display = SqlPrinter.PrintReadable(tree);
        return new(new CompiledQuery
        {
            CanonicalText = display,
            Tree = tree,
            Guarded = finished.Statement,
            Executable = finished.Executable,
            DisplaySql = display,
            Columns = TextOutputs.Of(finished.Statement, context.Model),
            RowLimit = limit.Rows,
            LimitAsked = limit.Asked,
            Assumptions = plan.Assumptions.ToValueList(),
            PolicyApplied = policy.Applied,
            PolicyFingerprint = PolicyFingerprint.Of(context),
        }, []);
    }

    // A LIMIT that is no plain number stays, for the guard to refuse. Ties come on top of the number: the reader cuts those.
    private static (SqlQuery Tree, (int Rows, bool Asked) Limit) Limited(SqlQuery written, PolicyGate policy)
    {
        if (written.Limit is { WithTies: true } or { Count: not (null or NullLiteral or IntegerLiteral { Value: >= 0 }) })
            return (written, (policy.MostRows, false));
        var limit = policy.RowLimit(written.Limit?.Count is IntegerLiteral count ? (int)Math.Min(count.Value, int.MaxValue) : null);
        return (written with { Limit = (written.Limit ?? SqlFactory.Limit(0)) with { Count = SqlFactory.Literal(limit.Rows) } }, limit);
    }

    // The text that runs asks for one row more than it may show: how else would the reader know that there are others?
    private static (GuardedStatement Statement, ExecutableSql Executable)? Finish(
        SqlQuery tree, int rows, SqlScope readable, SqlLimits limits, PlanContext plan, QueryContext context)
    {
        var asking = tree.Limit is null or { WithTies: true } or { Count: not IntegerLiteral } ? tree : tree with { Limit = tree.Limit with { Count = SqlFactory.Literal(rows + 1L) } };
        var guarded = SqlGuard.Check(asking, readable, limits with { LimitRows = context.HardLimit + 1L });
        foreach (var issue in guarded.Issues)
            plan.Issues.Add(issue);
        if (guarded.Statement is not { } statement)
            return null;
        foreach (var table in statement.Tables.Where(t => !context.Scope.Tables.Any(s => s.Name == t)))
            plan.Issues.Add(new("compile.table-without-data", $"The dataset has no table {table} yet; upload it first.", PlaceOf(table, tree)));
        if (plan.Issues.Any)
            return null;
        return (statement, SqlPrinter.PrintExecutable(ScopeRewriter.Rewrite(statement, context.Scope, context.Model.Access.For(context), context.Barrier)));
    }

    private static TextSpan PlaceOf(string table, SqlNode node) =>
        node is NamedTable named && named.Name == table
            ? node.Span
            : SqlChildren.Of(node).Select(child => PlaceOf(table, child)).FirstOrDefault(span => span != TextSpan.None);

    private static CompileResult Failed(PlanContext plan) => new(null, plan.Issues.ToList());
}
