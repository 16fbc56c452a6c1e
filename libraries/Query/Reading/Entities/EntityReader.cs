using NlSql.Query.Linking;
using NlSql.Query.Linking.Words;
using NlSql.Query.Model;
using NlSql.Query.Reading.Answers;
using NlSql.Query.Reading.Entities.Rules;
using NlSql.SemanticModel.Definitions;
using NlSql.SemanticModel.Queries;

namespace NlSql.Query.Reading.Entities;

/// <summary>
/// Covers → scored queries about things: lists, counts and groups of the rows of one table, with conditions on the rows that belong to
/// them. Reads tables that nobody has described; measures that a model defines are read by <see cref="Assembler"/>.
/// </summary>
internal sealed class EntityReader
{
    // Roles that take no notice of a negation.
    private static readonly string?[] Affirmed = ["thing", "thing again", "shown", "relates", "group", "counted", "aggregate", "ranked by", "order key"];

    // The order is the order of precedence: what an earlier rule uses, a later one does not see.
    private static readonly EntityRule[] Rules =
    [
        new SelfRoleRule(), new NegationRule(), new SplitNameRule(), new OwnerRule(), new SortRule(), new SameRule(), new ComparativeRule(), new ComparisonRule(), new SpreadRule(), new AggregateListRule(), new SuperlativeRule(), new PeriodRule(), new ValueRule(), new MissingRule(),
        new GroupRule(), new OutputRule(), new PossessionRule(), new TableRule(), new ConnectorRule(),
    ];

    private readonly LinkedQuestion question;
    private readonly List<ReadingStep> begin;
    private BestFirst? acceptable;

    public EntityReader(LinkedQuestion question)
    {
        this.question = question;
        var covers = CoverSearch.Best(question, m => ThingMentions.Has(question, m));
        Cover = covers[0];
        begin = [.. covers.Select((cover, place) => (cover, place, behind: cover.Behind(question, covers[0])))
            .Select(c => new ReadingStep(c.cover.Most(c.behind), c.cover.Unexplained.Count == 0 && c.behind > ReadingWeights.AcceptableDoubt, (c.place, 0), () => [Draft(c.cover, c.behind, c.place)]))];
    }

    /// <summary>What explains the words best.</summary>
    public Cover Cover { get; }

    /// <summary>The readings that may run.</summary>
    public BestFirst Acceptable => acceptable ??= new(begin, acceptable: true);

    /// <summary>The readings of all covers.</summary>
    public BestFirst All => new(begin, acceptable: false);

    private ReadingStep Draft(Cover cover, double behind, int place)
    {
        var draft = new EntityDraft(question, cover);
        foreach (var rule in Rules)
            rule.Apply(draft);
        Settle(draft);
        foreach (var part in draft.Parts.Where(p => p.Mention is not null && !p.Used))
            draft.Count(Feature.UnusedMention);
        // A noun that is denied and then shown, counted or passed over means the opposite of what was said.
        foreach (var part in draft.Parts.Where(p => p is { Negated: true, IsNoun: true } && (Affirmed.Contains(p.Role) || (p.Role == "owner" && !draft.Demands.Exists(d => d.Negated)))))
            draft.Count(Feature.UnusedMention);
        foreach (var part in draft.Parts.Where(p => p.Target is MentionTarget.Column && question.NamesTable(p.Mention!)))
            draft.Count(Feature.ColumnBesideTable);
        // "how many" is made of empty words, but is not one.
        foreach (var count in cover.LeftOut(question))
            draft.Count(Feature.UnusedMention);
        return Step(behind, draft.Features, (place, 0), () => EntityQueries.Of(draft).Select((query, i) =>
            Step(behind, query.Features, (place, i), () => query.Finish() is { } built ? [new(Scored(draft, behind, built), (place, i))] : [])));
    }

    // What is counted from here on speaks against a reading.
    private static ReadingStep Step(double behind, Dictionary<Feature, double> features, (int, int) place, Func<IEnumerable<ReadingStep>> next) =>
        new(ScoredReading.Sum(behind, features), ScoredReading.MayRun(behind, features, ReadingWeights.AcceptableDoubt, doubted: true), place, next);

