using NlSql.Query.Linking;
using NlSql.Query.Linking.Words;
using NlSql.Query.Reading.Entities.Rules;
using NlSql.SemanticModel.Queries;

namespace NlSql.Query.Reading.Entities;

/// <summary>
/// Covers → scored queries about things: lists, counts and groups of the rows of one table, with conditions on the rows that belong to
/// them. Reads tables that nobody has described; measures that a model defines are read by <see cref="Assembler"/>.
/// </summary>
internal static class EntityReader
{
    private const int MostCovers = 16;

    // How surely a word must be a column's for an expression of the language to give way to it.
    private const double PlainNoun = 0.75;

    private const double PlainValue = 0.9;

    // From here on a phrase is a name, if only by a general synonym.
    private const double WholeName = 0.45;

    // Comparatives that say themselves what is compared.
    private static readonly string[] Adjectives = ["older", "younger", "cheaper", "longer", "shorter"];

    // The order is the order of precedence: what an earlier rule uses, a later one does not see.
    private static readonly EntityRule[] Rules =
    [
        new NegationRule(), new SplitNameRule(), new OwnerRule(), new SortRule(), new SameRule(), new ComparativeRule(), new ComparisonRule(), new AggregateListRule(), new SuperlativeRule(), new PeriodRule(), new ValueRule(), new MissingRule(),
        new GroupRule(), new OutputRule(), new TableRule(), new ConnectorRule(),
    ];

    public static IReadOnlyList<ScoredReading> Read(LinkedQuestion question)
    {
        var covers = CoverSearch.Best(question, m => IsOfThings(question, m));
        Dictionary<string, ScoredReading> best = new(StringComparer.Ordinal);
        var top = covers.Count > 0 ? covers[0].Score : 0;
        foreach (var cover in covers.Take(MostCovers))
        {
            var draft = new EntityDraft(question, cover);
            foreach (var rule in Rules)
                rule.Apply(draft);
            Settle(draft);
            foreach (var part in draft.Parts.Where(p => p.Mention is not null && !p.Used))
                draft.Count(Feature.UnusedMention);
            foreach (var part in draft.Parts.Where(p => p.Target is MentionTarget.Column && question.NamesTable(p.Mention!)))
                draft.Count(Feature.ColumnBesideTable);
            // "how many" is made of empty words, but is not one.
            foreach (var count in question.Mentions.Where(m => m.Target is MentionTarget.Count && m.End - m.Start > 1 && !cover.Mentions.Any(c => c.Target is not MentionTarget.Filler && c.Start < m.End && c.End > m.Start)))
                draft.Count(Feature.UnusedMention);
            foreach (var finished in EntityQueries.Finish(draft))
            {
                var score = (cover.Score - top) + finished.Features.Sum(f => ReadingWeights.Of(f.Key) * f.Value);
                var text = SemanticQueryJson.Write(finished.Query);
                // What speaks for a reading ranks it; it does not outweigh what speaks against it.
                var doubt = (cover.Score - top) + finished.Features.Sum(f => Math.Min(0, ReadingWeights.Of(f.Key) * f.Value));
                if (!best.TryGetValue(text, out var known) || known.Score < score)
                    best[text] = new(finished, cover, text, score) { Doubt = doubt };
            }
        }

        return [.. best.Values.OrderByDescending(r => r.Score).ThenBy(r => r.Text, StringComparer.Ordinal)];
    }

