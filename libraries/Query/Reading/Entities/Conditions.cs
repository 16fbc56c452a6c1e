using NlSql.Query.Linking;
using NlSql.Query.Reading.Entities.Forms;
using NlSql.SemanticModel.Definitions;
using NlSql.SemanticModel.Queries;

namespace NlSql.Query.Reading.Entities;

/// <summary>
/// The demands of a draft → conditions on the rows of one table: its own and what it leads to one row of directly, everything else by
/// the rows that belong to it, those of one clause about the same row.
/// </summary>
internal sealed class Conditions
{
    private static readonly string[] Superiors = ["report to", "reports to", "reporting to", "managed by", "supervised by", "work under", "works under", "led by"];

    private readonly EntityDraft draft;
    private readonly Reach reach;
    private readonly Ways ways;
    private readonly PeriodColumns times;
    private readonly string? measured;
    private readonly List<RelatedRows> related = [];
    private readonly List<CountedRows> counted = [];
    private readonly List<QueryFilter> direct = [];
    private readonly List<QueryFilter> ofMeasured = [];
    private readonly List<QueryFilter> periods = [];
    private readonly List<QueryFilter> behindNever = [];
    private readonly Dictionary<QueryFilter, int> places = new(ReferenceEqualityComparer.Instance);
    private readonly HashSet<QueryFilter> judged = new(ReferenceEqualityComparer.Instance);
    private readonly Dictionary<Feature, double> features;
    private (int From, MentionTarget.Column Shared, List<QueryFilter> Where)? denied;

    private Conditions(EntityDraft draft, Reach reach, string? measured, Dictionary<Feature, double> features) =>
        (this.draft, this.reach, this.measured, this.features, ways, times) = (draft, reach, measured, features, new Ways(draft), new(draft, reach, measured, related, counted));

    /// <summary>Conditions for rows of the table, and for the rows that are measured.</summary>
    /// <param name="draft">The draft.</param>
    /// <param name="table">The table whose rows are listed, counted or grouped.</param>
    /// <param name="measured">A related table whose rows are measured; conditions on them decide which count.</param>
    /// <param name="features">Where features are counted.</param>
    /// <param name="numbers">Numbers about related rows that are compared, with what is computed.</param>
    public static (QueryFilter? Rows, QueryFilter? Measured) Of(
        EntityDraft draft, string table, string? measured, Dictionary<Feature, double> features, IReadOnlyList<(Demand.Counts, MetricReference)>? numbers = null)
    {
        var conditions = new Conditions(draft, draft.From(table), measured, features);
        foreach (var (demand, metric) in numbers ?? [])
            conditions.counted.Add(new(metric, demand));
        // Tables that are named to exist come first: what is said about their rows belongs to them.
        foreach (var demand in draft.Demands.OfType<Demand.Exists>())
            conditions.Exists(demand);
        // And what something happened to comes before when: "who used the spa in July".
        foreach (var demand in draft.Demands.Where(d => d is not Demand.Exists and not Demand.Counts).OrderBy(d => d is Demand.During { Column: null }))
            conditions.Add(demand);
        List<QueryFilter> rows = [.. conditions.counted.SelectMany(c => c.ToFilters()), .. conditions.Direct(), .. conditions.related.Select(r => r.ToFilter(draft.Alternatives))];
        return (Combine(rows, draft.Alternatives), Combine(conditions.ofMeasured, draft.Alternatives));
    }

    /// <summary>That rows of a table have, or lead to what has, some values; null for no values.</summary>
    public static QueryFilter? Among(EntityDraft draft, string table, ValueList<Part> values, Dictionary<Feature, double> features)
    {
        var conditions = new Conditions(draft, draft.From(table), null, features);
        return Combine([.. values.Select(v => conditions.Inner(v, table)).OfType<QueryFilter>()], false);
    }

    public static QueryFilter? Combine(IReadOnlyList<QueryFilter> terms, bool alternatives) => terms.Count switch
    {
        0 => null,
        1 => terms[0],
        _ => alternatives ? new QueryFilter.AnyOf(terms.ToValueList()) : new QueryFilter.AllOf(terms.ToValueList()),
    };

    // "both labels and books in 2023", "never ordered labels in 2023": the period is that of the other rows, which are judged; so is all else that is said of the rows where none is denied.
    private IEnumerable<QueryFilter> Direct()
    {
        if (denied is { } none)
        {
            if (none.Where.Count == 0)
                Count(Feature.ConditionWithoutTarget);
            else
                direct.Add(With(none.Shared, Combine(none.Where, false)!, negated: true));
        }

        if (judged.Count == 0 && TwoRows() is { } two)
            return two;
        if (judged.Count == 0 || draft.Alternatives || denied is not null)
            return direct;
        var moved = direct.TrueForAll(f => f is not QueryFilter.Membership { Negated: true }) ? direct.FindAll(f => !judged.Contains(f)) : [.. periods, .. behindNever];
        return direct.Where(f => !moved.Contains(f)).Select(f => judged.Contains(f) && f is QueryFilter.Membership rows ? rows with { Query = rows.Query with { Filters = Combine([rows.Query.Filters!, .. moved], false) } } : f);
    }