    private ScoredReading Scored(EntityDraft draft, double behind, FinishedReading built)
    {
        var finished = Unanswered.Weigh(question, draft.Cover, OutputUnits.Told(question, built with { Query = PeriodDifference.Of(OneDenial(draft, draft.Spread ? SpreadRule.Of(built.Query) : built.Query)) }));
        return new(finished, draft.Cover, SemanticQueryJson.Write(finished.Query), ScoredReading.Sum(behind, finished.Features))
        {
            // What speaks for a reading ranks it; it does not outweigh what speaks against it.
            Doubt = behind + finished.Features.Sum(f => Math.Min(0, ReadingWeights.Of(f.Key) * f.Value)),
        };
    }

    // "never assigned to a flight", "who do not own any stamp": who has no assignment has none to a flight. What is nearer than what is denied is said for itself: "with orders, but without returns of them".
    private static SemanticQuery OneDenial(EntityDraft draft, SemanticQuery query)
    {
        if (query is not { From: { } table, Filters: QueryFilter.AllOf { Terms: var terms } })
            return query;
        var reach = draft.Question.Lexicon.Reach.From(table);
        var denied = terms.OfType<QueryFilter.Related>().Where(r => r is { Is: Quantifier.None, Where: null }).Select(r => r.Table).ToList();
        var kept = terms.Where(t => t is not QueryFilter.Related { Is: Quantifier.Some, Where: null } some || !(denied.Contains(some.Table)
            || draft.Model.Relationships.Any(r => (denied.Contains(r.FromTable) && r.ToTable == some.Table && reach.Related(r.FromTable) < reach.Related(some.Table)) || (denied.Contains(r.ToTable) && r.FromTable == some.Table && IsVerb(draft, some.Table))))).ToList();
        return kept.Count == terms.Count ? query : query with { Filters = kept is [var only] ? only : new QueryFilter.AllOf(kept.ToValueList()) };
    }

    // "that no preparator has worked on" speaks of no work but theirs.
    private static bool IsVerb(EntityDraft draft, string table) => draft.Parts.Any(p => p.Role == "related" && p.Tables.Contains(table) && p.Mention!.Link != LinkKind.Exact && RelationVerbs.IsPast(p.Text));