    // "how many rooms are there in all apartments" adds up, "name and number of rooms of each apartment" shows.
    private static void Settle(EntityDraft draft)
    {
        // "total amount of Toys in 2024" of a column called total amount: the word says what is wanted, too.
        if (draft is { Outputs: [Quantity.Value { Noun: { Target: MentionTarget.Column } only }], Thing: null, Groups.Count: 0, Orders.Count: 0 } && only.Text.StartsWith("total ", StringComparison.Ordinal)
            && only.Columns.Any(c => draft.IsAdditive(c.Target)))
            draft.Outputs[0] = new Quantity.Aggregate(SemanticModel.Definitions.AggregateFunction.Sum, only);

        // "highest price, ordered by product type": sorted are the groups.
        if (!draft.Ranked && draft.Groups.Count == 0 && draft.Outputs.Count > 0 && draft.Outputs.TrueForAll(o => o is Quantity.Aggregate or Quantity.Count)
            && draft.Orders is [(Quantity.Value { Noun: { Target: MentionTarget.Column, Index: >= 0 } sorted }, _)] && !draft.IsNumber(sorted) && !draft.IsTime(sorted))
            draft.Groups.Add(sorted);
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

    // "physician" is the physician, not a column that refers to one; "named" says whose name follows.
    private static bool IsOfThings(LinkedQuestion question, Mention mention) => mention.Target switch
    {
        MentionTarget.Metric or MentionTarget.Segment => false,
        // "first and last names" are parts of names.
        MentionTarget.Gradable => !(question.Words[mention.Start].Best is "first" or "last" && question.Words.Skip(Math.Max(0, mention.Start - 5)).Take(14).Any(w => w.Token.Stem == "name")),
        // "types of rooms" and "amount of loans" may be columns; then only what stands before them is the language's.
        MentionTarget.Distinct => mention.End == mention.Start + 1 || !(IsAmount(question, mention)
            || question.Mentions.Any(m => m.Target is MentionTarget.Column && m.End > mention.Start && m.Start < mention.End && (m.End > mention.End || (m.Start < mention.Start && m.Strength >= PlainNoun)))),
        MentionTarget.Aggregate => mention.End == mention.Start + 1
            || !question.Mentions.Any(m => m.Target is MentionTarget.Column && m.Start > mention.Start && m.Start < mention.End && (m.End > mention.End || (m.Strength >= PlainNoun && mention.End == m.End + 1))),
        // "phone numbers of all suppliers": the number is the phone's.
        MentionTarget.Count or MentionTarget.Extreme when IsAmount(question, mention) => false,
        MentionTarget.Count => !question.Mentions.Any(m => m.Target is MentionTarget.Column && m.Start < mention.Start && m.End == mention.Start + 1 && m.Strength >= WholeName),
        // "room 111 most recently": the number is the room's.
        MentionTarget.Limit => question.Words[mention.Start].Token.Kind != Tokens.TokenKind.Number
            || !question.Mentions.Any(m => m.Target is MentionTarget.Column or MentionTarget.Table && m.End == mention.Start),
        // "savings and checking accounts": a value that is written so says more than a verb.
        MentionTarget.Relation => !question.Mentions.Any(m => m.Start == mention.Start && m.End == mention.End
            && ((m.Target is MentionTarget.Value && m.Strength >= PlainValue) || (m.Target is MentionTarget.Column && m.Strength >= PlainNoun && !RelationVerbs.IsParticiple(question.Words[mention.Start].Best)))),
        // "the latest document" of documents, one of whose types is called Document.
        MentionTarget.Value => !(mention.Link != LinkKind.Exact || !IsWritten(question, mention)) || !question.Mentions.Any(m => m.Target is MentionTarget.Table && m.Start == mention.Start && m.End == mention.End && m.Strength >= LinkStrengths.RoleNoun),
        // "products that have never been ordered", "how often it was ordered": nothing is sorted.
        MentionTarget.Order { TakesKey: false } => mention.Start == 0 || question.Words[mention.Start].Best != "ordered" || !IsAuxiliary(question.Words[mention.Start - 1].Best),
        // "customers under this policy": nothing is compared.
        MentionTarget.Comparison when mention.End == mention.Start + 1 && question.Words[mention.Start].Best is "under" or "over" => question.Words.Skip(mention.End).Take(6).Any(w => w.Token.Number is not null)
            || question.Mentions.Any(m => m.Target is MentionTarget.Aggregate or MentionTarget.Extreme && m.Start >= mention.End),
        // "above 50 or below 30": another comparison begins.
        MentionTarget.Comparison { Trails: true } => mention.End >= question.Words.Count || question.Words[mention.End].Token.Number is null,
        // "older than 56": the adjective says what is compared, where no column before it does.
        MentionTarget.Comparison when Adjectives.Contains(question.Words[mention.Start].Best) => !question.Mentions.Any(m => m.Target is MentionTarget.Gradable { Compares: true } && m.Start == mention.Start && m.End == mention.End)
            || question.Mentions.Any(m => m.Target is MentionTarget.Column && m.End <= mention.Start && m.End >= mention.Start - 1 && m.Strength >= PlainNoun),
        // "date" is a column where there is one.
        MentionTarget.Grain { Stated: false } => !question.Mentions.Any(m => m.Target is MentionTarget.Column && m.Start <= mention.Start && m.End >= mention.End),
        MentionTarget.Column => !IsNaming(question, mention) && !IsOfTable(question, mention)
            && !(question.NamesTable(mention) && mention.Candidates.All(c => c.Target is MentionTarget.Column column && (IsReference(question, column) || IsKey(question, column)))),
        _ => true,
    };

    private static bool IsAuxiliary(string word) => word is "been" or "was" or "were" or "be" or "is" or "are" or "being" or "has" or "have" or "had" or "never" or "not" or "who" or "ever" or "it" or "they";

    // Whether a value is written with its capitals, or is in quotes.
    private static bool IsWritten(LinkedQuestion question, Mention mention) => mention.Candidates.Any(c => c.Target is MentionTarget.Value value && value.Text.StartsWith(question.Words[mention.Start].Token.Text, StringComparison.Ordinal));

    // "amount of the settlements", "largest amount of claims", "types of companies" where these have such a column.
    private static bool IsAmount(LinkedQuestion question, Mention mention)
    {
        if (mention.End - mention.Start < 2 || question.Words[mention.End - 1].Best != "of" || question.Words[mention.End - 2].Best == "number")
            return false;
        var things = question.Mentions.Where(m => m.Target is MentionTarget.Table && m.Start >= mention.End && m.Start <= mention.End + 1).SelectMany(m => m.Candidates).Select(c => ((MentionTarget.Table)c.Target).Name).ToHashSet(StringComparer.Ordinal);
        // The quantity of products is that of their order lines; their amount would be anything.
        var further = question.Words[mention.End - 2].Best == "quantity";
        return question.Mentions.Any(m => m.Target is MentionTarget.Column && m.Start == mention.End - 2 && m.End == mention.End - 1
            && m.Candidates.Any(c => c.Strength >= PlainNoun && c.Target is MentionTarget.Column column && (things.Contains(column.TableName) || (further && things.Any(t => question.Lexicon.Reach.From(column.TableName).Steps(t) < Model.TableReach.Nowhere)))));
    }

    private static bool IsNaming(LinkedQuestion question, Mention mention) =>
        mention.End == mention.Start + 1 && question.Words[mention.Start].Best is "named" or "called" or "titled";

    // "names of products": the name, and of what; a list of columns shares the latter.
    private static bool IsOfTable(LinkedQuestion question, Mention mention) => mention.End >= mention.Start + 3 && question.Words[mention.Start + 1].Best == "of"
        && question.Mentions.Any(m => m.Target is MentionTarget.Table && m.Start == mention.Start + (question.Words[mention.Start + 2].Best == "the" ? 3 : 2) && m.End == mention.End)
        && question.Mentions.Any(m => m.Target is MentionTarget.Column && m.Start == mention.Start && m.End == mention.Start + 1 && m.Strength >= LinkStrengths.RoleNoun);

    private static bool IsKey(LinkedQuestion question, MentionTarget.Column column) =>
        question.Lexicon.Model.FindTable(column.TableName)?.FindColumn(column.ColumnName)?.Kind == SemanticModel.Definitions.ColumnKind.Id;

    private static bool IsReference(LinkedQuestion question, MentionTarget.Column column) =>
        question.Lexicon.Model.Relationships.Any(r => r.FromTable == column.TableName && r.FromColumns.Contains(column.ColumnName));
}