    // "states with both a gated dam and a dam higher than 80": one of each, and not one that is both; null where one row is meant.
    private List<QueryFilter>? TwoRows()
    {
        if (!draft.Parts.Any(p => p.Is("both")) || Common() is not { } common || Outputs.Identifies(draft, common)
            || draft.Parts.Where(p => p is { Target: MentionTarget.Table, Clause: > 0 } && p.Tables.Contains(reach.Table)).ToList() is not [var one, var other]
            || draft.Parts.Skip(one.Index).Take(other.Index - one.Index).FirstOrDefault(p => p.Target is MentionTarget.And) is not { } and || !direct.TrueForAll(places.ContainsKey))
            return null;
        var (first, second) = (direct.FindAll(f => places[f] < and.Index), direct.FindAll(f => places[f] > and.Index));
        return first.Count == 0 || second.Count == 0 ? null : [With(common, Combine(first, false)!), With(common, Combine(second, false)!)];
    }

    private void Exists(Demand.Exists demand)
    {
        var table = demand.Table.Tables[0];
        demand.Table.Chosen = new MentionTarget.Table(table);
        if (table == measured || table == reach.Table)
        {
            // "places without a station with 15 platforms": what is said of the stations is said of none; "houses without students" of rows that are students, and nothing of these: none of them says so.
            if (demand.Negated && table == reach.Table && Common() is { } common && !Outputs.Identifies(draft, common) && denied is null)
                denied = (draft.Parts.Take(demand.Table.Index).LastOrDefault(p => p.Target is MentionTarget.Negation && p.Sentence == demand.Place.Sentence)?.Index ?? demand.Table.Index, common, []);
            else if (demand.Negated)
                Count(Feature.ConditionWithoutTarget);
            return;
        }

        // What a row refers to is there, unless the reference is empty: "accounts without a customer".
        if (reach.RefersTo(table))
        {
            // Of a thing that is missing nothing can be shown.
            if (demand.Negated && draft.Outputs.Exists(o => reach.Best(o.Noun)?.TableName == table))
                Count(Feature.ConditionWithoutTarget);
            if (demand.Negated)
                direct.Add(new QueryFilter.Compare(Plain(Reference(demand.Table)!), FilterOperator.IsNull, []));
            return;
        }

        if (reach.RelatedSteps(table) >= Reach.Nowhere)
        {
            Count(Feature.UnreachableColumn);
            return;
        }

        if (demand.Negated || !related.Exists(r => !r.Negated && draft.Leads(r.Table, table)))
        {
            var rows = RowsOf(table, demand.Negated);
            rows.Sentence = demand.Place.Sentence;
            // "something in 2023, but nothing in 2024": what is said of the one is not said of the other.
            rows.Place = demand.Table.Is("nothing") ? demand.Place : null;
            related.Add(rows);
        }
    }