    // "how many rooms are there in all apartments", "how much revenue did we make with parts" add up, "name and number of rooms of each apartment" shows.
    private static void Settle(EntityDraft draft)
    {
        Sides(draft);
        // "how many days do we take on average to reply".
        if (draft is { Outputs: [Quantity.Value { Noun: { Target: MentionTarget.Column } lasting }], Groups.Count: 0, Ranked: false } && lasting.Text.Contains(" on average ", StringComparison.Ordinal))
            draft.Outputs[0] = new Quantity.Aggregate(AggregateFunction.Avg, lasting);
        if (draft is { Outputs: [Quantity.Value { Noun: { Target: MentionTarget.Column } whole }], Groups.Count: 0, Orders.Count: 0 } && (whole.Text.StartsWith("total ", StringComparison.Ordinal) || draft.Question.BehindHowMuch.Contains(whole.Mention!.Start)) && whole.Columns.Any(c => draft.IsAdditive(c.Target)) && IsOfAll(draft))
            draft.Outputs[0] = new Quantity.Aggregate(AggregateFunction.Sum, whole);

        // "average Medicare payment of the hospitals in Ohio" of a column that is called so.
        if (draft is { Outputs: [Quantity.Value { Noun: { Target: MentionTarget.Column } mean }], Groups.Count: 0, Orders.Count: 0 } && (mean.Text.StartsWith("average ", StringComparison.Ordinal) || mean.Text.StartsWith("mean ", StringComparison.Ordinal)) && draft.IsNumber(mean) && IsOfAll(draft))
            draft.Outputs[0] = new Quantity.Aggregate(AggregateFunction.Avg, mean);

        // "products with total amount over 10000", "states that lost more than 100 structures altogether": each row has an amount, a product has all of its rows'.
        for (var i = 0; i < draft.Demands.Count; i++)
        {
            if (draft.Demands[i] is Demand.Compares { Column: { Target: MentionTarget.Column, Strongest: { } compared } column } demand && (draft.Question.Lexicon.Ledgers.AddsUp($"{compared.TableName}.{compared.ColumnName}") || (SaysTotal(draft) && draft.IsAdditive(compared)))
                && draft is { Thing: null, Outputs: [Quantity.Value { Noun: { Strongest: { } key } }, ..] } && draft.Column(key) is { Type: ColumnType.Text, Kind: ColumnKind.Dimension or ColumnKind.Id } && key.TableName == compared.TableName
                && !draft.Table(key.TableName)!.PrimaryKey.Contains(key.ColumnName))
                draft.Demands[i] = new Demand.Counts(new Quantity.Aggregate(AggregateFunction.Sum, column), demand.Operator, demand.Literals) { Place = demand.Place, Negated = demand.Negated };
        }

        // "highest price, ordered by product type": sorted are the groups.
        if (!draft.Ranked && draft.Groups.Count == 0 && draft.Outputs.Count > 0 && draft.Outputs.TrueForAll(o => o is Quantity.Aggregate or Quantity.Count)
            && draft.Orders is [(Quantity.Value { Noun: { Target: MentionTarget.Column, Index: >= 0 } sorted }, _)] && !draft.IsNumber(sorted) && !draft.IsTime(sorted))
            draft.Groups.Add(sorted);
        AverageOfEach(draft);
        SumOfPeriod(draft);
        CountOfPeriod(draft);
        ShowsRanked(draft);
        OnlySum(draft);
        SumOfEach(draft);
        var alone = draft.Outputs.TrueForAll(o => o is Quantity.Stored) && draft.Groups.Count == 0 && !draft.Ranked;
        for (var i = 0; i < draft.Outputs.Count; i++)
        {
            if (draft.Outputs[i] is Quantity.Stored stored)
                draft.Outputs[i] = alone ? new Quantity.Aggregate(SemanticModel.Definitions.AggregateFunction.Sum, stored.Noun) : new Quantity.Value(stored.Noun);
        }

        for (var i = 0; i < draft.Orders.Count; i++)
        {
            if (draft.Orders[i].Key is Quantity.Stored stored)
                draft.Orders[i] = (new Quantity.Value(stored.Noun), draft.Orders[i].Descending);
        }
    }

    private static bool SaysTotal(EntityDraft draft) => draft.Parts.Any(p => p.Is("altogether", "all together", "in total", "combined", "all told", "in all"));

    // "total amount of Toys in 2024" of a column called total amount, "what was total charge of closed rentals": the word says what is wanted, too; "list the total charge of the rentals" shows each.
    private static bool IsOfAll(EntityDraft draft) =>
        draft.Thing is null || (!draft.Ranked && draft.Parts[0].Target is not MentionTarget.Listing { Which: false } && !draft.Parts.Any(p => p.Target is MentionTarget.Grouping));

    // "how much did German guests spend on extras": they are whose it was, not what is asked for.
    private static void OnlySum(EntityDraft draft)
    {
        if (draft is not { Groups.Count: 0, Orders.Count: 0, Ranked: false } || draft.Question.Folded is not ["how", "much", "did" or "have" or "has" or "do", ..] || !draft.Outputs.TrueForAll(o => o is Quantity.Value)
            || draft.Outputs.FindAll(o => o.Noun.Columns.Any(c => draft.IsAdditive(c.Target))) is not [var amount])
            return;
        draft.Outputs.Clear();
        draft.Outputs.Add(new Quantity.Aggregate(AggregateFunction.Sum, amount.Noun));
    }

