using NlSql.Query.Issues;
using NlSql.Query.Model;
using NlSql.Query.Policies;
using NlSql.Query.Sql.Guarding;
using NlSql.Query.Sql.Parsing;
using NlSql.Query.Sql.Tree;
using NlSql.SemanticModel.Definitions;
using NlSql.SemanticModel.Queries;
using NlSql.SemanticModel.Reading;

namespace NlSql.Query.Plugins;

/// <summary>
/// Reads a plugin in full, and checks the SQL that it holds, with the parser and the guard that every query passes: expressions of metrics, filters of metrics,
/// segments and roles, and statements of questions and insights.
/// </summary>
public static class PluginSqlChecker
{
    // Stands for the metrics in a derived metric's expression; no table can have this name.
    private const string Metrics = "Metrics";

    private static Issue Unusable { get; } = new("plugin.row-filter", "The condition is of a kind that cannot be part of every query.", TextSpan.None);

    /// <summary>
    /// Reads and checks a plugin in full: what <see cref="PluginReader"/> says, its SQL, and, when both are right, whether its questions
    /// and rules compile.
    /// </summary>
    public static PluginReading Read(PluginSource source)
    {
        var reading = PluginReader.Read(source);
        var problems = reading.Problems.Concat(Check(reading)).ToList();
        if (problems.Count == 0 && reading.Model is { } model)
            problems.AddRange(PluginContract.Check(model, reading.Sources));
        return reading with { Problems = problems, Model = problems.Count == 0 ? reading.Model : null };
    }

    /// <summary>The problems of a plugin's SQL; empty when its files could not be read.</summary>
    private static List<PluginProblem> Check(PluginReading reading)
    {
        var problems = new List<PluginProblem>();
        if (reading.Draft is not { } model)
            return problems;

        var scope = ScopeOf(model);
        var text = WithoutProtected(scope, model);
        foreach (var metric in model.Metrics)
        {
            IReadOnlyList<string> path = ["metrics", metric.Name, "expr"];
            if (metric.Type == MetricType.Derived)
                Report(PluginFile.Metrics, path, Expression(metric.Expression, MetricsAsTable(model), Metrics, Measured));
            if (metric.Type != MetricType.Simple || metric.Table is null || scope.Find(metric.Table) is null)
                continue;
            // How often a hidden value occurs may be told, its value not.
            var counts = metric.Aggregate is AggregateFunction.Count or AggregateFunction.CountDistinct;
            Report(PluginFile.Metrics, path, Expression(metric.Expression, counts ? WithHidden(scope) : scope, metric.Table, (tree, kind) => Aggregated(metric, tree, kind)));
            Report(PluginFile.Metrics, ["metrics", metric.Name, "filter"], Condition(metric.Filter, WithHidden(scope), metric.Table));
        }

        foreach (var segment in model.Segments.Where(s => scope.Find(s.Table) is not null))
            Report(PluginFile.Metrics, ["segments", segment.Name, "filter"], Condition(segment.Filter, WithHidden(scope), segment.Table));
        for (var i = 0; i < model.Policy.RowFilters.Count; i++)
        {
            var filter = model.Policy.RowFilters[i];
            if (scope.Find(filter.Table) is null)
                continue;
            var issues = Condition(filter.Filter, WithHidden(scope), filter.Table);
            Report(PluginFile.Policy, ["row_filters", $"{i}", "filter"], issues.Count == 0 && AccessRules.Parse(model, filter) is null ? [Unusable] : issues);
        }

        problems.AddRange(EnforcedPolicyKeys.NotEnforced(model.Policy).Select(key => NotEnforced(key, reading)));
        foreach (var pack in model.QuestionPacks)
        {
            for (var i = 0; i < pack.Questions.Count; i++)
                Report(PluginFile.Questions, ["packs", pack.Name, "questions", $"{i}", "sql"], Statement(pack.Questions[i].Sql, text));
        }

        foreach (var insight in model.Insights)
            Report(PluginFile.Insights, ["insights", insight.Name, "sql"], Statement(insight.Sql, text));
        return problems;

        void Report(string file, IReadOnlyList<string> path, IEnumerable<Issue> issues)
        {
            foreach (var issue in issues)
            {
                var at = issue.Span == TextSpan.None ? "" : $" (character {issue.Span.Start + 1})";
                var hint = issue.Suggestions.Count == 0 ? null : $"Did you mean {string.Join(" or ", issue.Suggestions.Select(s => $"'{s}'"))}?";
                problems.Add(reading.Sources.Problem(file, path, PluginProblemCodes.BadExpression, $"{issue.Message}{at}", hint));
            }
        }
    }

    private static PluginProblem NotEnforced(string key, PluginReading reading) => reading.Sources.Problem(
        PluginFile.Policy,
        [key],
        PluginProblemCodes.WrongValue,
        $"{key} cannot be enforced as it stands here, and a rule that is not enforced is worse than none.",
        $"Enforced are {string.Join(", ", EnforcedPolicyKeys.ByCompiler)}; question types are {string.Join(", ", EnforcedPolicyKeys.QuestionTypes)}.");

