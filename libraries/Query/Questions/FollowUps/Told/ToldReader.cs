using NlSql.Query.Linking;
using NlSql.Query.Model;
using NlSql.Query.Tokens;
using NlSql.SemanticModel.Definitions;

namespace NlSql.Query.Questions.FollowUps.Told;

/// <summary>A question whose words that point back stand for what was told.</summary>
/// <param name="Tokens">The question, one token for each of them.</param>
/// <param name="Values">What each stands for, by the text of its token.</param>
internal sealed record ToldQuestion(ValueList<Token> Tokens, IReadOnlyDictionary<string, ToldValue> Values)
{
    public ToldConditions Conditions { get; } = new([.. Values.Values]);

    /// <summary>What was taken for what, in a sentence.</summary>
    public string Assumption => $"It is asked of {string.Join(" and ", Values.Values.Select(v => v.Named ?? $"the {v.Noun}{(v.IsOne ? "" : "s")} told before").Distinct())}.";
}

/// <summary>Tokens and what was told before → the questions that they can mean, the likeliest first.</summary>
internal static class ToldReader
{
    private const int MostTries = 4;
    private const double Plainly = 0.85;

    private static readonly string[] Anything = ["one", "ones", "person", "people", "persons", "guy", "guys", "man", "men", "woman", "women", "lady", "ladies", "place", "places", "thing", "things", "two", "three"];

    public static IEnumerable<ToldQuestion> Questions(ValueList<Token> tokens, QuestionContext context, bool firm)
    {
        if (context.Earlier.Count == 0 || PointingPhrases.Of(tokens, firm) is not { Count: > 0 } phrases)
            yield break;
        var told = Discourse.Of(context).ToList();
        var known = new Dictionary<int, IReadOnlyList<(ToldValue Value, int End)>>();
        foreach (var phrase in phrases)
            known[phrase.Start] = [.. told.Select(t => (Value: t, End: Fits(phrase, t, tokens, context))).Where(f => f.End > 0)];
        var tries = 0;
        // All of them speak of the same, where they can; else each of the newest that fits.
        foreach (var (value, _) in known.Values.SelectMany(k => k).DistinctBy(k => k.Value))
        {
            if (tries++ == MostTries)
                yield break;
            List<(PointingPhrase Phrase, ToldValue Value, int End)> taken = [];
            foreach (var phrase in phrases)
            {
                var fitting = known[phrase.Start];
                if (fitting.Count == 0)
                    yield break;
                var (chosen, end) = fitting.FirstOrDefault(f => f.Value == value) is { Value: not null } same ? same : fitting[0];
                taken.Add((phrase, chosen, end));
            }

            yield return Put(tokens, taken);
        }
    }

    private static ToldQuestion Put(ValueList<Token> tokens, List<(PointingPhrase Phrase, ToldValue Value, int End)> taken)
    {
        List<Token> said = [];
        Dictionary<string, ToldValue> values = [];
        for (var i = 0; i < tokens.Count; i++)
        {
            if (taken.Find(t => t.Phrase.Start == i) is not { Value: { } value } found || found.End == 0)
            {
                said.Add(tokens[i] with { Index = said.Count });
                continue;
            }

            var last = tokens[found.End - 1];
            var text = $"told{taken.IndexOf(found)}";
            values[text] = value;
            said.Add(tokens[i] with { Index = said.Count, Kind = TokenKind.Word, Text = text, Folded = text, Stem = text, Number = null, Possesses = last.Possesses || found.Phrase.Kind == PointingKind.Owner, Span = new(tokens[i].Span.Start, last.Span.End - tokens[i].Span.Start) });
            i = found.End - 1;
        }

        return new(said.ToValueList(), values);
    }

    // Behind which token the words end that stand for it; 0 where they do not.
    private static int Fits(PointingPhrase phrase, ToldValue value, ValueList<Token> tokens, QuestionContext context)
    {
        if ((phrase.Kind == PointingKind.One && !value.IsOne) || (phrase.Kind == PointingKind.Place && value is { Which: null, Named: null }))
            return 0;
        var model = context.Lexicon.Model;
        // "it" is the show that was named, and not the genre.
        if (phrase is { Nouns: 0, Kind: not PointingKind.Place } && value.Named is not null && !OneThing.IsKeyOrName(model, value.Key))
            return 0;
        if (phrase.OfPerson && !(model.FindTable(value.Table) is { } table && People.AreIn(table) && OneThing.IsKeyOrName(model, value.Key)))
            return 0;
        for (var nouns = phrase.Nouns; nouns > 0; nouns--)
        {
            if (Names([.. tokens.Skip(phrase.End).Take(nouns)], value, context))
                return phrase.End + nouns;
        }

        return phrase.Nouns == 0 ? phrase.End : 0;
    }

    private static bool Names(ValueList<Token> noun, ToldValue value, QuestionContext context)
    {
        if (noun is [var only] && (Anything.Contains(only.Folded) || only.Stem == EnglishStemmer.Stem(value.Noun.Split(' ')[^1])))
            return true;
        var linked = Linker.Link(noun.Select((t, i) => t with { Index = i }).ToValueList(), context.Lexicon, context.Query.Anchor.Day);
        return linked.Mentions.Where(m => m.Start == 0 && m.End == noun.Count).SelectMany(m => m.Candidates).Any(c => c.Strength >= Plainly && Is(c.Target, value, context.Lexicon.Model));
    }

    private static bool Is(MentionTarget target, ToldValue value, ModelDefinition model) => target switch
    {
        MentionTarget.Table table => table.Name == value.Table && OneThing.IsKeyOrName(model, value.Key),
        MentionTarget.Column column => value.IsOf(model, column),
        _ => false,
    };
}
