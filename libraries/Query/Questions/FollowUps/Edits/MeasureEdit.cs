using NlSql.Query.Linking;
using NlSql.Query.Reading;
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
                // "only warranty repairs" keeps some; it does not count them.
                if (fragment.Cues.Only && revision.Model.FindMetric(metric.Name)?.Filter is not null)
                    continue;
                phrase.Use();
                if (fragment.Previous(phrase) is { Used: false, Target: MentionTarget.Count } counting)
                    counting.Use();
                named.Add(new() { Name = metric.Name });
            }
            else if (Function(fragment, phrase) is { } aggregate && Measured(fragment, phrase) is { } column && Measure(revision, column, aggregate) is { } measure)
            {
                phrase.Use();
                // "the average number of words".
                if (fragment.Next(phrase) is { Used: false, Target: MentionTarget.Count } counting)
                    counting.Use();
                named.Add(measure);
            }
            else if (phrase.Target is MentionTarget.Count && fragment.Next(phrase) is { Used: false, Target: MentionTarget.Table rows } table && RowCount(revision, rows.Name) is { } counted)
            {
                phrase.Use();
                table.Use();
                named.Add(counted);
            }
            else if (phrase.Target is MentionTarget.Column && !revision.IsList && Measure(revision, phrase, Same(fragment, revision)) is { } usual)
            {
                named.Add(usual);
            }
        }

        if (named.Count == 0)
            return;
        named = [.. named.Select(n => revision.Query.Metrics.FirstOrDefault(m => Measures.AreSame(revision, m, n)) ?? n)];
        if (revision is { IsList: true, Query.Shape: QueryShape.Rows } && named.TrueForAll(n => Measures.ColumnOf(revision, n)?.StartsWith(revision.Table + ".", StringComparison.Ordinal) == true))
        {
            // "and the average fee?" of rows that are listed: over all of them.
            revision.Query = Shape.Measured(revision.Query, revision.Table, named);
            return;
        }

        var adds = fragment.Cues.Adds && !fragment.Cues.Replaces;
        if (adds || revision.IsList)
            revision.Query = named.Aggregate(revision.Query, Shape.WithMetric);
        else
            revision.Query = Shape.WithOnlyMetrics(revision.Query, named);
    }

    // "the average fee"; "also show the longest distance" adds a number, "the longest trip" would be a row.
    private static AggregateFunction? Function(Fragment fragment, Phrase phrase) => phrase.Target switch
    {
        MentionTarget.Aggregate aggregate => aggregate.Function,
        _ when !fragment.Cues.Adds && !fragment.Cues.Replaces => null,
        MentionTarget.Extreme { Largest: var largest } => largest ? AggregateFunction.Max : AggregateFunction.Min,
        MentionTarget.Gradable { Compares: false, Descending: var descending } => descending ? AggregateFunction.Max : AggregateFunction.Min,
        MentionTarget.Limit { Rows: null, Largest: { } most } => most ? AggregateFunction.Max : AggregateFunction.Min,
        _ => null,
    };

    private static Phrase? Measured(Fragment fragment, Phrase phrase) => fragment.Next(phrase) switch
    {
        { Used: false, Target: MentionTarget.Column } column => column,
        { Used: false, Target: MentionTarget.Count } counting when phrase.Target is MentionTarget.Aggregate && fragment.Next(counting) is { Used: false, Target: MentionTarget.Column } column => column,
        _ => null,
    };

    // "no, I meant the length", "what about the length?": the average of it, where an average was asked for.
    private static AggregateFunction? Same(Fragment fragment, Revision revision) =>
        fragment.Cues.Asks && revision.Query.Metrics is [var only] && MetricNames.Function(revision.Model, only) is (AggregateFunction.Avg or AggregateFunction.Median or AggregateFunction.Max or AggregateFunction.Min) and var function ? function : null;

    // The aggregate of a number column: by its usual one where none was said. What the model has a metric for is said by its name.
    private static MetricReference? Measure(Revision revision, Phrase phrase, AggregateFunction? function)
    {
        if (Columns.Best(revision, phrase, Columns.IsNumber) is not { } column || Columns.Definition(revision, column) is not { } definition)
            return null;
        phrase.Use(column);
        var aggregate = function ?? definition.DefaultAggregate ?? (definition.Additive == Additivity.Full ? AggregateFunction.Sum : AggregateFunction.Avg);
        return Of(revision, Columns.Name(column), aggregate);
    }

    /// <summary>An aggregate of a column, by the name that the model has for it.</summary>
    public static MetricReference Of(Revision revision, string column, AggregateFunction aggregate)
    {
        var (table, name) = (column[..column.IndexOf('.', StringComparison.Ordinal)], column[(column.IndexOf('.', StringComparison.Ordinal) + 1)..]);
        if (MetricNames.OfColumn(revision.Model, aggregate, table, name) is { } known)
            return new() { Name = known };
        return new() { Aggregate = aggregate, Column = column, As = $"{MetricNames.Prefix(aggregate)}_{name}" };
    }

    /// <summary>The number of rows of a table; null when the query cannot count them.</summary>
    public static MetricReference? RowCount(Revision revision, string table) =>
        MetricNames.OfRows(revision.Model, table) is { } known ? new() { Name = known }
        : revision.Query.From is { } from && (from == table || !Columns.IsReached(revision, table)) ? from == table ? new() { Aggregate = AggregateFunction.Count, As = $"number_of_{table}" } : new() { Aggregate = AggregateFunction.Count, Of = table, As = $"number_of_{table}" }
        : null;
}