    private void Add(Demand demand)
    {
        switch (demand)
        {
            case Demand.Is values:
                Values(values);
                break;
            // "products that were never returned": no sale of theirs was; "with sales that were not returned": those were not.
            case Demand.Compares { Literals: [{ Boolean: false }] } denies when reach.Best(denies.Column) is { } flag && !reach.LeadsTo(flag.TableName) && !InMeasured(flag.TableName) && reach.RelatedSteps(flag.TableName) < Reach.Nowhere && !related.Exists(r => draft.Leads(r.Table, flag.TableName)):
                denies.Column.Chosen ??= flag;
                Place(denies with { Negated = true }, flag.TableName, new QueryFilter.Compare(Plain(flag), FilterOperator.Equal, Typed(flag, [QueryLiteral.Of(true)])));
                break;
            case Demand.Compares compares when (reach.Best(compares.Column) ?? Key(compares.Column)) is { } column:
                compares.Column.Chosen ??= column;
                // "on which more than one …": no date is more than one.
                if (compares.Literals[0].Number is not null && draft.Column(column) is { Type: ColumnType.Date or ColumnType.Timestamp })
                    Count(Feature.ConditionWithoutTarget);
                Place(demand, column.TableName, new QueryFilter.Compare(Name(column, compares.Column), compares.Operator, Typed(column, compares.Literals)));
                break;
            case Demand.ComparesAggregate compares when reach.Best(compares.Column, IsNumber) is { } column:
                if (compares.Column.Index >= 0)
                    compares.Column.Chosen ??= column;
                // No text is under the lowest of texts.
                if (draft.Column(column) is not { Type: ColumnType.Integer or ColumnType.Decimal or ColumnType.Date or ColumnType.Timestamp })
                    Count(Feature.ConditionWithoutTarget);
                // "stores with fewer items than the average": the number of all of its rows, or one row's.
                if (!reach.LeadsTo(column.TableName) && (compares.Group is not null || draft.At(compares.Column.Index - 1)?.Is("more", "fewer", "less") == true))
                    Count(Feature.ConditionWithoutTarget);
                Place(demand, column.TableName, Aggregate(compares, column));
                break;
            case Demand.Same same when (reach.Best(same.Noun) ?? Reference(same.Noun)) is { } column && column.TableName == reach.Table:
                Place(demand, column.TableName, new QueryFilter.Membership(Plain(column), same.Negated, new() { From = reach.Table, Dimensions = [new() { Column = Plain(column) }], Filters = Combine([.. same.Values.Select(v => Inner(v, reach.Table)).OfType<QueryFilter>()], false), Shape = QueryShape.Distinct }));
                break;
            case Demand.Referred referred when referred.By.TableName == reach.Table && draft.Table(reach.Table) is { PrimaryKey: [var own] }:
                var by = $"{reach.Table}.{referred.By.ColumnName}";
                direct.Add(new QueryFilter.Membership($"{reach.Table}.{own}", referred.Negated, new() { From = reach.Table, Dimensions = [new() { Column = by }], Filters = new QueryFilter.Compare(by, FilterOperator.IsNotNull, []), Shape = QueryShape.Distinct }));
                break;
            // "who earn more than their supervisor": than that row does.
            case Demand.ComparesColumn compares when reach.Best(compares.Column) is { } column && SelfRole.Of(draft, compares.Other) is { } self:
                Place(demand, column.TableName, new QueryFilter.Relation(new QueryExpression.Named(Name(column, compares.Column)), compares.Operator, new ComparedValue.Computed(EntityMetrics.Multiple(new QueryExpression.Named(self.Name(column)), compares.Times))));
                if (column.TableName != self.Column.TableName)
                    Count(Feature.UnreachableColumn);
                break;
            case Demand.ComparesColumn compares when reach.Best(compares.Column) is { } column && reach.Best(compares.Other) is { } other:
                Place(demand, column.TableName, new QueryFilter.Relation(new QueryExpression.Named(Name(column, compares.Column)), compares.Operator, new ComparedValue.Computed(EntityMetrics.Multiple(new QueryExpression.Named(Name(other, compares.Other)), compares.Times))));
                if (column == other)
                    Count(Feature.UnreachableColumn);
                break;
            // "customers without orders" of a table of order lines: the rows themselves are missing.
            case Demand.Missing { Column: var rows } when reach.Best(rows) is { } key && draft.NumbersRows(rows) && !reach.LeadsTo(key.TableName):
                rows.Chosen ??= key;
                related.Add(RowsOf(key.TableName, !demand.Negated));
                break;
            // "instructors who do not teach any class": no class refers to them.
            case Demand.Missing { Column: var referring } when reach.Best(referring) is { } reference && !reach.LeadsTo(reference.TableName) && draft.Model.Relationships.Any(r => r.FromTable == reference.TableName && r.FromColumns.Contains(reference.ColumnName) && r.ToTable == reach.Table):
                referring.Chosen ??= reference;
                direct.Add(new QueryFilter.Related(reference.TableName, ways.Via(reference.TableName, reach.Table), null, demand.Negated ? Quantifier.Some : Quantifier.None));
                break;
            // "cheeses that have never won a medal": none of their awards has one.
            case Demand.Missing { Had: true, Negated: false, Column: var never } when reach.Best(never) is { } had && !reach.LeadsTo(had.TableName) && !InMeasured(had.TableName) && reach.RelatedSteps(had.TableName) < Reach.Nowhere && draft.Parts.Any(p => p.Is("never")):
                never.Chosen ??= had;
                related.Add(RowsOf(had.TableName, true, new QueryFilter.Compare(Plain(had), FilterOperator.IsNotNull, [])));
                break;
            case Demand.Missing missing when reach.Best(missing.Column) is { } column:
                missing.Column.Chosen ??= column;
                // A key is never missing: "employee with ID" means something else.
                if (draft.Table(column.TableName)!.PrimaryKey.Contains(column.ColumnName))
                    Count(Feature.ConditionWithoutTarget);
                Place(demand with { Negated = false }, column.TableName, Missing(Name(column, missing.Column), missing.Had ? draft.Column(column) : null, demand.Negated));
                break;
            case Demand.During during:
                Period(during);
                break;
            case Demand.First first:
                First(first);
                break;
            default:
                Count(Feature.ConditionWithoutTarget);
                break;
        }
    }

