using NlSql.Query.Questions.FollowUps.Told;
using NlSql.Query.Tokens;

namespace NlSql.Query.Questions.FollowUps;

/// <summary>A question that was asked back and not answered since: what points back behind it may speak of it.</summary>
internal static class OpenQuestion
{
    private static readonly HashSet<string> Empty = new(StringComparer.Ordinal) { "which", "what", "whose", "where", "when", "many", "much", "them", "those", "these", "that", "this", "they", "their", "there", "show", "list", "give", "with", "from", "have", "does", "were", "only", "each", "about", "please", "tell", "find", "name", "names" };

    /// <summary>Whether a question that points back can only speak of an answer before the open one, if of any.</summary>
    public static bool IsPassed(string open, ValueList<Token> tokens, QuestionContext context)
    {
        var asked = Tokenizer.Tokenize(open, context.MonthFirst);
        return SaysAnew(asked, tokens) || SpeaksOfAnother(asked, tokens, context);
    }

    // In other words: what it speaks of is what that spoke of.
    private static bool SaysAnew(ValueList<Token> asked, ValueList<Token> tokens)
    {
        var (before, now) = (Content(asked), Content(tokens));
        return now.Count > 0 && before.Count > 0 && now.Intersect(before).Count() * 2 >= Math.Max(now.Count, before.Count);
    }

    // "how much did that store sell?" behind "what products did it sell most?": no store was asked for.
    private static bool SpeaksOfAnother(ValueList<Token> asked, ValueList<Token> tokens, QuestionContext context)
    {
        var phrases = PointingPhrases.Of(tokens, firm: true);
        return phrases.Count > 0 && PointingPhrases.Of(tokens, firm: false).Count == phrases.Count && ToldReader.Questions(tokens, context, firm: true).Any()
            && phrases.All(p => p is { Nouns: > 0, OfPerson: false } && !asked.Any(a => a.Folded is "one" or "ones" or "who" || tokens.Skip(p.End).Take(p.Nouns).Any(n => n.Stem == a.Stem)));
    }

    private static HashSet<string> Content(IEnumerable<Token> said) => [.. said.Where(t => t.Kind != TokenKind.Symbol && (t.Folded.Length > 3 || t.Number is not null) && !Empty.Contains(t.Folded)).Select(t => t.Stem)];
}
