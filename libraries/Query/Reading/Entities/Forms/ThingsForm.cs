using NlSql.Query.Linking;
using NlSql.SemanticModel.Definitions;
using NlSql.SemanticModel.Queries;

namespace NlSql.Query.Reading.Entities.Forms;

/// <summary>Rows of the table, with numbers about the rows that belong to each.</summary>
internal sealed class ThingsForm(TableScope scope, RowOrder order, CountDemands counts)
{
    private const double Nearly = 0.15;

    private readonly EntityDraft draft = scope.Draft;
    private readonly string table = scope.Table;
    private readonly Reach reach = scope.Reach;
    private readonly List<OutputReference> outputs = [];

    /// <summary>The query; null when these rows are not what is asked for.</summary>
    /// <param name="keys">What is shown or grouped by.</param>
    /// <param name="measures">What is measured for each row.</param>
    /// <param name="counted">The table whose rows are measured; null for none.</param>
    public SemanticQuery? Build(List<Part> keys, List<Quantity> measures, string? counted)
    {
        var of = counted is null || counted == table ? null : Belonging(counted);
        if (!Show(keys) || (of is null && counted is not null && counted != table))
            return null;
        // "card types and the number of transactions": values that many rows share are groups, not things.
        if ((of ?? order.Ranking(added: true)) is { } rowsOf && keys.Count > 0 && !keys.Any(k => k.Target is MentionTarget.Table) && draft.Leads(rowsOf, table)
            && !keys.Any(k => Outputs.Of(draft, k, reach).Any(c => c.TableName == table && Outputs.Identifies(draft, c))))
            return null;
        if (!measures.TrueForAll(m => Measure(m, of, keys)) || !order.Take(of, null))
            return null;
        var (rows, measured) = Conditions.Of(draft, table, scope.Metrics.Count > 0 ? of ?? order.Ranking() : null, scope.Features, counts.OfRelated());
        if (measured is not null)
        {
            for (var i = 0; i < scope.Metrics.Count; i++)
                scope.Metrics[i] = scope.Metrics[i] with { Where = measured };
        }

        var distinct = scope.Metrics.Count == 0 && order.Terms.TrueForAll(o => outputs.Exists(shown => shown.Name == o.By))
            && (draft.Distinct || AreJudged(rows) || (order.Terms.Count == 0 && OneCategory(keys)) || (draft.Question.Lexicon.Ledgers.Contains(table) && keys.Count > 0 && keys.TrueForAll(scope.IsShared)));
        return Listing.Valued(draft.Question.Lexicon.Values, new()
        {
            From = table,
            Return = distinct ? [] : outputs.Distinct().ToValueList(),
            Dimensions = distinct ? outputs.Distinct().Select(o => new DimensionReference { Column = o.Name }).ToValueList() : [],
            Metrics = scope.Metrics.Distinct().ToValueList(),
            Filters = rows,
            Having = Conditions.Combine(counts.Judged, draft.Alternatives),
            OrderBy = order.Terms.ToValueList(),
            Limit = draft.Limit,
            Offset = draft.Skipped,
            Shape = distinct ? QueryShape.Distinct : scope.Metrics.Count > 0 ? QueryShape.Aggregate : QueryShape.Rows,
        });
    }

