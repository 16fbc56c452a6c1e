using NlSql.Query.Linking;
using NlSql.SemanticModel.Definitions;
using NlSql.SemanticModel.Queries;

namespace NlSql.Query.Reading.Rules;

/// <summary>"average monthly revenue", "how many orders per day on average": all of it divided by the periods, not one average for each of them.</summary>
internal sealed class AveragePeriodRule : ReadingRule
{
    public override void Apply(Draft draft)
    {
        if (draft.Unused<MentionTarget.Aggregate>().Where(i => i.Target is MentionTarget.Aggregate { Function: AggregateFunction.Avg }).ToList() is not [var average]
            || draft.Unused<MentionTarget.Grain>().ToList() is not [{ Target: MentionTarget.Grain { Size: { } size } } grain] || size is TimeGrain.Hour or TimeGrain.FiscalQuarter or TimeGrain.FiscalYear)
            return;
        var each = draft.Previous(grain) is { Used: false, Target: MentionTarget.Grouping { Each: true } } per ? per : null;
        // "average price per month" is one for each month; "average monthly price" and "average revenue per month" are one of all.
        if (each is null ? draft.Next(average) != grain : !draft.Items.Any(i => IsSum(draft, i)))
            return;
        average.Role = grain.Role = "average of periods";
        if (each is not null)
            each.Role = average.Role;
        draft.PerPeriod = size;
    }

    /// <summary>Whether what a noun measures in each period adds up to what it measures in all of them.</summary>
    private static bool IsSum(Draft draft, Item item) => item.Target switch
    {
        MentionTarget.Table => true,
        MentionTarget.Metric metric => AddsUp(draft.Model, metric.Name),
        MentionTarget.Column column => draft.Items.Any(i => i.Target is MentionTarget.Count) && draft.Model.FindTable(column.TableName)?.FindColumn(column.ColumnName)?.Kind == ColumnKind.Id,
        _ => false,
    };

    /// <summary>Whether a metric of the periods adds up to that of all of them. A key belongs to one period.</summary>
    public static bool AddsUp(ModelDefinition model, string metric) => model.FindMetric(metric) is { Type: MetricType.Simple } definition
        && (definition.Aggregate is AggregateFunction.Sum or AggregateFunction.Count
            || (definition.Aggregate == AggregateFunction.CountDistinct && model.FindTable(definition.Table ?? "")?.FindColumn(definition.Expression ?? "")?.Kind == ColumnKind.Id));
}
