using NlSql.Query.Model;
using NlSql.Query.Tokens;
using NlSql.SemanticModel.Definitions;
using NlSql.SemanticModel.Queries;

namespace NlSql.Query.Questions.FollowUps.Told;

/// <summary>A question whose words that point back stand for what was told.</summary>
/// <param name="Tokens">The question, one token for each of them.</param>
/// <param name="Values">What each stands for, by the text of its token.</param>
/// <param name="Others">What is not meant: "which other lots"; null for none.</param>
/// <param name="Period">When, where that was said before; null where it is not asked.</param>
internal sealed record ToldQuestion(ValueList<Token> Tokens, IReadOnlyDictionary<string, ToldValue> Values, ToldValue? Others, string? Period)
{
    private readonly ToldConditions conditions = new([.. Values.Values]);

    /// <summary>What was taken for what, in a sentence.</summary>
    private string Assumption => $"It is asked of {string.Join(" and ", Values.Values.Select(v => v.Called).Concat(Period is null ? [] : [Period]).Distinct())}{(Others is null ? "" : $"{(Values.Count > 0 || Period is not null ? "" : "all")} but {Others.Called}")}.";

    /// <summary>What it was read as, in the words that were said.</summary>
    public CompiledQuestion InWords(CompiledQuestion read) => read with
    {
        Interpretation = read.Interpretation.Select(s => s with { Text = read.Question!.Original.Substring(s.Span.Start, s.Span.Length), Meaning = ToldValue.Meant(s.Meaning), Alternatives = s.Alternatives.Select(ToldValue.Meant).Distinct().ToValueList() }).ToValueList(),
        Assumptions = read.Assumptions.Select(ToldValue.ForPeople).Prepend(Assumption).ToValueList(),
        Confidence = read.Confidence is not { } confidence ? null : confidence with { Reasons = confidence.Reasons.Select(ToldValue.ForPeople).ToValueList() },
    };

    /// <summary>Whether a query only tells the one thing once more that is asked about: "who manages that store?" of a store that nobody is known to manage.</summary>
    public bool Tells(SemanticQuery query, ModelDefinition model) => query.Metrics.Count == 0 && Values.Values.Any(v => v.IsOne && v.Tells(query, model));

    /// <summary>The query in which what was told is asked for; null where it cannot be.</summary>
    public SemanticQuery? Asked(SemanticQuery query) => Others is null ? conditions.In(query)
        : query.From == Others.Table && Others.Condition(Others.Column, negated: true) is { } others ? conditions.In(query with { Filters = Reading.FilterTerms.With(query.Filters, others) }) : null;
}

/// <summary>Tokens and what was told before → the questions that they can mean, the likeliest first.</summary>
internal static class ToldReader
{
    private const int MostTries = 4;

    public static IEnumerable<ToldQuestion> Questions(ValueList<Token> tokens, QuestionContext context, bool firm)
    {
        if (context.Earlier.Count == 0)
            yield break;
        var told = Discourse.Of(context).ToList();
        var (said, others) = WithoutOther(tokens, told, context);
        var nouns = new ToldNouns(said, context);
        var phrases = PointingPhrases.Of(said, firm);
        var period = phrases.Any(p => p.Kind == PointingKind.Time) ? Discourse.Period(context) : null;
        if ((phrases.Count == 0 && (others is null || firm)) || (period is null && phrases.Any(p => p.Kind == PointingKind.Time)))
            yield break;
        var things = phrases.Where(p => p.Kind != PointingKind.Time).ToList();
        var known = things.ToDictionary(p => p, p => told.Where(t => t != others).Select(t => (Value: t, End: Fits(p, t, nouns, context.Lexicon.Model))).Where(f => f.End > 0).ToList());
        if (known.Values.Any(k => k.Count == 0))
            yield break;
        // All of them speak of the same, where they can; else each of the newest that fits.
        foreach (var value in things.Count == 0 ? [null] : known.Values.SelectMany(k => k).Select(k => (ToldValue?)k.Value).Distinct().Take(MostTries))
            yield return Put(said, phrases, things.ToDictionary(p => p, p => known[p].Find(f => f.Value == value) is { Value: not null } same ? same : known[p][0]), others, period);
    }