    // "passengers carried in 2023": a list of nothing but numbers tells nobody anything; all of them together do.
    private static void SumOfPeriod(EntityDraft draft)
    {
        // "nests found on rainy visits".
        if (draft is { Groups.Count: 0, Orders.Count: 0, Ranked: false, Outputs: [Quantity.Value { Noun: { Index: 0, Target: MentionTarget.Column, Strongest: { } number } amount }] } && draft.IsAdditive(number) && draft.Table(number.TableName)?.TimeColumn is not null
            && ((draft.Thing is null && draft.Demands.Exists(d => d is Demand.During)) || ((draft.Thing is null || draft.Thing.Tables.Contains(number.TableName)) && draft.Demands.Exists(d => d is Demand.During or Demand.Is) && draft.Demands.TrueForAll(d => d is Demand.During or Demand.Is { Negated: false }))))
            draft.Outputs[0] = new Quantity.Aggregate(AggregateFunction.Sum, amount);
    }

    // "visits in 2023": how many, where nothing but numbers tells them apart.
    private static void CountOfPeriod(EntityDraft draft)
    {
        if (draft is not { Thing: { Index: 0, Target: MentionTarget.Table } rows, Outputs.Count: 0, Groups.Count: 0, Orders.Count: 0, Ranked: false, Limit: null, Everything: false } || draft.Demands.Count == 0 || draft.Table(rows.Tables[0]) is not { TimeColumn: not null } table
            || !draft.Demands.TrueForAll(d => d is Demand.During { Negated: false, Column: null }) || DisplayColumns.NameColumn(table) is not null || DisplayColumns.PersonNames(table).Count > 0)
            return;
        draft.Outputs.Add(new Quantity.Count(rows, false));
        draft.Assumptions.Add($"Counted: how many {table.Label.ToLowerInvariant()} there were.");
    }

    // "top three venues by takings, with the amounts", "most visited rooms? number too".
    private static void ShowsRanked(EntityDraft draft)
    {
        if (draft is { Ranked: true, Orders: [({ } key, _)] } && key.Noun != SuperlativeRule.Worth && key.Noun != SuperlativeRule.Units && !draft.Outputs.Contains(key) && SaysAmounts(draft.Question.Folded))
        {
            if (draft is { Outputs.Count: 0, Thing: { } ranked })
                draft.Outputs.Add(new Quantity.Value(ranked));
            draft.Outputs.Add(key is Quantity.Value { Adds: true } summed ? new Quantity.Aggregate(AggregateFunction.Sum, summed.Noun) : key);
        }

        // "which lighthouse was visited most often, and how many times".
        else if (draft is { Ranked: true, Orders: [({ } by, _)], Outputs: [{ } only], Groups.Count: 0, Thing: { } most } && only == by && draft.Parts[0].Target is MentionTarget.Listing { Which: true })
        {
            draft.Outputs.Insert(0, new Quantity.Value(most));
        }

        // "which countries have more than 30 bookings, and how many?".
        else if (draft is { Ranked: false, Groups.Count: 0, Thing: null, Outputs: [Quantity.Value { Noun: { Target: MentionTarget.Column } category }] } && draft.IsCategory(category) && draft.Demands.OfType<Demand.Counts>().ToList() is [{ OfAll: null, Negated: false, Quantity: { } number }] && SaysAmounts(draft.Question.Folded))
        {
            draft.Outputs.Add(number);
        }

        // "bidders who bought 20 lots or more, with the number".
        else if (draft is { Ranked: false, Groups.Count: 0, Thing: { } thing } && draft.Outputs.TrueForAll(o => o is Quantity.Value) && draft.Demands.OfType<Demand.Counts>().ToList() is [{ OfAll: null, Negated: false, Quantity: { } compared }] && SaysAmounts(draft.Question.Folded))
        {
            if (draft.Outputs.Count == 0)
                draft.Groups.Add(thing);
            draft.Outputs.Add(compared);
        }
    }

