using NlSql.Query.Linking;
using NlSql.SemanticModel.Definitions;
using NlSql.SemanticModel.Queries;

namespace NlSql.Query.Questions.FollowUps.Edits;

/// <summary>"and the number of orders?", "also average price", "profit instead": what is measured.</summary>
internal sealed class MeasureEdit : FollowUpEdit
{
    public override void Apply(Fragment fragment, Revision revision)
    {
        List<MetricReference> named = [];
        foreach (var phrase in fragment.Phrases.Where(p => !p.Used))
        {
            if (phrase.Target is MentionTarget.Metric metric)
            {
                phrase.Use();
                if (fragment.Previous(phrase) is { Used: false, Target: MentionTarget.Count } counting)
                    counting.Use();
                named.Add(new() { Name = metric.Name });
            }
            else if (phrase.Target is MentionTarget.Aggregate aggregate && fragment.Next(phrase) is { Used: false, Target: MentionTarget.Column } column && Measure(revision, column, aggregate.Function) is { } measure)
            {
                phrase.Use();
                named.Add(measure);
            }
            else if (phrase.Target is MentionTarget.Count && fragment.Next(phrase) is { Used: false, Target: MentionTarget.Table rows } table && RowCount(revision, rows.Name) is { } counted)
            {
                phrase.Use();
                table.Use();
                named.Add(counted);
            }
            else if (phrase.Target is MentionTarget.Column && !revision.IsList && Measure(revision, phrase, null) is { } usual)
            {
                named.Add(usual);
            }
        }

        if (named.Count == 0)
            return;
        var adds = fragment.Cues.Adds && !fragment.Cues.Replaces;
        if (adds || revision.IsList)
            revision.Query = named.Aggregate(revision.Query, Shape.WithMetric);
        else
            revision.Query = Shape.WithOnlyMetrics(revision.Query, named);
    }

    // The aggregate of a number column: by its usual one where none was said. What the model has a metric for is said by its name.
    private static MetricReference? Measure(Revision revision, Phrase phrase, AggregateFunction? function)
    {
        if (Columns.Best(revision, phrase, Columns.IsNumber) is not { } column || Columns.Definition(revision, column) is not { } definition)
            return null;
        phrase.Use(column);
        var aggregate = function ?? definition.DefaultAggregate ?? (definition.Additive == Additivity.Full ? AggregateFunction.Sum : AggregateFunction.Avg);
        if (revision.Model.Metrics.FirstOrDefault(m => m is { Type: MetricType.Simple, Filter: null, TimeColumn: null } && m.Aggregate == aggregate && m.Table == column.TableName && m.Expression == column.ColumnName) is { } known)
            return new() { Name = known.Name };
        var prefix = aggregate switch
        {
            AggregateFunction.Avg => "average",
            AggregateFunction.Sum => "total",
            AggregateFunction.Max => "maximum",
            AggregateFunction.Min => "minimum",
            _ => QueryWords.Of(aggregate),
        };
        return new() { Aggregate = aggregate, Column = Columns.Name(column), As = $"{prefix}_{column.ColumnName}" };
    }

    private static MetricReference? RowCount(Revision revision, string table) =>
        revision.Model.Metrics.FirstOrDefault(m => m is { Type: MetricType.Simple, Aggregate: AggregateFunction.Count, Expression: null, Filter: null, TimeColumn: null } && m.Table == table) is { } known ? new() { Name = known.Name }
        : revision.Query.From is { } from ? from == table ? new() { Aggregate = AggregateFunction.Count } : new() { Aggregate = AggregateFunction.Count, Of = table, As = $"number_of_{table}" }
        : null;
}