    private static ValueList<Issue> Condition(string? text, SqlScope scope, string table) => Expression(
        text, scope, table, (_, kind) => kind is ValueKind.Boolean or ValueKind.Unknown ? null : $"A filter is a condition, and this is a {ExpressionTyper.Word(kind)}.");

    // A sum of texts is none, wherever the texts come from; the name of a column alone is MetricRule's to judge.
    private static string? Aggregated(MetricDefinition metric, SqlExpression tree, ValueKind kind) =>
        tree is not ColumnReference && metric.Aggregate is AggregateFunction.Sum or AggregateFunction.Avg or AggregateFunction.Median or AggregateFunction.Percentile
        && kind is not (ValueKind.Number or ValueKind.Unknown)
            ? $"There is no {QueryWords.Of(metric.Aggregate.Value)} of a {ExpressionTyper.Word(kind)}."
            : null;

    private static string? Measured(SqlExpression tree, ValueKind kind) =>
        kind is ValueKind.Number or ValueKind.Unknown ? null : $"A metric is a number, and this is a {ExpressionTyper.Word(kind)}.";

    private static ValueList<Issue> Expression(string? text, SqlScope scope, string table, Func<SqlExpression, ValueKind, string?> judge)
    {
        if (text is null)
            return [];
        var parsed = SqlParser.ParseExpression(text);
        if (parsed.Tree is not { } tree)
            return parsed.Issues;
        if (NotOfOneRow(tree) is { } issue)
            return [issue];
        var issues = SqlGuard.CheckExpression(tree, scope, table);
        if (issues.Count > 0)
            return issues;
        var typer = new ExpressionTyper(column => KindOf(scope.Find(table)?.Columns.FirstOrDefault(c => c.Name == column)?.Type));
        var kind = typer.Of(tree);
        var whole = judge(tree, kind);
        return typer.Issues.Concat(whole is null ? [] : [new Issue("plugin.types", whole, tree.Span)]).ToValueList();
    }

    private static ValueKind KindOf(ColumnType? type) => type switch
    {
        ColumnType.Text => ValueKind.Text,
        ColumnType.Integer or ColumnType.Decimal => ValueKind.Number,
        ColumnType.Boolean => ValueKind.Boolean,
        ColumnType.Date => ValueKind.Date,
        ColumnType.Timestamp => ValueKind.Timestamp,
        ColumnType.Uuid => ValueKind.Uuid,
        _ => ValueKind.Unknown,
    };

    private static ValueList<Issue> Statement(string? text, SqlScope scope)
    {
        if (text is null)
            return [];
        var parsed = SqlParser.ParseQuery(text);
        return parsed.Tree is { } tree ? SqlGuard.Check(tree, scope).Issues : parsed.Issues;
    }

    // The aggregate is the metric's; within it stands what one row contributes.
    private static Issue? NotOfOneRow(SqlNode node)
    {
        if (node is SqlQuery)
            return new Issue("plugin.sub-select", "A sub-select has no place here.", node.Span);
        if (node is FunctionCall call && (call.Over is not null || AllowedFunctions.Find(call.Name) is { Kind: not FunctionKind.Scalar }))
            return new Issue("plugin.aggregate", $"'{call.Name}' is an aggregate or a window; here stands what one row contributes.", node.Span);
        return SqlChildren.Of(node).Select(NotOfOneRow).FirstOrDefault(i => i is not null);
    }

    private static SqlScope ScopeOf(ModelDefinition model) => new(
        model.Tables.DistinctBy(t => t.Name).Select(t => new ScopeTable(t.Name, t.Columns.Select(c => new ScopeColumn(
            c.Name,
            c.Type,
            c.Visibility == ColumnVisibility.Public && !model.Policy.ForbiddenColumns.Contains($"{t.Name}.{c.Name}"))).ToValueList())).ToValueList());

    private static SqlScope WithoutProtected(SqlScope scope, ModelDefinition model)
    {
        var columns = new ProtectedColumns(model);
        return new(scope.Tables
            .Select(t => t with { Columns = t.Columns.Select(c => c with { Visible = c.Visible && !columns.HidesFromText(t.Name, c.Name) }).ToValueList() })
            .ToValueList());
    }

    private static SqlScope WithHidden(SqlScope scope) => new(
        scope.Tables.Select(t => t with { Columns = t.Columns.Select(c => c with { Visible = true }).ToValueList() }).ToValueList());

    private static SqlScope MetricsAsTable(ModelDefinition model) => new(
        [new ScopeTable(Metrics, model.Metrics.DistinctBy(m => m.Name).Select(m => new ScopeColumn(m.Name, ColumnType.Decimal)).ToValueList())]);
}