    private static bool SaysAmounts(IReadOnlyList<string> words) => AsideWords.HowMany(words) is not null || Enumerable.Range(1, Math.Max(0, words.Count - 1)).Any(i =>
        words[i] is "amounts" or "amount" or "totals" or "total" or "numbers" or "number" or "figures" or "values" or "counts" or "sums"
        && (i + 1 == words.Count || words[i + 1] is "?" or "." or "!" or "please" or "," or "too" or "also")
        && (words[i - 1] is "with" or "including" or "plus" || (i > 1 && words[i - 1] is "the" or "their" && words[i - 2] is "with" or "including" or "plus" or "and") || (i + 1 < words.Count && words[i + 1] is "too" or "also")));

    // "rating by site": what cannot be added up is averaged, where nothing is to be listed.
    private static void AverageOfEach(EntityDraft draft)
    {
        if (draft is not { Groups.Count: 0, Ranked: false, Outputs: [Quantity.Value { Noun: { Target: MentionTarget.Column, Strongest: { } number } rated }, ..] } || Kind(draft, number) is not { } kind
            || draft.Column(number) is not { Kind: ColumnKind.Fact, DefaultAggregate: AggregateFunction.Avg, Additive: Additivity.None } || !draft.IsCategory(kind) || draft.At(kind.Index - 1)?.Target is not MentionTarget.Grouping || draft.Parts.Any(p => p.Target is MentionTarget.Listing))
            return;
        draft.Outputs.Clear();
        draft.Outputs.Add(new Quantity.Aggregate(AggregateFunction.Avg, rated));
        draft.Groups.Add(kind);
        (draft.Thing, kind.Role) = (null, "group");
        draft.Assumptions.Add($"Averaged: {draft.Column(number)!.Label.ToLowerInvariant()} for each {(kind.Strongest is { } of ? draft.Column(of)!.Label : draft.Table(kind.Tables[0])!.Label).ToLowerInvariant()}.");
    }

    // What the numbers are told by: a column, or things that their rows lead to ("sizes by cause" where causes have a table).
    private static Part? Kind(EntityDraft draft, MentionTarget.Column number) => draft switch
    {
        { Thing: null, Outputs: [_, Quantity.Value { Noun: { Target: MentionTarget.Column } kind }] } => kind,
        { Thing: { } things, Outputs.Count: 1 } when things.Tables[0] != number.TableName && draft.Leads(number.TableName, things.Tables[0]) => things,
        _ => null,
    };

    // "number of turbines and capacity per grid company": of each group all of them.
    private static void SumOfEach(EntityDraft draft)
    {
        if (draft.Groups.Count == 0 || draft.Ranked || !draft.Outputs.Exists(o => o is Quantity.Count or Quantity.Aggregate))
            return;
        for (var i = 0; i < draft.Outputs.Count; i++)
        {
            if (draft.Outputs[i] is Quantity.Value { Noun: { Target: MentionTarget.Column, Strongest: { } amount } noun } && !draft.Groups.Contains(noun) && draft.IsAdditive(amount))
                draft.Outputs[i] = new Quantity.Aggregate(AggregateFunction.Sum, noun);
        }
    }

    // "how many customers are businesses and how many are private": the number of each, not twice that of both.
    private static void Sides(EntityDraft draft)
    {
        var values = draft.Demands.OfType<Demand.Is>().Where(d => d is { Negated: false, Values.Count: 1 }).Select(d => d.Values[0]).ToList();
        if (draft.Outputs.Count < 2 || values.Count != draft.Outputs.Count || draft.Groups.Count > 0 || !draft.Outputs.TrueForAll(o => o is Quantity.Count)
            || values.Select(v => v.Values.Select(c => (c.Target.TableName, c.Target.ColumnName))).Aggregate((one, other) => one.Intersect(other)).ToList() is not [var (table, column), ..])
            return;
        var first = values[0];
        draft.Outputs.RemoveRange(1, draft.Outputs.Count - 1);
        draft.Groups.Add(new(-1, Mention.Of(first.Mention!.Start, first.Mention.End, new MentionTarget.Column(table, column)), first.Text, first.Sentence, first.Clause) { Role = "group" });
    }
}