    // Shows the columns that the keys mean; false where a row does not lead to them.
    private bool Show(List<Part> keys)
    {
        if (keys.Count == 0 && draft.Thing is null)
            outputs.AddRange(Outputs.Display(draft.Table(table)!).Select(c => OutputReference.Of(scope.Name(c))));
        foreach (var key in keys.Count > 0 ? keys : draft.Everything || draft.Thing is null ? [] : [draft.Thing])
        {
            var columns = key == draft.Thing && keys.Count == 0 && !key.Tables.Contains(table) && !(draft.RoleNoun is { } role && role.Noun == key && role.Table == table) ? [] : Outputs.Of(draft, key, reach);
            if (columns.Count == 0)
                return false;
            // "the name and address of the customers": two things are shown, not one of them twice.
            if (keys.Count > 1 && columns.All(c => keys.Exists(k => k != key && draft.Next(k) is { Target: MentionTarget.And } and && draft.Next(and) == key && IsNamedElsewhere(k, c) && Outputs.Of(draft, k, reach).Contains(c))))
                scope.Count(Feature.UnusedOutput);
            EntityMetrics.Chose(key, columns[0]);
            foreach (var column in columns)
            {
                if (!reach.LeadsTo(column.TableName))
                {
                    scope.Count(Feature.UnreachableColumn);
                    return false;
                }

                if (reach.StepsTo(column.TableName) is var steps and > 0)
                    scope.Count(Feature.ColumnOfOtherTable, steps);
                if (IsReference(column) && draft.Thing?.Tables.Contains(column.TableName) != true)
                    scope.Count(Feature.ReferenceShown);
                outputs.Add(OutputReference.Of(scope.Name(column, key)));
            }
        }

        if (draft.Everything && keys.Count == 0)
            outputs.AddRange(draft.Table(table)!.Columns.Where(c => c.Visibility == ColumnVisibility.Public).Select(c => OutputReference.Of($"{table}.{c.Name}")));
        return true;
    }

    // A column called as the key that it refers to.
    private bool IsReference(MentionTarget.Column column) =>
        draft.Model.Relationships.Any(r => r.FromTable == column.TableName && r.FromColumns.Contains(column.ColumnName) && r.ToColumns.Contains(column.ColumnName)) && !draft.Table(column.TableName)!.PrimaryKey.Contains(column.ColumnName);

    // Measures the rows of another table for each row; false where that cannot be.
    private bool Measure(Quantity measure, string? of, List<Part> keys)
    {
        // "the total balance of each customer" where the balance is the customer's own.
        if (of is null && measure is Quantity.Aggregate { Noun: var own } && reach.Best(own, c => c.Kind == ColumnKind.Fact) is { } itself && itself.TableName == table
            && keys.Any(k => k.Tables.Contains(table) || (reach.Best(k) is { } key && key.TableName == table && Outputs.Identifies(draft, key))))
        {
            EntityMetrics.Chose(own, itself);
            outputs.Add(OutputReference.Of(scope.Name(itself)));
            return true;
        }

        if (of is null || scope.Numbers.Metric(measure, of) is not { } metric)
            return false;
        scope.Metrics.Add(metric);
        outputs.Add(OutputReference.Of(metric.As!));
        return true;
    }

    // "cities with both bars and hotels", "wards without visits of Ann": values that are judged by several rows are shown once.
    private bool AreJudged(QueryFilter? rows)
    {
        if (outputs.Count != 1 || rows is null)
            return false;
        var judged = FilterTerms.Of(rows).OfType<QueryFilter.Membership>().Where(m => m.Column == outputs[0].Name).ToList();
        return judged.Count > 1 || judged.Exists(m => m.Negated);
    }

    // "show all card types": the values of one column, each once.
    private bool OneCategory(List<Part> keys) =>
        keys.Count == 1 && keys[0].Target is MentionTarget.Column && (draft.Demands.Count == 0 || AsksWhich(keys[0])) && (AsksWhich(keys[0]) || draft.Parts.All(p => p.Target is not MentionTarget.Table || (p == draft.Thing && p.Role == "owner")))
        && reach.Best(keys[0]) is { } column && draft.Column(column) is { Kind: ColumnKind.Dimension } && !Outputs.Identifies(draft, column);

    // "which destinations do we serve from Bern": no answer is given twice.
    private bool AsksWhich(Part key) => (key.Mention?.Start == 1 && draft.Question.Folded[0] is "which" or "what") || draft.Parts[0] is { Target: MentionTarget.Listing { Which: true } } which && which.Is("which", "what") && draft.Next(which) == key;

    // The rows that are counted for each row of this table: those of the table itself, else those of the bridge that pairs the two.
    private string? Belonging(string counted) => reach.LeadsTo(counted) || draft.Leads(counted, table) ? counted : scope.Ways.Bridge(table, counted);

    // A word that another column answers to more plainly.
    private static bool IsNamedElsewhere(Part noun, MentionTarget.Column column) =>
        noun.Target is MentionTarget.Column && noun.Columns.Any(c => c.Target != column && noun.Columns.All(o => o.Target != column || o.Strength < c.Strength - Nearly));
}