    private static QueryFilter Missing(string column, ColumnDefinition? had, bool negated) => negated ? Possession.Has(column, had) : Possession.Lacks(column, had);

    // "the same department": the row of another table that this one refers to.
    private MentionTarget.Column? Reference(Part noun) => noun.Target is MentionTarget.Table { Name: var other } && other != reach.Table && reach.RefersTo(other)
        ? new(reach.Table, draft.Question.Lexicon.Joins.ShortestPaths(reach.Table, other)[0][0].FromColumns[0]) : null;

    // "room 112": the room of that number.
    private MentionTarget.Column? Key(Part noun) =>
        noun.Target is MentionTarget.Table table && draft.Table(table.Name) is { PrimaryKey: [var key] } ? new(table.Name, key) : null;

    private void Values(Demand.Is demand)
    {
        if (demand.Values[0].Target is MentionTarget.Literal)
        {
            if (demand.Column is not { } named || reach.Best(named) is not { } literal)
            {
                Count(Feature.ConditionWithoutTarget);
                return;
            }

            named.Chosen ??= literal;
            var texts = demand.Values.Select(v => Literal(literal, v.Target is MentionTarget.Literal l ? l.Text : v.Text)).ToValueList();
            var part = texts is [{ Text: { } text }] && TextParts.Operator(draft.Question.Lexicon.Values, literal.TableName, literal.ColumnName, text) == FilterOperator.Contains;
            Place(demand, literal.TableName, part
                ? new QueryFilter.Compare(Name(literal, demand.Values[0]), demand.Negated ? FilterOperator.NotContains : FilterOperator.Contains, texts)
                : Equal(Name(literal, demand.Values[0]), texts, demand.Negated && reach.RefersTo(literal.TableName)));
            return;
        }

        // All values of one condition are of one column: the one that fits the first best and holds them all.
        var chosen = demand.Values[0].Values.Select(v => (v.Target.TableName, v.Target.ColumnName)).Distinct()
            .Where(c => demand.Values.All(v => v.Values.Any(o => o.Target.TableName == c.TableName && o.Target.ColumnName == c.ColumnName))).ToHashSet();
        var said = demand.Column;
        // "the manager of Ann": what is asked for is no condition, where Ann is somebody else, too.
        if (said is { Role: "shown" } && draft.At(demand.Values[0].Index - 1)?.Is("of", "for") == true && chosen.Any(c => !said.Columns.Any(n => n.Target.TableName == c.TableName && n.Target.ColumnName == c.ColumnName)))
        {
            chosen.RemoveWhere(c => said.Columns.Any(n => n.Target.TableName == c.TableName && n.Target.ColumnName == c.ColumnName));
            said = null;
        }

        var first = said is null && chosen.Count > 0 && demand.Column is not null
            ? demand.Values[0].Values.Where(v => chosen.Contains((v.Target.TableName, v.Target.ColumnName))).OrderByDescending(v => v.Strength).Select(v => v.Target).First()
            : reach.Best(demand.Values[0], said, demand.Table);
        if (first is null || reach.RelatedSteps(first.TableName) >= Reach.Nowhere)
        {
            Count(Feature.UnreachableColumn);
            return;
        }

        if (!chosen.Contains((first.TableName, first.ColumnName)))
            Count(Feature.ConditionWithoutTarget);
        var column = new MentionTarget.Column(first.TableName, first.ColumnName);
        List<QueryLiteral> literals = [];
        foreach (var part in demand.Values)
        {
            var value = part.Values.Select(v => v.Target).FirstOrDefault(v => v.TableName == first.TableName && v.ColumnName == first.ColumnName) ?? first;
            part.Chosen = value;
            var spellings = demand.Both ? [value.Text] : ValueSpellings.Of(part.Mention!, value);
            literals.AddRange(spellings.Select(s => Literal(column, s)));
            if (ValueSpellings.Assumption(spellings) is { } assumption && !draft.Assumptions.Contains(assumption))
                draft.Assumptions.Add(assumption);
        }

        var different = literals.Distinct().ToValueList();
        var isDirect = (demand.Negated ? reach.RefersTo(first.TableName) : reach.LeadsTo(first.TableName)) || InMeasured(first.TableName);
        if (demand.Both && different.Count > 1 && !isDirect)
        {
            foreach (var one in different)
                related.Add(RowsOf(first.TableName, demand.Negated, Equal(Plain(column), [one], false)));
            return;
        }

        // "employees who report to Ann": it is the other row's value.
        if (first.TableName == reach.Table && demand.Column is null && Superior(demand.Values[0]) is { } superior)
        {
            direct.Add(Equal($"{superior}.{first.ColumnName}", different, demand.Negated));
            return;
        }

        // "products never sold in North" of a table of single sales, "wards without visits of Ann" of visits: those that no row of it has with the value.
        if (demand.Negated && isDirect && (IsNever() || DeniesRows()) && Common() is { } key)
        {
            direct.Add(With(key, Equal(Name(column, demand.Values[0]), different, false), negated: true));
            return;
        }

        // "not" is said of the thing: that one of several related rows is different says nothing.
        if (demand.Negated && isDirect && draft.Thing is { } thing && !thing.Tables.Contains(reach.Table) && !thing.Tables.Any(reach.RefersTo))
            Count(Feature.OtherThing, 2);
        if (demand.Both && different.Count > 1 && isDirect && demand.Values.Any(v => draft.At(v.Index - 1)?.Is("both") == true || (draft.At(v.Index - 1) is { IsNoun: true } or { Mention: null } && draft.At(v.Index - 2)?.Is("both") == true)))
        {
            // "cities with both bars and hotels": no row has both, but the city may have rows of each.
            if (Common() is { } common && first.TableName == reach.Table)
            {
                direct.AddRange(different.Select(one => With(common, Equal(Plain(column), [one], false))));
                return;
            }

            Count(Feature.ConditionWithoutTarget);
        }

        // A row has one value only: "Latin and Pop tracks" are tracks of either.
        Place(demand, first.TableName, Equal(Name(column, demand.Values[0]), different, demand.Negated && isDirect));
        if (!demand.Negated && !isDirect && IsOnly(demand.Values[0]) && related.FindLast(r => r.Where.Exists(w => w is QueryFilter.Compare one && one.Column == Plain(column))) is { Negated: false } rows)
            rows.Of(Quantifier.All);
    }

