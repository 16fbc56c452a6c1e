using System.Text.RegularExpressions;
using NlSql.Query.Linking;

namespace NlSql.Query.Questions.Intents;

/// <summary>Questions about the data itself, answered from the model and the dataset's catalog: no query runs.</summary>
internal static partial class AboutTheData
{
    public static Intent? Find(IntentText text, Lexicon lexicon)
    {
        var plain = Opening().Replace(text.Plain, "");
        if (Freshness().IsMatch(plain))
            return new(IntentKind.AboutTheData, "intent.about-the-data", DataContents.Fresh(lexicon)) { AsksFreshness = true };
        var answer = Asking().IsMatch(plain) ? DataContents.Questions(lexicon.Model)
            : Datasets().IsMatch(plain) ? "I answer about one dataset at a time. GET /datasets lists yours; name one in dataset_id to ask about it."
            : Description().IsMatch(plain) ? DataContents.Description(lexicon)
            : Metrics().IsMatch(plain) ? DataContents.Metrics(lexicon.Model)
            : Columns().Match(plain) is { Success: true } columns ? DataContents.Columns(lexicon, columns.Groups["table"].Value)
            : Tables().IsMatch(plain) ? DataContents.Tables(lexicon.Model)
            : Difference().Match(plain) is { Success: true } two ? DataDefinitions.Both(lexicon, Term(two), two.Groups["other"].Value.Trim())
            : Unit().Match(plain) is { Success: true } unit ? DataDefinitions.UnitOf(lexicon, Term(unit))
            : Meaning().Match(plain) is { Success: true } meaning ? DataDefinitions.Of(lexicon, Term(meaning))
            : Values().Match(plain) is { Success: true } values ? DataContents.Values(lexicon, Term(values))
            : null;
        return answer is null ? null : new(IntentKind.AboutTheData, "intent.about-the-data", answer);
    }

    private static string Term(Match match) => match.Groups["term"].Value.Trim();

    [GeneratedRegex(@"^(?:(?:please|pls|hi|hello|hey|ok|okay|so|and)\b[ ,]*|(?:can|could|would|will) you (?:please )?(?=tell|explain|define|describe|list|show|give|help)|(?:tell|show) me (?=what|which|how|when|who))+")]
    private static partial Regex Opening();

    [GeneratedRegex(@"^(?:help(?: me)?|who are you|what are you|what can (?:i|we|one) (?:ask|do|query|say|find out|learn)\b.*|what can you (?:do|answer|tell me|help me with)\b.*|how can you help(?: me)?|how (?:do|can|should) i (?:use|ask|start|begin)\b.*|where (?:do|can|should) i (?:start|begin)|how (?:does|do) (?:this|it|you) work|what (?:sort |kind |type )?(?:of )?questions (?:can|could|do).*|(?:give me |show me )?(?:some )?(?:example|sample) questions|what (?:should|could) i ask.*|what do you know(?: about)?|(?:give|show) me (?:some )?examples?(?: of questions)?|suggest(?: me)? (?:some )?questions)[ ?!.]*$")]
    private static partial Regex Asking();

    [GeneratedRegex(@"^how (?:fresh|recent|current|old|up to date|up-to-date|new|stale) (?:is|are) (?:the |this |our |my )?(?:data|dataset|figures|numbers|information)\b|\bwhen (?:was|were) (?:the |this |our |my )?(?:(?:data|dataset|it|this|that|these|everything|last update|figures|numbers) ?)?(?:last |most recently )?(?:updated|loaded|refreshed|uploaded|imported)?[ ?]*$|^when did (?:the |this |our |my )?(?:data|dataset) last (?:change|get (?:updated|refreshed))[ ?]*$|^(?:is|are) (?:the |this |our |my )?(?:data|dataset|figures|numbers) (?:still )?(?:up to date|up-to-date|current|fresh|recent|stale|old)[ ?]*$|^how (?:fresh|recent|current|old|up to date|up-to-date|stale) is (?:it|this)[ ?]*$|^(?:when was |what is |whats )?the (?:last|latest) (?:update|refresh|upload)[ ?]*$|^what (?:period|dates?|time range|date range|time period|years?|timeframe) (?:does|do|is|are) (?:the |this |our )?(?:data|dataset)\b|^how far back does (?:the |this )?data\b|^(?:what|which) (?:is|are) the (?:newest|latest|most recent|oldest|earliest) (?:data|date|day)[ ?]*$|^up to (?:which|what) (?:date|day)\b|^data freshness[ ?]*$")]
    private static partial Regex Freshness();

