using NlSql.Query.Issues;
using NlSql.Query.Tokens;
using NlSql.SemanticModel.Definitions;

namespace NlSql.Query.Policies;

/// <summary>
/// The words of forbidden topics in a question. Whole words and phrases only, without regard to case, accents and plural: "cost" finds
/// "costs" and not "costume". What stands in quotes is a value and is not looked at; the topic's columns are forbidden in any case.
/// </summary>
internal static class ForbiddenWords
{
    /// <summary>Why the question is refused, with the place of the words; null when it says none of them.</summary>
    public static Issue? Find(IReadOnlyList<Token> tokens, PolicyDefinition policy)
    {
        foreach (var topic in policy.ForbiddenTopics)
        {
            foreach (var words in topic.Words)
            {
                if (Place(tokens, Stems(words)) is { } place)
                    return new Issue("policy.forbidden-topic", ReasonOf(topic), place);
            }
        }

        return null;
    }

    /// <summary>Why a topic is refused.</summary>
    public static string ReasonOf(ForbiddenTopic topic) => topic.Reason ?? $"Questions about {topic.Topic} are not answered here.";

    private static List<string> Stems(string words) => [.. Tokenizer.Tokenize(words).Where(t => t.Kind != TokenKind.Symbol).Select(t => t.Stem)];

    private static TextSpan? Place(IReadOnlyList<Token> tokens, List<string> stems)
    {
        for (var first = 0; stems.Count > 0 && first + stems.Count <= tokens.Count; first++)
        {
            var last = first + stems.Count - 1;
            if (Enumerable.Range(0, stems.Count).All(i => tokens[first + i].Kind != TokenKind.Quoted && tokens[first + i].Stem == stems[i]))
                return new TextSpan(tokens[first].Span.Start, tokens[last].Span.Start + tokens[last].Span.Length - tokens[first].Span.Start);
        }

        return null;
    }
}
