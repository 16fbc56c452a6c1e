using NlSql.Query.Issues;
using NlSql.Query.Model;
using NlSql.Query.Sql.Rewriting;
using NlSql.SemanticModel.Definitions;
using NlSql.SemanticModel.Reading;

namespace NlSql.Query.Plugins;

/// <summary>
/// The first half of a plugin's contract: every verified question and every insight's rule compiles, under the plugin's own policy. The
/// second half, the expected rows, needs the sample data and is the registry's.
/// </summary>
public static class PluginContract
{
    private static readonly Guid Nowhere = Guid.Empty;

    private static readonly DateOnly AnyDay = new(2025, 6, 30);

    // Everything: what a role may not see is a matter of who asks, not of whether the question is right.
    private static readonly ValueList<string> Roles = ["admin"];

    /// <summary>What does not compile, with its line.</summary>
    /// <param name="model">A model without other problems.</param>
    /// <param name="sources">Where its parts are written.</param>
    public static IReadOnlyList<PluginProblem> Check(ModelDefinition model, SourceMap sources)
    {
        var index = new ModelIndex(model);
        var scope = new DatasetScope(Nowhere, model.Tables.Select(t => new DatasetTable(t.Name, t.Name, [Nowhere])).ToValueList());
        var problems = new List<PluginProblem>();
        foreach (var question in ContractQuestion.Of(model))
        {
            foreach (var issue in IssuesOf(() => Compile(question, index, scope, DaysFor(question.Question.Sql, model, question.Anchor(AnyDay)))))
            {
                problems.Add(sources.Problem(
                    PluginFile.Questions,
                    question.Path(question.Question.Query is null ? "sql" : "query"),
                    PluginProblemCodes.QuestionNotCompiled,
                    $"The question '{question.Phrasing}' does not compile: {issue.Message}",
                    HintOf(issue)));
            }
        }

        foreach (var rule in model.Insights)
        {
            foreach (var issue in IssuesOf(() => Compile(rule, index, scope)))
            {
                problems.Add(sources.Problem(
                    PluginFile.Insights,
                    ["insights", rule.Name, rule.Metric is null ? "sql" : "metric"],
                    PluginProblemCodes.InsightNotCompiled,
                    $"The insight '{rule.Name}' does not compile: {issue.Message}",
                    HintOf(issue)));
            }
        }

        return problems;
    }

    /// <summary>A verified question, compiled as an answer to it would be.</summary>
    /// <param name="question">The question.</param>
    /// <param name="model">Its model.</param>
    /// <param name="scope">Where the rows are.</param>
    /// <param name="days">Days that the rows span, where known; the newest of the default table is the anchor of a question that names none.</param>
    public static CompileResult Compile(ContractQuestion question, ModelIndex model, DatasetScope scope, ValueList<TableDays> days)
    {
        var context = new QueryContext
        {
            Model = model,
            Scope = scope,
            DataDays = days,
            Anchor = new TimeAnchorDay(question.Anchor(NewestDay(model.Definition, days) ?? AnyDay), TimeAnchorOrigin.Requested),
            Tier = AnswerTier.Verified,
            Roles = Roles,
            // The rows of a contract lie alone in tables that nobody else reads; no row-level security stands before them.
            Barrier = EvaluationBarrier.OffsetZero,
        };
        if (question.Question.Query is not { } template)
            return QueryCompiler.CompileSql(question.Question.Sql!, context);
        var reading = template.Read(question.Question.Slots, question.Slots(model.Definition));
        return reading.Query is { } query
            ? QueryCompiler.Compile(query, context)
            : new CompileResult(null, reading.Errors.Select(e => new Issue(e.Code, $"{e.Path}: {e.Message}", TextSpan.None)).ToValueList());
    }

    private static CompileResult Compile(InsightDefinition rule, ModelIndex model, DatasetScope scope)
    {
        var context = new QueryContext
        {
            Model = model,
            Scope = scope,
            DataDays = DaysFor(rule.Sql, model.Definition, AnyDay),
            Anchor = new TimeAnchorDay(AnyDay),
            Roles = Roles,
        };
        if (rule.Sql is { } sql)
            return QueryCompiler.CompileSql(sql, context);
        if (!InsightQuery.IsSeries(rule))
            return QueryCompiler.Compile(InsightQuery.Of(rule), context);
        return InsightQuery.TimeColumnOf(model.Definition, rule.Metric!, rule.Time) is { } time
            ? QueryCompiler.Compile(InsightQuery.SeriesOf(rule, time, InsightQuery.GrainOf(rule), rule.Time?.Range), context)
            : new CompileResult(null, [new Issue(PluginProblemCodes.InsightNotCompiled, "the metric has no time, so there is no series of it", TextSpan.None)]);
    }

    /// <summary>
    /// Text SQL is refused under a longest range that the data exceeds, which is not known before there is data: it is taken to fit. A
    /// semantic query gets its range limited instead.
    /// </summary>
    private static ValueList<TableDays> DaysFor(string? sql, ModelDefinition model, DateOnly day) =>
        sql is null ? [] : model.Tables.Where(t => t.TimeColumn is not null).Select(t => new TableDays(t.Name, day, day)).ToValueList();

    private static DateOnly? NewestDay(ModelDefinition model, ValueList<TableDays> days) =>
        days.OrderByDescending(d => d.Table == model.DefaultTable.Name).ThenByDescending(d => d.Last).Select(d => (DateOnly?)d.Last).FirstOrDefault();

    private static ValueList<Issue> IssuesOf(Func<CompileResult> compile)
    {
        try
        {
            return compile().Issues;
        }
        catch (Exception e)
        {
            // A fault of the compiler that one question brings to light must not take the other plugins with it.
            return [new Issue(PluginProblemCodes.QuestionNotCompiled, $"the compiler failed ({e.GetType().Name}: {e.Message})", TextSpan.None)];
        }
    }

    private static string? HintOf(Issue issue) =>
        issue.Suggestions.Count == 0 ? null : $"Did you mean {string.Join(" or ", issue.Suggestions.Select(s => $"'{s}'"))}?";
}
