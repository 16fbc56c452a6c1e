using NlSql.Query.Questions;
using NlSql.Query.Reading;
using NlSql.SemanticModel.Definitions;
using NlSql.SemanticModel.Queries;

namespace NlSql.Query.Suggestions;

/// <summary>
/// What may be asked next: the same measure by another column, over time, against the period before. Each is asked here before it is
/// offered, so that all of them are answered.
/// </summary>
public static class NextQuestions
{
    private const int Most = 4;
    private const int MostTried = 12;
    private const int MostGroups = 60;
    private const int TopFew = 5;

    /// <summary>Up to four questions that follow on what was asked; beginnings when nothing was answered.</summary>
    public static ValueList<string> After(CompiledQuestion asked, QuestionContext context)
    {
        var said = asked.Question?.Text.Trim(' ', '?', '.', '!') ?? "";
        var related = asked.Compiled is not null && asked.Query is { } query ? Related(query, context) : [];
        return related.Concat(Beginnings(context))
            .Where(q => !string.Equals(q, said, StringComparison.OrdinalIgnoreCase))
            .Distinct(StringComparer.OrdinalIgnoreCase)
            .Take(MostTried)
            .Where(q => AnsweredQuestions.Contain(q, context))
            .Take(Most)
            .ToValueList();
    }

    private static List<string> Related(SemanticQuery query, QuestionContext context)
    {
        var model = context.Lexicon.Model;
        if (Measure(query, model) is not { } measure)
            return [];
        var grouped = query.Dimensions.Select(d => d.Column).ToHashSet(StringComparer.OrdinalIgnoreCase);
        var others = Groups(measure.Table, context).Where(c => !grouped.Contains($"{measure.Table.Name}.{c.Name}") && !grouped.Contains(c.Name)).Take(3).ToList();
        List<string> questions = [];
        if (others is [var first, ..])
            questions.Add($"{measure.Words} by {Low(first.Label)}{Period(query)}");
        if (measure.Table.TimeColumn is not null)
        {
            if (query.Dimensions.All(d => d.Grain is null))
                questions.Add($"{measure.Words} by month");
            if (query.Compare is null)
            {
                var unit = query.Time is { Range: TimeRange.Calendar { Unit: TimeGrain.Month } } ? "month" : "year";
                questions.Add($"{measure.Words} this {unit} compared to last {unit}");
            }
        }

        questions.AddRange(others.Skip(1).Select(c => IsLong(c, measure.Table, context) ? $"top 5 {Low(c.Label)} by {measure.Words}" : $"{measure.Words} by {Low(c.Label)}"));
        return questions;
    }

    /// <summary>What to begin with: questions that the plugin's author suggests, then measures by columns.</summary>
    private static IEnumerable<string> Beginnings(QuestionContext context)
    {
        var model = context.Lexicon.Model;
        var suggested = model.QuestionPacks.SelectMany(p => p.Questions)
            .Where(q => q.Suggest && !q.Ask[0].Contains('{', StringComparison.Ordinal))
            .Select(q => q.Ask[0]);
        var table = model.DefaultTable;
        var groups = Groups(table, context).Take(2).Select(c => Low(c.Label)).ToList();
        var measures = model.Metrics.Where(m => m.Table == table.Name).Take(2).Select(m => Low(m.Label)).DefaultIfEmpty($"number of {Low(table.Label)}").ToList();
        var drafted = measures.SelectMany(m => groups.Select(g => $"{m} by {g}").Append(table.TimeColumn is null ? m : $"{m} by month"));
        return suggested.Concat(drafted);
    }

    private static (string Words, TableDefinition Table)? Measure(SemanticQuery query, ModelDefinition model)
    {
        if (query.Metrics is [{ Name: { } name }, ..] && model.FindMetric(name) is { } metric)
            return (Low(metric.Label), model.FindTable(TableOf(metric, model, 0) ?? "") ?? model.DefaultTable);
        var table = model.FindTable(query.From ?? "") ?? model.DefaultTable;
        return query.Metrics switch
        {
            [{ Aggregate: AggregateFunction.Sum or AggregateFunction.Avg, Column: { } column, Where: null, Of: null } made, ..] =>
                (Labels.Aggregated(made.Aggregate.Value, Low(Labels.Column(model, column.Contains('.', StringComparison.Ordinal) ? column : $"{table.Name}.{column}"))), table),
            _ => ($"number of {Low(table.Label)}", table),
        };
    }

    // A ratio is measured where its upper half is.
    private static string? TableOf(MetricDefinition metric, ModelDefinition model, int depth) =>
        metric.Table ?? (depth < 4 && model.FindMetric(metric.Numerator ?? metric.Metric ?? "") is { } part ? TableOf(part, model, depth + 1) : null);

    /// <summary>Columns that make groups people can look at: not too many, those with few values first.</summary>
    private static IEnumerable<ColumnDefinition> Groups(TableDefinition table, QuestionContext context)
    {
        // A column with another value in every row groups nothing.
        var rows = table.PrimaryKey is [var key] && context.Lexicon.Values.Find(table.Name, key) is { Values.Count: > 1 } keys ? keys.Values.Count : (int?)null;
        return from column in table.Columns
               where column is { Kind: ColumnKind.Dimension, Visibility: ColumnVisibility.Public, Pii: false }
               let known = context.Lexicon.Values.Find(table.Name, column.Name)
               where known is null || known.Values.Count < (rows ?? int.MaxValue)
               where column.Type == ColumnType.Boolean || known is { Complete: true, Values.Count: > 1 and <= MostGroups } || (known is null && column.Values.Count > 1)
               orderby column.Type == ColumnType.Boolean
               select column;
    }

    // Five of three payment methods are no choice.
    private static bool IsLong(ColumnDefinition column, TableDefinition table, QuestionContext context) =>
        (context.Lexicon.Values.Find(table.Name, column.Name)?.Values.Count ?? column.Values.Count) > TopFew;

    private static string Period(SemanticQuery query) => query.Time is { Range: not TimeRange.Between } time ? $" {Labels.Period(time.Range)}" : "";

    private static string Low(string label) => label.Length > 1 && char.IsUpper(label[1]) ? label : label.ToLowerInvariant();
}
