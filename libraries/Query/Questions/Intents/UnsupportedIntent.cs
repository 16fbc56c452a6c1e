using System.Text.RegularExpressions;
using NlSql.Query.Linking;
using NlSql.Query.Tokens;

namespace NlSql.Query.Questions.Intents;

/// <summary>Requests that no query over the data can answer. A word that the data knows is never taken for one.</summary>
internal static partial class UnsupportedIntent
{
    public static Intent? Find(IntentText text, Lexicon lexicon)
    {
        if (!text.Plain.Any(char.IsLetterOrDigit))
            return new(IntentKind.Unsupported, "intent.no-question", "I could not find a question in that. Ask about the data in plain words.");
        if (Unknown(Future(), text.Plain, lexicon))
            return new(IntentKind.Unsupported, "intent.forecast", "I answer from the data that is there and make no forecasts.");
        if (Unknown(Errand(), text.Plain, lexicon) || Unknown(World(), text.Plain, lexicon) || Markup().IsMatch(text.Whole))
            return new(IntentKind.Unsupported, "intent.off-topic", "I answer questions about the data of this dataset, and nothing else.");
        return Greeting().IsMatch(text.Plain)
            ? new(IntentKind.Unsupported, "intent.no-question", "Hello! Ask me about the data in plain words, for instance what can be asked.")
            : null;
    }

    private static bool Unknown(Regex pattern, string text, Lexicon lexicon) =>
        pattern.Match(text) is { Success: true } match && !Tokenizer.Tokenize(match.Groups["word"].Success ? match.Groups["word"].Value : "").Any(t => lexicon.Phrases.Knows(t.Stem));

    [GeneratedRegex(@"\b(?<word>forecasts?|forecasted|forecasting|predict|predicts|predicted|prediction|predictions|projection|projections|extrapolate)\b|^(?:what|who|how\s+much|how\s+many|when)\s+will\b|\bwill\s+(?:we|it|sales|revenue)\b")]
    private static partial Regex Future();

    [GeneratedRegex(@"^(?:please\s+|can you\s+|could you\s+)*(?:write|compose|draft|sing|tell\s+me|make\s+up|invent|generate|give\s+me)\s+(?:me\s+|us\s+)?(?:an?|the|some)\s+(?:\w+\s+)?(?<word>poem|joke|song|story|essay|letter|email|mail|haiku|limerick|tweet|speech|blog|code|program|script|function|recipe)\b|^(?:please\s+)?translate\b|^how\s+(?:do|can|would)\s+i\s+(?<word>build|make|cook|write|install|hack|fix)\b")]
    private static partial Regex Errand();

    [GeneratedRegex(@"\b(?<word>weather|horoscope|lottery|election|president|football|stock\s+price|bitcoin|capital\s+of|meaning\s+of\s+life|bomb)\b|^who\s+are\s+you\b|^what\s+time\s+is\s+it\b")]
    private static partial Regex World();

    [GeneratedRegex(@"\{\{.*\}\}|\$\{|^=\s?\w+\(|!\[[^\]]*\]\(|<script|javascript:")]
    private static partial Regex Markup();

    [GeneratedRegex(@"^(?:hi|hello|hey|good (?:morning|afternoon|evening|day)|thanks|thank you|ok|okay|bye|goodbye|test|testing)[ !.,]*$")]
    private static partial Regex Greeting();
}
