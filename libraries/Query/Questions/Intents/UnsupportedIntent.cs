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
        if (Advice().IsMatch(text.Plain))
            return new(IntentKind.Unsupported, "intent.advice", "I report what the data says and give no advice. Ask for the numbers to decide by.");
        if (Unknown(Errand(), text.Plain, lexicon) || IsOfTheWorld(text.Plain, lexicon) || Markup().IsMatch(text.Whole))
            return new(IntentKind.Unsupported, "intent.off-topic", "I answer questions about the data of this dataset, and nothing else.");
        return Greeting().IsMatch(text.Plain)
            ? new(IntentKind.Unsupported, "intent.no-question", "Hello! Ask me about the data in plain words, for instance what can be asked.")
            : null;
    }

    // "Football sales by month" is a question about sales; "who won the football" is none.
    private static bool IsOfTheWorld(string text, Lexicon lexicon) =>
        Aside().IsMatch(text) || (Unknown(World(), text, lexicon) && !DataTerms.NamesSomething(lexicon, text));

    private static bool Unknown(Regex pattern, string text, Lexicon lexicon) =>
        pattern.Match(text) is { Success: true } match && !Tokenizer.Tokenize(match.Groups["word"].Success ? match.Groups["word"].Value : "").Any(t => lexicon.Phrases.Knows(t.Stem));

    [GeneratedRegex(@"\b(?<word>forecasts?|forecasted|forecasting|predict|predicts|predicted|prediction|predictions|projection|projections|extrapolate)\b|^(?:what|who|how\s+much|how\s+many|when)\s+will\b|\bwill\s+(?:we|it|sales|revenue)\b")]
    private static partial Regex Future();

    [GeneratedRegex(@"^(?:please\s+|can you\s+|could you\s+)*(?:write|compose|draft|sing|tell\s+me|make\s+up|invent|generate|give\s+me)\s+(?:me\s+|us\s+)?(?:an?|the|some)\s+(?:\w+\s+)?(?<word>poem|joke|song|story|essay|letter|email|mail|haiku|limerick|tweet|speech|blog|code|program|script|function|recipe)\b|^(?:please\s+)?translate\b|^how\s+(?:do|can|would)\s+i\s+(?<word>build|make|cook|write|install|hack|fix)\b")]
    private static partial Regex Errand();

    [GeneratedRegex(@"\b(?<word>weather|horoscope|lottery|election|president|football|stock\s+price|bitcoin|bomb|movie|song|recipe|news|traffic\s+jam|exchange\s+rate)\b")]
    private static partial Regex World();

    [GeneratedRegex(@"\bmeaning\s+of\s+life\b|^what\s+is\s+the\s+capital\s+of\b|^what\s+time\s+is\s+it\b|^how\s+are\s+you\b|^are\s+you\s+(?:an?\s+)?(?:human|robot|ai|bot|alive|real|chatgpt)\b|^who\s+(?:made|built|created|trained)\s+you\b|^(?:what\s+is\s+)?\d+\s*[-+*/x]\s*\d+\s*=?[ ?]*$|^(?:write|compose|draft|sing)\s+(?:me\s+|us\s+)?(?:an?|the|some)\b(?!.*\b(?:query|report|summary)\b)|^do\s+you\s+(?:like|love|think|feel)\b|^(?:send|remind|notify|alert|schedule|book)\s+(?:me|us|him|her|them|it|an?|the)\b")]
    private static partial Regex Aside();

    [GeneratedRegex(@"^(?:what|how|where|which|who|when|why)\b.*\bshould\s+(?:we|i)\b|^should\s+(?:we|i)\b|^(?:give|what\s+is)\s+(?:me\s+|us\s+)?(?:your|some)\s+(?:advice|opinion|recommendations?)\b|^(?:what|which)\b.*\b(?:do|would)\s+you\s+(?:recommend|suggest|advise)\b|^how\s+(?:can|could|do)\s+we\s+(?:increase|improve|reduce|grow|boost|lower|raise|cut)\b")]
    private static partial Regex Advice();

    [GeneratedRegex(@"\{\{.*\}\}|\$\{|^=\s?\w+\(|!\[[^\]]*\]\(|^[\[{].*[\]}]$|<script|javascript:")]
    private static partial Regex Markup();

    [GeneratedRegex(@"^(?:hi|hello|hey|good (?:morning|afternoon|evening|day)|thanks|thank you|ok|okay|bye|goodbye|test|testing)[ !.,]*$")]
    private static partial Regex Greeting();
}