    [GeneratedRegex(@"^(?:what|which|list|show|list all|show me|tell me)(?: me)?(?: the| all| all the| your)? ?(?:available |defined |possible )?(?:metrics|measures|kpis|indicators)\b(?: (?:are|do|can|exist|is|available|defined|have|you|we|i|there).*)?[ ?.!]*$")]
    private static partial Regex Metrics();

    [GeneratedRegex(@"^(?:what|which|list|show|list all|show me|give me|name)(?: me)?(?: the| all| all the)? ?(?:available |possible )?(?:columns|fields|attributes|dimensions)\b(?: (?:are|do|does|can|exist|is|available|have|has|you|we|i|there|of|in|for)\b.*?)?(?:(?: (?:of|in|for|does)) (?:the )?(?<table>\w+)(?: table)?)?(?: have| has)?[ ?.!]*$")]
    private static partial Regex Columns();

    [GeneratedRegex(@"^(?:what|which|list|show|list all|show me)(?: me)?(?: the| all| all the)? ?(?:available )?(?:tables|entities)\b(?: (?:are|do|can|exist|is|available|have|you|we|i|there).*)?[ ?.!]*$|^what data (?:is|do|are)\b.*$")]
    private static partial Regex Tables();

    [GeneratedRegex(@"^what (?:does|do) (?:the )?(?<term>.+?) mean[ ?.!]*$|^(?:what is|whats) (?:the )?(?:meaning|definition) of (?<term>.+?)[ ?.!]*$|^(?:define|explain|describe)(?: to me)? (?:what )?(?:the |a |an )?(?:(?:meaning|definition|term|metric|column|table|word) (?:of )?)?(?<term>[\w \-]+?)(?: means| is)?[ ?.!]*$|^what (?:is|are) (?:an?|exactly|exactly an?) (?<term>[\w \-]+?)[ ?.!]*$|^what (?:is|are) (?:an? |the )?(?<term>[\w \-]+?) exactly[ ?.!]*$|^what (?:do|does) (?:you|we|one|it) mean (?:by|with) (?:the )?(?<term>.+?)[ ?.!]*$|^how (?:is|are|do you|do we) (?:calculate |compute |define )?(?<term>.+?) ?(?:calculated|computed|defined|measured)[ ?.!]*$|^what is meant by (?<term>.+?)[ ?.!]*$")]
    private static partial Regex Meaning();

    [GeneratedRegex(@"^(?:what|which)(?: are the)?(?: possible| distinct| different| allowed)? values (?:does|do|can|are in|are there (?:in|for)|exist (?:in|for)|of|for|in) (?:the )?(?<term>.+?)(?: have| take| contain| hold| be)?[ ?.!]*$|^(?:list |show )?(?:the |all )?(?:possible |allowed )values (?:of|for|in) (?:the )?(?<term>.+?)[ ?.!]*$")]
    private static partial Regex Values();

    [GeneratedRegex(@"^(?:describe|explain|summari[sz]e) (?:the |this |my |our )?(?:data|dataset|data set|schema|data model|file)[ ?.!]*$|^(?:show|what is|whats)(?: me)? (?:the )?(?:schema|data dictionary|data model|structure of the data)[ ?.!]*$|^(?:what is|what s|whats) (?:in )?(?:the |this |my |our )?(?:data|dataset|data set|file)(?: about)?[ ?.!]*$|^what (?:does|do) (?:the |this |my |our )?(?:data|dataset|data set|file) (?:contain|hold|have|show|cover)[ ?.!]*$|^tell me about (?:the |this |my |our )?(?:data|dataset|data set|file)[ ?.!]*$")]
    private static partial Regex Description();

    [GeneratedRegex(@"^(?:what|which|list|show)(?: me)?(?: the| all| all the| my)? (?:datasets|data sets)\b(?: (?:are|do|can|exist|is|available|have|you|we|i|there)\b.*)?[ ?.!]*$")]
    private static partial Regex Datasets();

    [GeneratedRegex(@"^(?:what is|whats|explain) (?:the )?differences? between (?:the )?(?<term>.+?) and (?:the )?(?<other>.+?)[ ?.!]*$|^how (?:does|do|is|are) (?<term>.+?) (?:differ|different) from (?<other>.+?)[ ?.!]*$")]
    private static partial Regex Difference();

    [GeneratedRegex(@"^(?:what is|whats|which is|tell me|in) (?:the |what |which )?(?:unit|units|currency)(?: of measure(?:ment)?)? (?:of|for) (?:the )?(?<term>.+?)[ ?.!]*$|^(?:in )?(?:what|which) (?:unit|units|currency) (?:is|are|does|has) (?:the )?(?<term>.+?)(?: in| given in| measured in| measured| have| given)?[ ?.!]*$")]
    private static partial Regex Unit();
}
