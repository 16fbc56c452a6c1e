using NlSql.Query.Linking;
using NlSql.SemanticModel.Definitions;

namespace NlSql.Query.Questions.FollowUps.Edits;

/// <summary>"only loans by post", "same but only app orders", "for members in Norway": the noun beside a condition says whose it is and asks for nothing.</summary>
internal sealed class NounEdit : FollowUpEdit
{
    public override void Apply(Fragment fragment, Revision revision)
    {
        foreach (var phrase in fragment.Unused<MentionTarget.Table>())
        {
            var table = ((MentionTarget.Table)phrase.Target).Name;
            if (fragment.Previous(phrase)?.Target is not MentionTarget.Count && Condition(fragment, phrase) is { } condition && (table == revision.Table || Owner(condition) == table))
                phrase.Use();
        }

        // "just for customers in Leeds" of a column of customers.
        foreach (var phrase in fragment.Unused<MentionTarget.Column>())
        {
            if (fragment.Cues.Only && fragment.Next(phrase) is { Taken: MentionTarget.Value value } && phrase.Mention.Candidates.Any(c => c.Target is MentionTarget.Column column && column.TableName == value.TableName && column.ColumnName != value.ColumnName))
                phrase.Use();
        }

        // Orders may be a measure, too; behind a condition they are the rows that it keeps.
        foreach (var phrase in fragment.Unused<MentionTarget.Metric>())
        {
            if (fragment.Cues.Only && fragment.Previous(phrase) is { Used: true } before && IsCondition(before) && Counts(revision, (MentionTarget.Metric)phrase.Target))
                phrase.Use();
        }
    }

    private static Phrase? Condition(Fragment fragment, Phrase noun)
    {
        var (next, previous) = (fragment.Next(noun), fragment.Previous(noun));
        while (next?.Target is MentionTarget.Activity or MentionTarget.Relation or MentionTarget.Grouping)
            next = fragment.Next(next);
        return previous is { Used: true } && IsCondition(previous) ? previous : next is { Used: true } && IsCondition(next) ? next : null;
    }

    private static bool IsCondition(Phrase phrase) => phrase.Taken is MentionTarget.Value or MentionTarget.Column or MentionTarget.Period or MentionTarget.Segment or MentionTarget.Recurring;

    private static string? Owner(Phrase condition) => condition.Taken switch
    {
        MentionTarget.Value value => value.TableName,
        MentionTarget.Column column => column.TableName,
        _ => null,
    };

    private static bool Counts(Revision revision, MentionTarget.Metric metric) => revision.Model.FindMetric(metric.Name) is { Type: MetricType.Simple, Aggregate: AggregateFunction.Count or AggregateFunction.CountDistinct, Filter: null } definition && definition.Table == revision.Table;
}