    /// <summary>Whether it speaks of things of a table that nobody was told of: "each of those members" where games were.</summary>
    public static bool SpeaksOfOthers(ValueList<Token> tokens, QuestionContext context)
    {
        var told = Discourse.Of(context).ToList();
        var nouns = new ToldNouns(tokens, context);
        return PointingPhrases.Of(tokens, firm: true).Any(p => p is { Nouns: > 0, Start: > 0 } && tokens[p.Start - 1].Folded == "of" && !told.Exists(t => Fits(p with { Kind = PointingKind.Several }, t, nouns, context.Lexicon.Model) > 0) && nouns.IsTable(p.End));
    }

    // "on which other lots": the lots, and not that one.
    private static (ValueList<Token> Tokens, ToldValue? Others) WithoutOther(ValueList<Token> tokens, List<ToldValue> told, QuestionContext context)
    {
        var nouns = new ToldNouns(tokens, context);
        for (var i = 0; i + 1 < tokens.Count; i++)
        {
            if (tokens[i].Folded == "other" && told.Find(t => OneThing.IsKeyOrName(context.Lexicon.Model, t.Key) && (t.Which is not null || t.Named is not null) && nouns.Name(i + 1, 1, t)) is { } others)
                return ([.. tokens.Where(t => t != tokens[i]).Select((t, at) => t with { Index = at })], others);
        }

        return (tokens, null);
    }

    private static ToldQuestion Put(ValueList<Token> tokens, IReadOnlyList<PointingPhrase> phrases, Dictionary<PointingPhrase, (ToldValue Value, int End)> taken, ToldValue? others, string? period)
    {
        List<Token> said = [];
        Dictionary<string, ToldValue> values = [];
        for (var i = 0; i < tokens.Count; i++)
        {
            if (phrases.FirstOrDefault(p => p.Start == i) is not { } phrase)
            {
                said.Add(tokens[i] with { Index = said.Count });
                continue;
            }

            var (value, end) = phrase.Kind == PointingKind.Time ? (null, phrase.End) : taken[phrase];
            var (first, last) = (tokens[i], tokens[end - 1]);
            var place = new Issues.TextSpan(first.Span.Start, last.Span.End - first.Span.Start);
            i = end - 1;
            if (value is null)
            {
                var announced = said.Count > 0 && said[^1].Folded is "in" or "during" or "for" or "of" or "from";
                said.AddRange(Tokenizer.Tokenize(announced ? period! : "in " + period).Select((t, at) => t with { Index = said.Count + at, Span = place }));
                continue;
            }

            var text = $"told{values.Count}";
            values[text] = value;
            said.Add(first with { Index = said.Count, Kind = TokenKind.Word, Text = text, Folded = text, Stem = text, Number = null, Possesses = last.Possesses || phrase.Kind == PointingKind.Owner, Span = place });
        }

        return new(said.ToValueList(), values, others, period);
    }

    // Behind which token the words end that stand for it; 0 where they do not.
    private static int Fits(PointingPhrase phrase, ToldValue value, ToldNouns nouns, ModelDefinition model)
    {
        if ((phrase.Kind == PointingKind.One && !value.IsOne) || (phrase.Kind == PointingKind.Place && value is { Which: null, Named: null }))
            return 0;
        // "it" is the show that was named, and not the genre.
        if (phrase is { Nouns: 0, Kind: not PointingKind.Place } && value.Named is not null && !OneThing.IsKeyOrName(model, value.Key))
            return 0;
        if (phrase.OfPerson && !(model.FindTable(value.Table) is { } table && People.AreIn(table) && OneThing.IsKeyOrName(model, value.Key)))
            return 0;
        for (var count = phrase.Nouns; count > 0; count--)
        {
            if (nouns.Name(phrase.End, count, value))
                return phrase.End + count;
        }

        return phrase.Nouns == 0 ? phrase.End : 0;
    }
}
