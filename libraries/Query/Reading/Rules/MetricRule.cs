using NlSql.Query.Linking;

namespace NlSql.Query.Reading.Rules;

/// <summary>Metrics that no other rule used are what is measured.</summary>
internal sealed class MetricRule : ReadingRule
{
    public override void Apply(Draft draft)
    {
        foreach (var item in draft.Unused<MentionTarget.Metric>().ToList())
        {
            // "revenue of online orders": the orders are what the revenue is of, no second measure.
            if (draft.Measures.Count > 0 && IsOwner(draft, item))
            {
                item.Role = "thing measured";
                continue;
            }

            Measures.Add(draft, item, ((MentionTarget.Metric)item.Target).Name);
            // "show revenue" is common; "which revenue" and "list revenue" ask for things.
            if (draft.Previous(item) is { Target: MentionTarget.Listing { Which: true } })
                draft.Count(Feature.ListedMeasure);
        }

        if (draft.Measures.Count > 0)
            return;
        // "quantity by region", "daily amount": a number column beside groups is measured by its usual aggregate, and what is added up of single transactions always.
        var split = draft.Groups.Count > 0 || draft.Period is not null || draft.ComparesValues || draft.Unused<MentionTarget.Grain>().Any() || draft.Items.Any(i => i.Target is MentionTarget.DateUnit or MentionTarget.Recurring);
        foreach (var item in draft.Unused<MentionTarget.Column>().ToList())
        {
            if (Rules.Measures.FactColumn(draft, item) is not { } column || !(split || draft.Question.Lexicon.Ledgers.AddsUp($"{((MentionTarget.Column)item.Chosen!).TableName}.{column.Name}")))
                continue;
            // "conversion rate" of conversions and a bounce rate is one thing, which is not there.
            if (item.Mention.Link is LinkKind.Part or LinkKind.General && draft.Previous(item) is { Role: "measure" } before && before.Mention.End == item.Mention.Start)
                draft.Count(Feature.UnusedMention);
            Rules.Measures.Of(draft, item);
        }

        // "orders by region", "monthly orders", "percentage of orders in North": how many.
        if (draft.Measures.Count > 0 || draft.Unused<MentionTarget.Table>().FirstOrDefault() is not { } rows || !IsSplit(draft, rows))
            return;
        // "what share of payments was cancelled": of the payments, not of their money.
        if (draft.Previous(rows)?.Target is not MentionTarget.Share && Rules.Measures.Worth(draft, rows) is { } worth)
        {
            Rules.Measures.Add(draft, rows, worth.Name);
            draft.Assumptions.Add($"Read as {worth.Label.ToLowerInvariant()}; ask for the number of them to count.");
            return;
        }

        Rules.Measures.CountRows(draft, rows);
        if (draft.SameSpan<MentionTarget.Metric>(rows).Any())
            draft.Count(Feature.TableReadAsMeasure);
    }

    private static bool IsSplit(Draft draft, Item rows) =>
        (draft.Next(rows)?.Role == "grouping" || draft.Shared || draft.PerPeriod is not null || draft.Groups.Exists(g => g.IsTime) || draft.Items.Any(i => i is { Used: false, Target: MentionTarget.Grain or MentionTarget.DateUnit }))
        && draft.Question is { AsksForList: false, SaysOrder: false };

    private static bool IsOwner(Draft draft, Item item)
    {
        if (draft.Model.FindMetric(((MentionTarget.Metric)item.Target).Name)?.Unit != "count")
            return false;
        var before = draft.Items.Take(item.Index).LastOrDefault(i => i.Role == "measure");
        if (before is null || draft.Items.Skip(before.Index).Take(item.Index - before.Index).Any(i => i.Target is MentionTarget.And or MentionTarget.Or))
            return false;
        return Enumerable.Range(before.Mention.End, item.Mention.Start - before.Mention.End)
            .Any(i => draft.Question.Words[i].Token.Folded is "of" or "from" or "for" or "on" or "in");
    }
}
