using NlSql.Query.Linking;

namespace NlSql.Query.Reading.Rules;

/// <summary>
/// "cancellation rate by channel", "what percentage of email tickets were reopened": which rows the share is of, and which part of them is asked for.
/// What stands behind the verb is asked for; what stands before it says of what.
/// </summary>
internal sealed class ShareOfRowsRule : ReadingRule
{
    private static readonly string[] Verbs =
        ["is", "are", "was", "were", "been", "that", "which", "who", "come", "comes", "came", "has", "have", "had", "got", "get", "gets", "went", "go", "goes", "did", "do", "does", "ended", "turned", "end", "works", "work", "live", "lives", "used", "use", "come", "due"];

    // Each group's own part is meant: "percentage of late deliveries per carrier".
    private static readonly string[] Percents = ["percentage", "percent", "pct", "%", "rate", "rates", "proportion", "fraction"];

    public override void Apply(Draft draft)
    {
        if (!draft.Shared || draft.Conditions.Count == 0)
            return;
        Measured(draft);
        var noun = draft.Measures is [{ Source: { } source }] ? source : null;
        var share = draft.Items.First(i => i.Target is MentionTarget.Share);
        var starts = draft.Conditions.Where(c => c.First is not null).Select(c => c.First!.Mention.Start).ToList();
        if (starts.Count == 0)
            return;
        var behind = noun is null ? share.Mention.End : Math.Max(noun.Mention.End, share.Mention.End);
        var verb = Enumerable.Range(behind, Math.Max(0, starts.Max() - behind)).LastOrDefault(w => Verbs.Contains(draft.Question.Words[w].Best), -1);
        var percent = Enumerable.Range(share.Mention.Start, share.Mention.End - share.Mention.Start).Any(w => Percents.Contains(draft.Question.Words[w].Best));
        var split = noun is not null && starts.Min() < noun.Mention.Start && starts.Max() > noun.Mention.Start;
        foreach (var condition in draft.Conditions)
        {
            var start = condition.First?.Mention.Start ?? int.MaxValue;
            condition.OfWhole = verb >= 0 ? start < verb
                : share.Mention.Start > starts.Min() ? start > share.Mention.Start
                : draft.Groups.Count > 0 && !percent || (split && start > noun!.Mention.Start);
        }
    }

    // "cancellation rate" says no rows: they are those that may be cancelled.
    private static void Measured(Draft draft)
    {
        if (draft.Measures.Count > 0 || draft.Unused<MentionTarget.Metric>().Any() || draft.Unused<MentionTarget.Column>().Any(c => Measures.FactColumn(draft, c) is not null))
            return;
        if (draft.Unused<MentionTarget.Table>().FirstOrDefault() is { } rows)
        {
            Measures.CountRows(draft, rows);
            return;
        }

        // "what proportion of orders are rush orders" of an order date: each row has one.
        var dated = draft.Unused<MentionTarget.Column>().Where(c => Measures.IsDate(draft, c)).ToList();
        foreach (var again in dated)
        {
            again.Role = "counted";
            // "of everything delivered so far": what is not yet, has no date.
            if (again.Target is MentionTarget.Column date && draft.Question.Lexicon.Values.HasGaps($"{date.TableName}.{date.ColumnName}"))
                draft.Conditions.Add(new() { Column = again, Operator = SemanticModel.Queries.FilterOperator.IsNotNull });
        }

        var table = (dated.FirstOrDefault()?.Target as MentionTarget.Column)?.TableName ?? draft.Conditions.Select(c => c.First?.Mention.Candidates[0].Target switch
        {
            MentionTarget.Value value => value.TableName,
            MentionTarget.Column column => column.TableName,
            _ => null,
        }).FirstOrDefault(t => t is not null);
        var share = draft.Items.First(i => i.Target is MentionTarget.Share);
        if (table is not null)
            draft.Measures.Add(new() { Aggregate = SemanticModel.Definitions.AggregateFunction.Count, CountsRows = true, Source = new Item(Mention.Of(share.Mention.Start, share.Mention.End, new MentionTarget.Table(table)), share.Index) { Role = "counted" } });
    }
}