    // "customers who bought only toys", "who only bought toys", "toys only": and nothing else.
    private bool IsOnly(Part value)
    {
        var before = draft.At(value.Index - 1);
        while (before is { Mention: null } && !before.Is("only") && before.Sentence == value.Sentence)
            before = draft.At(before.Index - 1);
        if (before?.Target is MentionTarget.Activity or MentionTarget.Relation or MentionTarget.Table)
            before = draft.At(before.Index - 1);
        if (before?.Is("ever") == true)
            before = draft.At(before.Index - 1);
        return before?.Is("only") == true || (draft.At(value.Index + 1) is { } after && after.Is("only") && draft.At(after.Index + 1) is null);
    }

    // The role of the row of the same table that a verb such as "report to" speaks of; null when there is none.
    private string? Superior(Part value)
    {
        var before = string.Join(' ', draft.Parts.Take(value.Index).TakeLast(4).Select(p => p.Text));
        // "whose mentor is Ann", "mentored by Ann".
        if (draft.Parts.Take(value.Index).TakeLast(3).Concat(draft.At(value.Index + 1)?.Is("as") == true || draft.At(value.Index + 2)?.Is("as") == true ? draft.Parts.Skip(value.Index + 1).Take(4) : []).Select(p => SelfRole.Of(draft, p)).OfType<SelfRole>().FirstOrDefault(r => r.Column.TableName == reach.Table) is { } self)
            return self.Role;
        return Superiors.Any(s => before.EndsWith(s, StringComparison.Ordinal))
            ? draft.Question.Lexicon.Joins.StepsFrom(reach.Table).Where(s => s.IsWithinTable && s.Role is not null).Select(s => s.Role).FirstOrDefault() : null;
    }

