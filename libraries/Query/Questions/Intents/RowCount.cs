using System.Text.RegularExpressions;
using NlSql.Query.Linking;
using NlSql.SemanticModel.Definitions;

namespace NlSql.Query.Questions.Intents;

/// <summary>"How many rows are there": a question that a query answers, over a table that it may leave unsaid.</summary>
internal static partial class RowCount
{
    public static Intent? Find(IntentText text, Lexicon lexicon)
    {
        if (Rows().Match(text.Plain) is not { Success: true } asked || lexicon.Phrases.Knows("row") || lexicon.Phrases.Knows("record"))
            return null;
        var words = asked.Groups["table"].Value.Trim();
        var table = words.Length == 0 || Whole().IsMatch(words)
            ? lexicon.Model.DefaultTable.Name
            : DataTerms.Named(lexicon, words).OfType<MentionTarget.Table>().FirstOrDefault()?.Name;
        return table is null ? null : new(IntentKind.Analytics)
        {
            Query = new() { From = table, Metrics = [new() { Aggregate = AggregateFunction.Count, As = "rows" }] },
        };
    }

    [GeneratedRegex(@"^(?:how many|count(?: of)?(?: the| all| all the)?|(?:what is )?the (?:total )?number of|number of|total number of|how much) (?:rows|records|lines|entries|data points)\b(?: (?:are|do|does|is) (?:there|we have|i have|you have|it have|this have))?(?: ?(?:in|of|does|for|are in) (?:the )?(?<table>[\w ]+?)(?: have| contain| hold)?)?[ ?.!]*$")]
    private static partial Regex Rows();

    [GeneratedRegex(@"^(?:the |this |my |our |all )*(?:data|dataset|data set|file|table|csv|total)$")]
    private static partial Regex Whole();
}
