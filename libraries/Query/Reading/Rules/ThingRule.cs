using NlSql.Query.Linking;
using NlSql.SemanticModel.Definitions;
using NlSql.SemanticModel.Queries;

namespace NlSql.Query.Reading.Rules;

/// <summary>Columns and tables left over: groups of what is measured ("revenue region"), or what is listed.</summary>
internal sealed class ThingRule : ReadingRule
{
    public override void Apply(Draft draft)
    {
        var measured = draft.Measures.Count > 0;
        foreach (var item in draft.Items.Where(i => i is { Used: false, Target: MentionTarget.Column or MentionTarget.Table }).ToList())
        {
            // "revenue of sales": the table of the measure itself is no group.
            if (measured && !(draft.Largest is not null && draft.Groups.Count == 0) && item.Target is MentionTarget.Table table && draft.Measures.Any(m => TablesOf(draft, m).Contains(table.Name)))
            {
                item.Role = "table of the measure";
                continue;
            }

            // "average days to pay for invoices of 2025": what is measured is theirs.
            if (measured && item.Target is MentionTarget.Column { TableName: var keyed } && item.Mention.Start > 0 && draft.Question.Folded[item.Mention.Start - 1] is "for" or "of" or "on" && draft.Groups.Count > 0 && draft.Largest is null
                && draft.Model.FindTable(keyed) is { PrimaryKey: [var key] } && key == ((MentionTarget.Column)item.Target).ColumnName && draft.Measures.TrueForAll(m => TablesOf(draft, m).Contains(keyed)))
            {
                item.Role = "table of the measure";
                continue;
            }

            // "average list price of each brand's articles": of all of them.
            if (measured && draft.Previous(item) is { Role: "group" } owner && draft.Question.Words[owner.Mention.End - 1].Token.Possesses && Measures.FactColumn(draft, item) is null)
            {
                item.Role = "of all";
                continue;
            }

            // "invoiced revenue": what is added up anyway.
            if (measured && item.Target is MentionTarget.Column summed && draft.Measures.Any(m => m.Metric is { } name && draft.Model.FindMetric(name) is { Type: MetricType.Simple } metric && metric.Table == summed.TableName && metric.Expression == summed.ColumnName))
            {
                item.Role = "measure";
                continue;
            }

            // "how much did customers spend": all of theirs.
            if (measured && item.Target is MentionTarget.Table && IsSubject(draft, item))
            {
                item.Role = "table of the measure";
                continue;
            }

            // "remote vs non-remote employees": two sides of rows are compared by how many they are.
            if (!measured && draft.ComparesValues && item.Target is MentionTarget.Table)
            {
                Measures.CountRows(draft, item);
                measured = true;
                continue;
            }

            // "total of US vs UK customers": the value says which customers, and nothing groups by them.
            if (measured && item.Target is MentionTarget.Column && draft.Previous(item) is { Role: not null, Target: MentionTarget.Value } value && value.Mention.End == item.Mention.Start && draft.Items.All(i => i.Target is not (MentionTarget.Grouping or MentionTarget.Listing { Which: true })))
            {
                item.Role = "of the value";
                continue;
            }

            // "how many tickets were closed": those that have the date of it.
            if (measured && Measures.IsDate(draft, item) && (draft.Question.Words[item.Mention.End - 1].Token.Folded.EndsWith("ed", StringComparison.Ordinal) || draft.Question.Words[item.Mention.Start].Token.Folded.EndsWith("ed", StringComparison.Ordinal)) && draft.Items.All(i => i.Target is not (MentionTarget.Listing { Which: true } or MentionTarget.Grouping) || i.Index > item.Index))
            {
                item.Role = "condition";
                draft.Conditions.Add(new() { Column = item, Operator = FilterOperator.IsNotNull });
                continue;
            }

            // A date that nothing groups by says something that is not understood.
            if (measured && draft.Question.Lexicon.IsDrafted && Measures.IsDate(draft, item) && draft.Largest is null && draft.Items.Take(item.Index).All(i => i.Target is not MentionTarget.Listing { Which: true }))
                continue;
            // "share of unplanned stops in total minutes": a share by each number of minutes is not what is meant.
            if (measured && draft.Groups.Count == 0 && Measures.FactColumn(draft, item) is { Type: ColumnType.Decimal } or { Additive: Additivity.Full } && draft.Items.Any(i => i.Target is MentionTarget.Share))
                continue;
            if (measured && Measures.FactColumn(draft, item) is not null && draft.Groups.Count > 0)
            {
                Measures.Of(draft, item);
                continue;
            }

            // "beneficiaries of projects awarded in Cumbria": the amounts are no groups.
            if (measured && draft.Question.Lexicon.IsDrafted && Measures.FactColumn(draft, item) is { Additive: Additivity.Full } && draft.Largest is null && draft.Items.Take(item.Index).All(i => i.Target is not MentionTarget.Listing { Which: true }))
                continue;
            if (!measured && item.Target is MentionTarget.Column && draft.SameSpan<MentionTarget.Table>(item).Any())
                draft.Count(Feature.ColumnBesideTable);
            // "ticket income by ticket type": said twice.
            if (measured && draft.Groups.Exists(g => g.Source?.Target == item.Target))
            {
                item.Role = "group again";
                continue;
            }

            // "how many hives do we keep at each site", "how often did she go to the hives": where groups are announced, or one number is asked for, another noun says something else.
            var ofEach = draft.Largest is not null && draft.Groups.Count == 1 && draft.Items.Any(i => i.Target is MentionTarget.Grouping { Each: true });
            if (measured && !ofEach && draft.Question.Lexicon.IsDrafted && (draft.Groups.Exists(g => g is { Announced: true, IsTime: false }) || draft.Question.Folded is ["how", "often" or "many" or "much", ..])
                && draft.Items.Take(item.Index).LastOrDefault(i => i.Target is not MentionTarget.Distinct)?.Target is not MentionTarget.Listing { Which: true })
                continue;
            // "of the patients discharged to rehab, which share was female": of all of them.
            if (measured && draft is { Shared: true, ShareKept: null } && (item.Target is MentionTarget.Table || IsOfWhole(draft.Question, item.Mention.Start)) && !ofEach && draft.Question.Lexicon.IsDrafted)
            {
                item.Role = "of all";
                continue;
            }

            // "what did all our houses take in August": together.
            if (measured && item.Target is MentionTarget.Table && draft.Largest is null && draft.Items.ElementAtOrDefault(item.Index - 1) is { Target: MentionTarget.Listing { Which: false } } all && draft.Question.Folded[all.Mention.Start] == "all" && all.Mention.End == item.Mention.Start && all.Mention.Start > 0)
            {
                item.Role = "of all";
                continue;
            }

            // "turnover per year for buyers in France": of theirs, together.
            if (measured && draft.Question.Lexicon.IsDrafted && item.Target is MentionTarget.Table whose && item.Mention.Start > 0 && draft.Question.Folded[item.Mention.Start - 1] is "for" or "from" or "of" or "to" && draft.Items.ElementAtOrDefault(item.Index + 1) is { Mention: var said } && said.Start <= item.Mention.End + 2 && said.Candidates.Any(c => c.Target is MentionTarget.Value value && value.TableName == whose.Name))
            {
                item.Role = "of all";
                continue;
            }

            item.Role = measured ? "group" : "listed";
            var asked = draft.Items.Take(item.Index).LastOrDefault(i => i.Target is not MentionTarget.Distinct)?.Target is MentionTarget.Listing { Which: true }
                || draft.Largest is not null || draft.Having.Count > 0 || draft.OfAverage.Count > 0;
            if (measured && !asked)
                draft.Count(Feature.GroupedWithoutWord);
            draft.Groups.Add(new() { Source = item, Announced = asked });
        }

        draft.Listed = !measured && draft.Groups.Any(g => g.Source?.Role == "listed");
    }

    private static bool IsSubject(Draft draft, Item table)
    {
        var words = draft.Question.Words;
        var at = table.Mention.Start - 1;
        while (at > 0 && words[at].Best is "the" or "our" or "all")
            at--;
        return at > 1 && words[at].Best is "did" or "do" or "does" or "have" or "has" && words[at - 1].Best == "much" && words[at - 2].Best == "how";
    }

    private static IEnumerable<string> TablesOf(Draft draft, Measure measure) =>
        measure.Metric is { } metric ? MetricTables.Of(draft.Model, metric)
        : measure.Source?.Target is MentionTarget.Column column ? [column.TableName]
        : measure.Source?.Target is MentionTarget.Table table ? [table.Name]
        : [];

    // "of the patients", "% of all admissions".
    private static bool IsOfWhole(LinkedQuestion question, int at)
    {
        while (at > 0 && question.Folded[at - 1] is "the" or "all" or "our")
            at--;
        return at > 0 && question.Folded[at - 1] == "of";
    }
}