    // Where a condition belongs: to the row itself, to the rows measured, or to related rows.
    private void Place(Demand demand, string table, QueryFilter filter)
    {
        if (demand.Negated && demand is not Demand.During ? reach.RefersTo(table) : reach.LeadsTo(table))
        {
            if (denied is { } none && none.From < At(demand))
            {
                none.Where.Add(filter);
                return;
            }

            if (Joined(filter))
                return;
            // "customers who have not ordered since June" of a table of orders: none of their orders is.
            if (((demand is Demand.During { Negated: true } && draft.Demands.OfType<Demand.During>().Count() == 1) || (demand is Demand.Compares { Negated: true, Column: var dated } && draft.IsTime(dated) && DeniesRows())) && Common() is { } whose && !Outputs.Identifies(draft, whose))
                direct.Add(With(whose, filter, negated: true));
            else
                direct.Add(demand is { Negated: true } and (Demand.During or Demand.Compares) ? new QueryFilter.Not(filter) : filter);
            places[direct[^1]] = At(demand);
            if (demand is Demand.During { Negated: false })
                periods.Add(filter);
            // "never found any of this kind under oak".
            else if (demand is Demand.Is { Negated: false, Values: [var value, ..] } && draft.Parts.FirstOrDefault(p => p.Is("never")) is { } never && value.Index > never.Index && (never.Sentence, never.Clause) == demand.Place)
                behindNever.Add(filter);
            CountSteps(reach.StepsTo(table));
            return;
        }

        if (InMeasured(table))
        {
            ofMeasured.Add(filter);
            return;
        }

        if (reach.RelatedSteps(table) >= Reach.Nowhere)
        {
            Count(Feature.UnreachableColumn);
            return;
        }

        // "at least 2 orders with status New": those two are new.
        if (!demand.Negated && counted.Find(c => c.Demand.Place.Sentence == demand.Place.Sentence && c.Demand.Place.Clause <= demand.Place.Clause && draft.Leads(c.Table, table)) is { } compared)
        {
            compared.Where.Add(filter);
            return;
        }

        var both = draft.Parts.Any(p => p.Is("both"));
        var known = related.Find(r => !(both && r.Where.Exists(w => w is QueryFilter.Compare one && filter is QueryFilter.Compare other && one.Column == other.Column)) && (r.Negated == demand.Negated || (r.Place is null && (r.Sentence is null || r.Sentence == demand.Place.Sentence))) && (r.Place is null || r.Place == demand.Place || Continues(demand, r.Table)) && draft.Leads(r.Table, table));
        // "for which Ann was the chief judge": of the row that pairs them.
        if (known is null && !demand.Negated && related.Find(r => !r.Negated && r.Place == demand.Place && draft.Leads(table, r.Table) && !draft.Leads(r.Table, table)) is { } paired)
        {
            paired.Lies(table, ways.Via(table, reach.Table));
            known = paired;
        }

        // "an expedition before 2014 and one in 2018 or later": two rows, as no row is both.
        if (known is { Negated: false } && !demand.Negated && draft.Parts.All(p => p.Target is not MentionTarget.Or) && Answers.AnswerRows.Contradicts(new QueryFilter.AllOf([.. known.Where, filter])))
            known = null;
        if (known is null)
            related.Add(known = RowsOf(table, demand.Negated));
        known.Negated |= demand.Negated;
        // A row has one value in a column: two are alternatives.
        if (filter is QueryFilter.Compare { Operator: FilterOperator.Equal } one && known.Where.FindIndex(w => w is QueryFilter.Compare { Operator: FilterOperator.Equal or FilterOperator.In } same && same.Column == one.Column) is >= 0 and var at)
            known.Where[at] = Equal(one.Column, ((QueryFilter.Compare)known.Where[at]).Values.Concat(one.Values).Distinct().ToValueList(), false);
        else
            known.Where.Add(filter);
        known.Place ??= demand.Place;
        Count(Feature.RelatedCondition);
    }

    // Where a demand is said.
    private static int At(Demand demand) => demand switch
    {
        Demand.During during => during.Period.Index,
        Demand.Is { Values: [var first, ..] } => first.Index,
        Demand.Compares compares => compares.Column.Index,
        Demand.ComparesAggregate compares => compares.Column.Index,
        _ => -1,
    };

    // "a motorway lesson with Ann": the lesson is hers.
    private bool Continues(Demand demand, string rows)
    {
        if (demand is not Demand.Is { Negated: false, Values: [var first, ..] })
            return false;
        var at = draft.At(first.Index - 1);
        while (at is { Mention: null } && ClauseWords.Determiners.Contains(at.Text))
            at = draft.At(at.Index - 1);
        return at is { Mention: null } && at.Is("with", "by", "from", "at", "in", "on", "for") && draft.At(at.Index - 1) is { Target: MentionTarget.Table } noun && noun.Tables.Contains(rows);
    }

    // Rows of another table, or of the one that pairs it with this where several do.
    private RelatedRows RowsOf(string other, bool negated, params ReadOnlySpan<QueryFilter> where)
    {
        var pairing = ways.Pairing(reach.Table, other) ?? (times.Happening(_ => true) is { } happened && happened != other && draft.Leads(happened, other) ? happened : null);
        var rows = new RelatedRows(pairing ?? other, pairing is null ? ways.Via(other, reach.Table) : null, negated);
        rows.Where.AddRange(where);
        return rows;
    }

    // Two values of one column are alternatives: no row has both. Where both are asked of a single value, the question means something else.
    private bool Joined(QueryFilter filter)
    {
        if (filter is not QueryFilter.Compare { Operator: FilterOperator.Equal or FilterOperator.In } more
            || direct.FindIndex(f => f is QueryFilter.Compare { Operator: FilterOperator.Equal or FilterOperator.In } known && known.Column == more.Column) is not (>= 0 and var at))
        {
            if (filter is not QueryFilter.Compare other || direct.FindIndex(f => f is QueryFilter.Compare known && known.Column == other.Column) is not (>= 0 and var earlier))
                return false;
            // "regions with a ropeway longer than 3000 and also one shorter than 2000".
            if (SaysTwo() && Common() is { } shared && !Outputs.Identifies(draft, shared) && Answers.AnswerRows.Contradicts(new QueryFilter.AllOf([direct[earlier], filter])))
            {
                (direct[earlier], filter) = (With(shared, direct[earlier]), With(shared, filter));
                direct.Add(filter);
                return true;
            }

            if (draft.Parts.Any(p => p.Is("both")))
                Count(Feature.ConditionWithoutTarget);
            return false;
        }

        var before = (QueryFilter.Compare)direct[at];
        if (draft.Parts.Any(p => p.Is("both", "shared", "common")) || (SaysTwo() && Common() is { } several && !Outputs.Identifies(draft, several)))
        {
            // "industries shared by companies in USA and companies in China".
            if (Common() is { } common)
            {
                direct[at] = With(common, before);
                direct.Add(With(common, more));
                return true;
            }

            Count(Feature.ConditionWithoutTarget);
        }

        direct[at] = Equal(more.Column, before.Values.Concat(more.Values).Distinct().ToValueList(), false);
        return true;
    }

