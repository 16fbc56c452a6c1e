using NlSql.Query.Sql.Guarding;
using NlSql.Query.Sql.Tree;

namespace NlSql.Query.Sql.Rewriting;

/// <summary>
/// Binds a guarded statement to the rows of one dataset version: every table reference becomes a sub-select with the dataset's and the
/// parts' predicates inside it, and with the caller's rule for the table: a query sees masked values and permitted rows only, wherever it
/// names the table. Names of common tables are resolved by Postgres' rules: a common table is seen by later ones and by the
/// query of its own WITH, never by itself or by earlier ones.
/// </summary>
public static class ScopeRewriter
{
    /// <summary>The statement, scoped.</summary>
    /// <param name="statement">What the guard accepted.</param>
    /// <param name="scope">Where the rows are; must hold every table that the statement reads.</param>
    /// <param name="rules">What the caller sees of tables; a table without a rule is seen whole.</param>
    /// <param name="barrier">What keeps expressions away from rows outside the scope.</param>
    public static ScopedStatement Rewrite(GuardedStatement statement, DatasetScope scope, ValueList<TableRule> rules, EvaluationBarrier barrier) =>
        new(new Mapper(statement.Scope, scope, rules, barrier == EvaluationBarrier.OffsetZero).Rewrite(statement.Query), scope);

    private sealed class Mapper(SqlScope visible, DatasetScope scope, ValueList<TableRule> rules, bool barrier) : SqlTreeMapper
    {
        private readonly List<string> commonTables = [];

        public SqlQuery Rewrite(SqlQuery query) => Query(query);

        protected override SqlQuery Query(SqlQuery query)
        {
            int inSight = commonTables.Count;
            var with = new List<CommonTable>(query.With.Count);
            foreach (CommonTable table in query.With)
            {
                with.Add(CommonTable(table));
                commonTables.Add(table.Name);
            }

            SqlQuery rest = base.Query(query with { With = [] });
            commonTables.RemoveRange(inSight, commonTables.Count - inSight);
            return rest with { With = with.ToValueList() };
        }

        protected override TableSource Table(NamedTable table)
        {
            if (commonTables.Contains(table.Name)) return new CommonTableReference(table.Name, table.Alias) { Span = table.Span };
            ScopeTable columns = visible.Find(table.Name) ?? throw new InvalidOperationException($"{table.Name} is not in the guarded scope.");
            DatasetTable place = scope.Tables.FirstOrDefault(t => t.Name == table.Name)
                ?? throw new InvalidOperationException($"The dataset has no table {table.Name}.");
            TableRule? rule = rules.FirstOrDefault(r => r.Table == table.Name);
            return new ScopedTable(
                table.Name,
                place.Schema,
                place.PhysicalName,
                place.Parts,
                columns.Columns.Where(c => c.Visible).Select(c => Column(c.Name, rule)).ToValueList(),
                rule?.Filter,
                table.Alias ?? new TableAlias(table.Name),
                // Row-level security knows datasets, not rules: without a barrier a query could make rows tell of themselves by an error.
                barrier || rule?.Filter is not null)
            { Span = table.Span };
        }

        private static ExpressionItem Column(string name, TableRule? rule) => rule?.Masks.FirstOrDefault(m => m.Column == name) is { } mask
            ? SqlFactory.Item(mask.Value, name)
            : SqlFactory.Item(SqlFactory.Column(name));
    }
}