    // "a citrus ingredient and also a floral one", "a museum opened before 1950 and another opened later": two rows.
    private bool SaysTwo() => !draft.Parts.Any(p => p.Target is MentionTarget.Or) && (draft.Parts.Any(p => p.Is("another") || (p.Target is MentionTarget.And && (p.Text.Contains("also", StringComparison.Ordinal) || p.Text.Contains("well as", StringComparison.Ordinal))))
        || draft.Parts.Any(p => p.Target is MentionTarget.Table && p.Clause > 0 && draft.Parts.Any(o => o.Index > p.Index && o.Clause >= p.Clause && o.Sentence == p.Sentence && o.Tables.Intersect(p.Tables).Any() && draft.At(o.Index - 1)?.Is("a", "an") == true)));

    private bool IsNever() => (draft.Parts.Any(p => p.Is("never")) || draft.Question.SaysAtAll) && (draft.Question.Lexicon.Ledgers.Contains(reach.Table) || (Common() is { } shared && !Outputs.Identifies(draft, shared)));

    // "without visits" where each row is a visit.
    private bool DeniesRows() => draft.Parts.Any(p => p.Target is MentionTarget.Negation && (draft.Next(p) is { Target: MentionTarget.Value } kind ? draft.Next(kind) : draft.Next(p)) is { Target: MentionTarget.Table } rows && rows.Tables.Contains(reach.Table));

    // The one column that is shown or counted, of the rows themselves.
    private MentionTarget.Column? Common() => draft.Outputs is [Quantity.Value or Quantity.Count] && draft.Outputs[0].Noun is { Target: MentionTarget.Column } said && reach.Best(said) is { } common && common.TableName == reach.Table ? common : null;

    // Other rows with the same value fulfil it; none does.
    private QueryFilter.Membership With(MentionTarget.Column common, QueryFilter filter, bool negated = false)
    {
        QueryFilter.Membership others = new(Plain(common), negated, new() { From = reach.Table, Dimensions = [new() { Column = Plain(common) }], Filters = filter, Shape = QueryShape.Distinct });
        judged.Add(others);
        return others;
    }

    private bool InMeasured(string table) => measured is not null && draft.Leads(measured, table);

    private QueryFilter.Relation Aggregate(Demand.ComparesAggregate compares, MentionTarget.Column column)
    {
        var inner = compares.Of is { } of && draft.From(column.TableName).Best(of, IsNumber) is { } named ? named : column;
        var query = new SemanticQuery
        {
            From = inner.TableName,
            Metrics = [EntityMetrics.Times(new() { Aggregate = compares.Function, Column = Plain(inner), As = "reference" }, compares.Times)],
            Filters = Combine([.. compares.Values.Select(v => Inner(v, inner.TableName)).OfType<QueryFilter>()], false),
        };
        return new(new QueryExpression.Named(Name(column, compares.Column)), compares.Operator, new ComparedValue.Scalar(query) { Within = compares.Group is null ? [] : Within(compares.Group, column, inner) });
    }

    // "of their own genre": what the rows of the group have in common; nothing is assumed where it may be several things, or tells the row itself.
    private ValueList<string> Within(OwnGroup group, MentionTarget.Column compared, MentionTarget.Column averaged)
    {
        var table = compared.TableName;
        var isOfThing = group.Thing is not { } thing || thing.Tables.Contains(table) || thing.Columns.Any(c => c.Target.TableName == table && Outputs.Identifies(draft, c.Target));
        if (averaged.TableName == table && isOfThing && group.Key(draft, table) is { } key && IsOneWay(table, key.TableName))
        {
            group.Noun.Chosen ??= key;
            return [Plain(key)];
        }

        Count(Feature.ConditionWithoutTarget);
        return [];
    }

    // Whether the row that is compared and the row whose condition it is see the same row of the other table.
    private bool IsOneWay(string table, string other)
    {
        var joins = draft.Question.Lexicon.Joins;
        return table == reach.Table
            || (joins.ShortestPaths(reach.Table, other) is [var whole] && joins.ShortestPaths(reach.Table, table) is [var first] && whole.Count == first.Count + joins.Steps(table, other));
    }

    private QueryFilter.Compare? Inner(Part part, string table)
    {
        var inner = draft.From(table);
        if (part.Target is MentionTarget.Number number && draft.Previous(part) is { } named && inner.Best(named) is { } numbered && draft.Leads(table, numbered.TableName))
            return Equal(Plain(numbered), [QueryLiteral.Of(number.Amount)], part.Negated);
        if (inner.Best(part, null, null) is { } value && draft.Leads(table, value.TableName))
        {
            part.Chosen ??= value;
            var column = new MentionTarget.Column(value.TableName, value.ColumnName);
            return Equal(Plain(column), [Literal(column, value.Text)], part.Negated);
        }

        Count(Feature.UnreachableColumn);
        return null;
    }

    private void First(Demand.First first)
    {
        var table = first.Table.Tables[0];
        if (draft.Table(table) is not { PrimaryKey: [var key] } || FirstRowsForm.Of(draft, first, (table, key), features) is not { } query)
        {
            Count(Feature.NothingToRank);
            return;
        }

        Place(first, table, new QueryFilter.Membership($"{table}.{key}", false, query));
    }

    private void Period(Demand.During during)
    {
        if (times.Days(during.Range) is not { } days)
        {
            Count(Feature.SeparatePeriods);
            return;
        }

        var (column, isOfDenied) = times.Of(during, days);
        if (column is null || draft.Column(column) is not { } definition)
        {
            Count(Feature.NoTimeColumn);
            return;
        }

        if (during.Column is not null)
            during.Column.Chosen ??= column;
        var year = definition.Type is ColumnType.Integer or ColumnType.Decimal;
        QueryLiteral Bound(DateOnly day) => year ? QueryLiteral.Of(day.Year) : QueryLiteral.Of(day.ToString("yyyy-MM-dd", System.Globalization.CultureInfo.InvariantCulture));
        var filter = days switch
        {
            { From: { } from, To: { } to } => new QueryFilter.Compare(Name(column, during.Period), FilterOperator.Between, [Bound(from), Bound(to)]),
            { From: { } from } => new QueryFilter.Compare(Name(column, during.Period), FilterOperator.GreaterOrEqual, [Bound(from)]),
            { To: { } to } => new QueryFilter.Compare(Name(column, during.Period), FilterOperator.LessOrEqual, [Bound(to)]),
            _ => null,
        };
        if (filter is null)
            return;
        // "bought both toys and books in 2024": each of them then.
        if (!during.Negated && draft.Parts.Any(p => p.Is("both")) && related.FindAll(r => !r.Negated && r.Table == column.TableName && r.Place is null) is { Count: > 1 } each)
            each.ForEach(r => r.Where.Add(filter));
        else
            Place(during with { Negated = during.Negated || isOfDenied }, column.TableName, filter);
    }

    private static QueryFilter.Compare Equal(string column, ValueList<QueryLiteral> literals, bool negated) => literals.Count == 1
        ? new(column, negated ? FilterOperator.NotEqual : FilterOperator.Equal, literals)
        : new(column, negated ? FilterOperator.NotIn : FilterOperator.In, literals);

    private ValueList<QueryLiteral> Typed(MentionTarget.Column column, ValueList<QueryLiteral> literals) => literals
        .Select(l => l.Boolean is { } truth && draft.Column(column) is { } definition ? Truths.Literal(definition, truth) : l.Number is { } number ? Literal(column, number.ToString(System.Globalization.CultureInfo.InvariantCulture)) : l).ToValueList();

    // A value is written in the type of its column.
    private QueryLiteral Literal(MentionTarget.Column column, string text) => draft.Column(column)?.Type switch
    {
        ColumnType.Integer or ColumnType.Decimal when decimal.TryParse(text, System.Globalization.CultureInfo.InvariantCulture, out var number) => QueryLiteral.Of(number),
        ColumnType.Boolean when bool.TryParse(text, out var truth) => QueryLiteral.Of(truth),
        _ => QueryLiteral.Of(text),
    };

    private bool IsNumber(ColumnDefinition column) => column is { Type: ColumnType.Integer or ColumnType.Decimal, Kind: not ColumnKind.Id };

    private static string Plain(MentionTarget.Column column) => $"{column.TableName}.{column.ColumnName}";

    private string Name(MentionTarget.Column column, Part? at) => reach.LeadsTo(column.TableName) ? ways.Name(reach.Table, column, at) : Plain(column);

    private void CountSteps(int steps)
    {
        if (steps > 0)
            Count(Feature.ColumnOfOtherTable, steps);
    }

    private void Count(Feature feature, double times = 1) => features[feature] = features.GetValueOrDefault(feature) + times;
}
